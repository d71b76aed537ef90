import Foundation
import OctavoModelServer
import OctavoTestSupport
import Testing

/// From a keyword to a PDF, as a shell meets it.
@Suite("Draft", .ownThreads)
struct DraftTests {
  @Test("one command makes a book of ten chapters and more, offline and from an empty folder")
  func rehearsal() throws {
    let desk = try Desk()
    let command = ["draft"] + Desk.brief + ["--provider", "rehearsal"]
    let result = try desk.octavo(command)
    #expect(result.status == 0, "\(result.err)")
    let file = result.out.trimmingCharacters(in: .newlines)
    #expect(try Shell.run("qpdf", ["--check", file], folder: desk.folder.url).status == 0)
    let shown = try desk.json(["show", try desk.project()])
    let project = try #require(shown["project"] as? [String: Any])
    #expect(project["state"] as? String == "written")
    #expect(try #require(project["chapters_written"] as? Int) >= 10)
    #expect(try desk.printedWords().contains("rehearsal"), "placeholder text must say what it is")
    #expect(desk.server.ledger.calls == 0)

    let bytes = try Data(contentsOf: desk.folder.url.appending(path: file))
    let calls = try desk.stored("SELECT count(*) FROM calls")
    #expect(try desk.octavo(command).status == 0)
    #expect(try Data(contentsOf: desk.folder.url.appending(path: file)) == bytes)
    #expect(try desk.stored("SELECT count(*) FROM calls") == calls, "nothing is bought twice")
  }

  @Test(
    "every dialect writes the same book, and the ledger has a line for each request",
    arguments: ["anthropic-messages", "openai-chat", "openai-responses", "openai-compatible"])
  func dialects(dialect: String) throws {
    let desk = try Desk(dialect)
    let result = try desk.draft()
    #expect(result.status == 0, "\(result.err)")
    let calls = try desk.stored("SELECT outcome FROM calls")
    #expect(calls.count == desk.server.ledger.calls)
    #expect(calls.allSatisfy { $0 == "completed" })
    let tokens = try desk.stored("SELECT sum(tokens_in) || ' ' || sum(tokens_out) FROM calls")
    let ledger = desk.server.ledger
    #expect(tokens == ["\(ledger.inputTokens) \(ledger.outputTokens)"])
    #expect(try desk.octavo(["store", "check"]).out == "the store is sound\n")
  }

