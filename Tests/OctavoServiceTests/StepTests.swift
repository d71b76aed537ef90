import Foundation
import OctavoTestSupport
import Testing

/// The steps one by one, with a person between them.
@Suite("Steps", .ownThreads)
struct StepTests {
  private let rehearsal = ["--provider", "rehearsal"]

  /// The ids of a printed outline's chapters, in order.
  private func chapters(_ desk: borrowing Desk, _ project: String) throws -> [String] {
    let outline = try desk.json(["outline", project])
    let parts = outline["parts"] as? [[String: Any]] ?? []
    return parts.flatMap { $0["chapters"] as? [[String: Any]] ?? [] }
      .compactMap { $0["id"] as? String }
  }

  private func planned(_ desk: borrowing Desk) throws -> String {
    #expect(try desk.octavo(["ideate"] + Desk.brief + rehearsal).status == 0)
    let project = try desk.project()
    let outline = try desk.octavo(
      ["outline", project, "--concept", "2"] + Desk.small + rehearsal)
    #expect(outline.status == 0, "\(outline.err)")
    return project
  }

  @Test("concepts are shown with how to go on; asking again buys nothing")
  func ideate() throws {
    let desk = try Desk()
    let first = try desk.octavo(["ideate"] + Desk.brief + rehearsal)
    #expect(first.status == 0, "\(first.err)")
    #expect(first.out.contains("octavo outline"))
    let again = try desk.octavo(["ideate"] + Desk.brief + rehearsal)
    #expect(again.out == first.out)
    let concepts = try desk.json(["ideate"] + Desk.brief + rehearsal)["concepts"] as? [Any]
    #expect((3...5).contains(concepts?.count ?? 0))
  }

  @Test("an outline without a chosen concept lists them; shown again it needs no provider")
  func choose() throws {
    let desk = try Desk()
    #expect(try desk.octavo(["ideate"] + Desk.brief + rehearsal).status == 0)
    let project = try desk.project()
    let none = try desk.octavo(["outline", project] + rehearsal)
    #expect(none.status == 65)
    #expect(none.err.contains("--concept"))
    let wrong = try desk.octavo(["outline", project, "--concept", "9"] + rehearsal)
    #expect(wrong.status == 66)
    #expect(try desk.octavo(["outline", project, "--concept", "1"] + rehearsal).status == 0)
    #expect(try desk.octavo(["outline", project]).status == 0)
  }

  @Test("outlines can be edited before and after writing; texts stay with their chapters")
  func edits() throws {
    let desk = try Desk()
    let project = try planned(desk)
    let ids = try chapters(desk, project)
    #expect(ids.count == 3)
    #expect(try desk.octavo(["write", project] + rehearsal).status == 0)
    let second = try desk.json(["show", project, "--chapter", ids[1]])["content"] as? String

    #expect(try desk.octavo(["outline", project, "--rename", "\(ids[1])=Ebb"]).status == 0)
    #expect(try desk.octavo(["outline", project, "--move", "\(ids[1])=1"]).status == 0)
    let kept = try desk.json(["show", project, "--chapter", ids[1]])
    #expect(kept["title"] as? String == "Ebb")
    #expect(kept["content"] as? String == second)

    let order = try chapters(desk, project)
    #expect(Set(order) == Set(ids))
    #expect(try desk.octavo(["outline", project, "--drop", order[2]]).status == 0)
    #expect(try chapters(desk, project) == Array(order.prefix(2)))
    let merged = try desk.octavo(["outline", project, "--merge", "\(order[0])=\(order[1])"])
    #expect(merged.status == 0, "\(merged.err)")
    let both = try desk.json(["show", project, "--chapter", "1"])["content"] as? String ?? ""
    #expect(both.contains(try #require(second).prefix(60)))
    let lost = try desk.octavo(["outline", project, "--rename", "c-none=X"])
    #expect(lost.status == 65)
    #expect(try desk.octavo(["store", "check"]).out == "the store is sound\n")
  }

  @Test("the printed JSON put back changes nothing; a broken one is refused with its place")
  func wholeOutline() throws {
    let desk = try Desk()
    let project = try planned(desk)
    let text = try desk.octavo(["outline", project, "--json"]).out
    try desk.folder.write(text, to: "outline.json")
    #expect(try desk.octavo(["outline", project, "--set", "outline.json"]).status == 0)
    #expect(try desk.octavo(["outline", project, "--json"]).out == text)
    try desk.folder.write("{\"parts\": [{\"title\": \"x\"}]}", to: "broken.json")
    let broken = try desk.octavo(["outline", project, "--set", "broken.json"])
    #expect(broken.status == 65)
    #expect(broken.err.contains("id"))
  }

  @Test("a chapter written anew keeps its old version and touches no other")
  func anew() throws {
    let desk = try Desk()
    let project = try planned(desk)
    #expect(try desk.octavo(["write", project] + rehearsal).status == 0)
    let texts = "SELECT chapter_id || number || fingerprint FROM chapter_versions ORDER BY 1"
    let before = try desk.stored(texts)
    let done = try desk.octavo(["write", project, "--chapter", "2"] + rehearsal)
    #expect(done.status == 0)
    #expect(try desk.stored(texts) == before, "a done chapter is left alone without --again")
    let result = try desk.octavo(
      ["write", project, "--chapter", "2", "--again", "--instructions", "Shorter."] + rehearsal)
    #expect(result.status == 0, "\(result.err)")
    let after = try desk.stored(texts)
    #expect(after.count == before.count + 1)
    #expect(Set(before).isSubset(of: Set(after)))
  }

  @Test("a project exports as a manuscript and comes back unchanged, edits included")
  func roundTrip() throws {
    let desk = try Desk()
    let project = try planned(desk)
    #expect(try desk.octavo(["write", project] + rehearsal).status == 0)
    #expect(try desk.octavo(["store", "export", project, "a"]).status == 0)
    #expect(try desk.octavo(["store", "import", "a", "--store", "other"]).out == project + "\n")
    #expect(try desk.octavo(["store", "export", project, "b", "--store", "other"]).status == 0)
    let same = try Shell.run("diff", ["-r", "a", "b"], folder: desk.folder.url)
    #expect(same.status == 0, "\(same.out)")

    let file = desk.folder.url.appending(path: "b/chapters/01.md")
    let text = try String(contentsOf: file, encoding: .utf8) + "\nOne more sentence of mine.\n"
    try text.write(to: file, atomically: true, encoding: .utf8)
    #expect(try desk.octavo(["store", "import", "b", "--store", "third"]).status == 0)
    let shown = try desk.octavo(["show", project, "--chapter", "1", "--store", "third"])
    #expect(shown.out.contains("One more sentence of mine."))
  }

  @Test("an erased project is gone; nothing is erased without consent")
  func erase() throws {
    let desk = try Desk()
    let project = try planned(desk)
    #expect(try desk.octavo(["store", "erase", project]).status == 64)
    #expect(try desk.octavo(["store", "backup", "copy.sqlite"]).status == 0)
    #expect(try desk.octavo(["store", "erase", project, "--yes"]).status == 0)
    #expect(try desk.octavo(["projects"]).out == "")
    let unknown = try desk.octavo(["show", project])
    #expect(unknown.status == 66)
    #expect(try desk.folder.names().contains("copy.sqlite"))
  }
}
