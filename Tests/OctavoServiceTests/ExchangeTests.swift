import Foundation
import OctavoModelServer
import OctavoTestSupport
import Testing

/// The manuscript that leaves the store, and what comes back of it.
@Suite("Manuscripts", .ownThreads)
struct ExchangeTests {
  private let rehearsal = ["--provider", "rehearsal"]

  private func written(_ desk: borrowing Desk) throws -> String {
    let result = try desk.octavo(["draft"] + Desk.brief + Desk.small + rehearsal)
    #expect(result.status == 0, "\(result.err)")
    return try desk.project()
  }

  private func append(_ text: String, to path: String, _ desk: borrowing Desk) throws {
    let file = desk.folder.url.appending(path: path)
    let old = try String(contentsOf: file, encoding: .utf8)
    try (old + text).write(to: file, atomically: true, encoding: .utf8)
  }

  @Test("the exported folder and the project itself make the same book, label and all")
  func oneWriter() throws {
    let desk = try Desk()
    let project = try written(desk)
    #expect(
      try desk.octavo(["store", "export", project, "ms", "--author", "A. Writer"]).status == 0)
    let book = try String(contentsOfFile: desk.folder.path + "/ms/book.yaml", encoding: .utf8)
    #expect(book.contains("subtitle:") && book.contains("A. Writer"), "\(book)")
    #expect(try desk.octavo(["store", "export", project, "plain"]).status == 0)
    #expect(try desk.octavo(["export", "plain", "-o", "a.pdf"]).status == 0)
    #expect(try desk.octavo(["export", project, "-o", "b.pdf"]).status == 0)
    let bytes = try ["a.pdf", "b.pdf"].map {
      try Data(contentsOf: desk.folder.url.appending(path: $0))
    }
    #expect(bytes[0] == bytes[1])
    let text = try Shell.run("pdftotext", [desk.folder.path + "/a.pdf", "-"]).out
    #expect(text.lowercased().contains("placeholder"), "a rehearsal says what it is")
  }

  @Test("text of chapters that are not whole is exported too, and named")
  func unfinished() throws {
    let desk = try Desk()
    #expect(try desk.draft(["--budget", "0.14"]).status == 75)
    let project = try desk.project()
    let words = try #require(
      try desk.json(["show", project, "--chapter", "1"])["words"] as? Int)
    try #require(words > 0)
    let result = try desk.octavo(["store", "export", project, "ms"])
    #expect(result.status == 0)
    #expect(result.out.contains("ms/chapters/01.md"))
    #expect(result.err.contains("export.unfinished"), "\(result.err)")
  }

  @Test("an edited chapter is a new version in the store it came from; the old one stays")
  func ownStore() throws {
    let desk = try Desk()
    let project = try written(desk)
    #expect(try desk.octavo(["store", "export", project, "ms"]).status == 0)
    let same = try desk.octavo(["store", "import", "ms"])
    #expect(same.status == 0 && same.err.contains("exchange.unchanged"), "\(same.err)")
    try append("\nA sentence of mine about 潮汐.\n", to: "ms/chapters/01.md", desk)
    let read = try desk.octavo(["store", "import", "ms"])
    #expect(read.status == 0 && read.out == project + "\n", "\(read.err)")
    #expect(read.err.contains("exchange.edited"))
    let shown = try desk.json(["show", project, "--chapter", "1"])
    #expect((shown["content"] as? String)?.hasSuffix("A sentence of mine about 潮汐.") == true)
    #expect(shown["status"] as? String == "done" && shown["version"] as? Int == 2)
    #expect(shown["summary"] is String)
    let twice = try desk.octavo(["store", "import", "ms"])
    #expect(twice.err.contains("exchange.unchanged"), "it is there already: \(twice.err)")

    let again = try desk.octavo(["draft"] + Desk.brief + rehearsal)
    #expect(again.err.contains("text.missing-glyph"), "\(again.err)")
    let report = try desk.json(["draft"] + Desk.brief + rehearsal)
    let codes = (report["diagnostics"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
    #expect(codes?.contains("text.missing-glyph") == true)
  }

  @Test("an edited chapter in work keeps its text; only sections without any are written")
  func editedInWork() throws {
    let desk = try Desk()
    #expect(try desk.draft(["--budget", "0.14"]).status == 75)
    let project = try desk.project()
    let status = try desk.json(["show", project, "--chapter", "1"])["status"] as? String
    #expect(try desk.octavo(["store", "export", project, "ms"]).status == 0)
    try append("\nA sentence of mine.\n", to: "ms/chapters/01.md", desk)
    #expect(try desk.octavo(["store", "import", "ms"]).status == 0)
    let done = try desk.octavo(["write", project, "--budget", "50"] + desk.scripted)
    #expect(done.status == 0, "\(done.err)")
    let shown = try desk.json(["show", project, "--chapter", "1"])
    #expect(
      (shown["content"] as? String)?.contains("A sentence of mine.") == true, "\(status ?? "")")
  }

  @Test("older versions are listed, shown and taken back")
  func versions() throws {
    let desk = try Desk()
    let project = try written(desk)
    let first = try desk.octavo(["show", project, "--chapter", "2"]).out
    let again = ["write", project, "--chapter", "2", "--again", "--instructions", "Shorter."]
    #expect(try desk.octavo(again + rehearsal).status == 0)
    let list = try desk.octavo(["show", project, "--chapter", "2", "--versions"]).out
    #expect(list.split(separator: "\n").count == 2 && list.contains("2  generated"))
    #expect(try desk.octavo(["show", project, "--chapter", "2", "--old", "1"]).out == first)
    #expect(try desk.octavo(["show", project, "--chapter", "2", "--old", "7"]).status == 66)
    #expect(
      try desk.octavo(["write", project, "--chapter", "2", "--restore", "1"]).status == 0)
    #expect(try desk.octavo(["show", project, "--chapter", "2"]).out == first)
    #expect(try desk.octavo(["write", project] + rehearsal).status == 0)
    let shown = try desk.json(["show", project, "--chapter", "2"])
    #expect(shown["status"] as? String == "done" && shown["version"] as? Int == 3)
  }

  @Test("facts with their paragraphs, style, topic and state are shown")
  func views() throws {
    let desk = try Desk()
    #expect(try desk.draft().status == 0)
    let project = try desk.project()
    let facts = try desk.octavo(["show", project, "--facts"]).out
    #expect(facts.contains("paragraph "), "\(facts)")
    let values = try desk.json(["show", project, "--facts"])["facts"] as? [[String: Any]]
    #expect(values?.allSatisfy { $0["evidence"] is String && $0["paragraph"] is Int } == true)
    #expect(try desk.octavo(["show", project, "--topic"]).out.contains("Claim:"))
    #expect(try desk.octavo(["show", project, "--style"]).out.contains("Sample:"))
    #expect(try desk.octavo(["show", project]).out.contains("state: written"))
    #expect(try desk.octavo(["show", project, "--facts", "--style"]).status == 64)
  }

  @Test(
    "a language that no font covers is refused before anything is bought, unless that is wanted")
  func uncovered() throws {
    let desk = try Desk()
    let refused = try desk.draft(["--language", "zh"])
    #expect(refused.status == 65)
    #expect(refused.err.contains("template.script-not-covered"))
    #expect(refused.err.contains("--allow-missing-glyphs"))
    #expect(desk.server.ledger.calls == 0)
    _ = try desk.draft(["--language", "zh", "--allow-missing-glyphs"])
    #expect(desk.server.ledger.calls > 0)
    let size = ["--chapters", "1", "--words", "400", "--language", "ko"]
    let rehearsed = try desk.octavo(["draft"] + Desk.brief + size + rehearsal)
    #expect(rehearsed.status == 0 && rehearsed.err.contains("template.script-not-covered"))
  }

  @Test("on a narrow terminal the title gives way, not the cost")
  func narrow() throws {
    let desk = try Desk()
    let command =
      "stty cols 50; \(Program.path) draft --keyword tides --genre guide --audience kids "
      + "--chapters 2 --words 700 --provider rehearsal"
    let shown = try Shell.run(
      "script", ["-qec", command, "/dev/null"], folder: desk.folder.url,
      environment: ["OCTAVO_HOME": Repository.root.path(percentEncoded: false)])
    let lines = shown.out.components(separatedBy: "\r\u{1B}[K").filter { $0.hasPrefix("writing “") }
    try #require(!lines.isEmpty, "\(shown.out)")
    #expect(lines.allSatisfy { $0.contains("$") && $0.count <= 49 }, "\(lines)")
  }
}