  @Test("a stored project is exported by its name, to any format")
  func exportedByName() throws {
    let desk = try Desk()
    _ = try desk.octavo(["draft"] + Desk.brief + Desk.small + ["--provider", "rehearsal"])
    let drafted = try #require(try desk.folder.names().first { $0.hasSuffix(".pdf") })
    let name = try desk.project()
    let result = try desk.octavo(["export", name, "--to", "pdf,epub", "-o", "files"])
    #expect(result.status == 0, "\(result.err)")
    let exported = try #require(
      result.out.split(separator: "\n").first { $0.hasSuffix(".pdf") }.map(String.init))
    #expect(exported.hasSuffix(drafted))
    let bytes = try [drafted, exported].map {
      try Data(contentsOf: desk.folder.url.appending(path: $0))
    }
    #expect(bytes[0] == bytes[1])
    let unknown = try desk.octavo(["export", "p00000000000x"])
    #expect(unknown.status == 66)
    #expect(unknown.err.contains("store.no-such-project"), "\(unknown.err)")
  }

  @Test("a budget stops the run with a valid book of what is there; a larger one goes on")
  func budget() throws {
    let desk = try Desk()
    let first = try desk.draft(["--budget", "0.14"])
    #expect(first.status == 75, "\(first.err)")
    #expect(first.err.contains("generation.budget-reached"))
    let spent = try desk.stored("SELECT spent FROM projects").compactMap { Int($0) }
    #expect(try #require(spent.first) <= 140_000)
    let name = try #require(try desk.folder.names().first { $0.hasSuffix(".pdf") })
    #expect(try Shell.run("qpdf", ["--check", desk.folder.path + "/" + name]).status == 0)
    let calls = desk.server.ledger.calls

    let second = try desk.draft(["--budget", "50"])
    #expect(second.status == 0, "\(second.err)")
    #expect(desk.server.ledger.calls > calls)
    let sums = try desk.stored(
      "SELECT (SELECT sum(cost) FROM calls) = spent AND reserved = 0 FROM projects")
    #expect(sums == ["1"])
  }

  @Test("two runs on one project: the second is told who has it, and harms nothing")
  func twoRuns() throws {
    var settings = ModelServer.Settings()
    settings.firstTokenDelay = 0.3
    let desk = try Desk(settings: settings)
    let first = try desk.start(["draft"] + Desk.brief + Desk.small + desk.scripted)
    while try desk.server.ledger.calls == 0 || desk.octavo(["projects"]).out.isEmpty {
      usleep(10_000)
    }
    let second = try desk.draft()
    #expect(second.status == 75)
    #expect(second.err.contains("store.project-held"))
    #expect(first.waitForEnd())
    #expect(first.exitCode == 0)
    #expect(try desk.stored("SELECT count(*) FROM projects") == ["1"])
  }

  @Test("runs of one brief that begin at the same moment make one project")
  func sameMoment() throws {
    let desk = try Desk()
    let arguments = ["draft"] + Desk.brief + Desk.small + desk.scripted
    let runs = try (0..<4).map { _ in try desk.start(arguments) }
    for run in runs { #expect(run.waitForEnd()) }
    let ends = runs.map(\.exitCode)
    #expect(ends.contains(0))
    #expect(ends.allSatisfy { [0, 75].contains($0) }, "\(ends)")
    #expect(try desk.stored("SELECT count(*) FROM projects") == ["1"])
    #expect(try desk.stored("SELECT count(*) FROM calls").first == "\(desk.server.ledger.calls)")
  }

  @Test("runs of different briefs share a store")
  func sideBySide() throws {
    let desk = try Desk()
    let rest = ["--genre", "guide", "--audience", "kids"] + Desk.small + desk.scripted
    let runs = try ["tides", "rivers", "wells"].map {
      try desk.start(["draft", "--keyword", $0] + rest)
    }
    for run in runs { #expect(run.waitForEnd()) }
    #expect(runs.map(\.exitCode) == [0, 0, 0])
    #expect(try desk.stored("SELECT state FROM projects") == ["written", "written", "written"])
    #expect(try desk.octavo(["store", "check"]).out == "the store is sound\n")
  }

  @Test("Ctrl-C ends a run with 130; the same command goes on and loses nothing")
  func interrupted() throws {
    var settings = ModelServer.Settings()
    settings.tokensPerSecond = 2000
    let desk = try Desk(settings: settings)
    let run = try desk.start(["draft"] + Desk.brief + Desk.small + desk.scripted)
    while desk.server.ledger.billedCalls < 8 { usleep(10_000) }
    #expect(run.end(by: SIGINT))
    #expect(run.exitCode == 130)
    #expect(try desk.stored("SELECT count(*) FROM calls WHERE outcome IS NULL") == ["0"])
    #expect(try desk.draft().status == 0)
    #expect(try desk.stored("SELECT count(*) FROM calls").first == "\(desk.server.ledger.calls)")
  }

  @Test("a full disk ends a run with 74; with room the same command goes on")
  func fullDisk() throws {
    let desk = try Desk()
    let arguments = (["draft"] + Desk.brief + Desk.small + desk.scripted)
    let script = "ulimit -f 600; exec \"$0\" \"$@\""
    let full = try Shell.run(
      "bash", ["-c", script, Program.path] + arguments, folder: desk.folder.url,
      environment: ["OCTAVO_HOME": Repository.root.path(percentEncoded: false)])
    #expect(full.status == 74, "\(full.err)")
    let result = try desk.draft()
    #expect(result.status == 0, "\(result.err)")
    #expect(try desk.octavo(["store", "check"]).status == 0)
  }
}
