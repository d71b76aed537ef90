import Foundation
import OctavoModelServer
import OctavoTestSupport
import Testing

/// What people try before they pay, and what they are told before they do.
@Suite("Before paying", .ownThreads)
struct RehearsalTests {
  @Test(
    "every language can be rehearsed, with as many chapters as are asked for",
    arguments: ["de", "ja", "ar", "fil-PH"])
  func languages(language: String) throws {
    let desk = try Desk()
    let size = ["--chapters", "2", "--words", "700", "--language", language]
    let result = try desk.octavo(["draft"] + Desk.brief + size + ["--provider", "rehearsal"])
    #expect(result.status == 0, "\(result.err)")
    let project = try #require(
      try desk.json(["show", try desk.project()])["project"] as? [String: Any])
    #expect(project["chapters_written"] as? Int == 2)
  }

  @Test(
    "what would keep a book from being set is said before anything is bought",
    arguments: [
      (["--language", "xx-!!"], 65, "brief.bad-language"),
      (["--template", "standart"], 66, "template.unknown-template"),
      (["--policy", "none.yaml"], 66, "policy.not-readable"),
      (["-o", "policy.yaml"], 73, "policy.yaml"),
    ])
  func mistakes(arguments: [String], status: Int32, words: String) throws {
    let desk = try Desk()
    let result = try desk.octavo(["draft"] + Desk.brief + desk.scripted + arguments)
    #expect(result.status == status, "\(result.err)")
    #expect(result.err.contains(words), "\(result.err)")
    #expect(desk.server.ledger.calls == 0)
  }

  @Test("a rehearsed book is not taken for the real one, nor the other way round")
  func rehearsedThenReal() throws {
    let desk = try Desk()
    let rehearsal = ["draft"] + Desk.brief + Desk.small + ["--provider", "rehearsal"]
    #expect(try desk.octavo(rehearsal).status == 0)
    #expect(try desk.draft().status == 0)
    #expect(desk.server.ledger.calls > 0)
    #expect(try desk.stored("SELECT count(*) FROM projects") == ["2"])
    let calls = desk.server.ledger.calls
    #expect(try desk.octavo(rehearsal).status == 0)
    #expect(try desk.draft().status == 0)
    #expect(desk.server.ledger.calls == calls)
    #expect(try desk.stored("SELECT count(*) FROM projects") == ["2"])
  }

  @Test("nor is it gone on with by the other, chapter by chapter or by another outline")
  func kindsAreNotMixed() throws {
    for (own, other) in [(["--provider", "rehearsal"], nil), (nil, ["--provider", "rehearsal"])] {
      let desk = try Desk()
      let mine = own ?? desk.scripted
      let others = other ?? desk.scripted
      #expect(try desk.octavo(["draft"] + Desk.brief + Desk.small + mine).status == 0)
      let project = try desk.project()
      let calls = try desk.stored("SELECT count(*) FROM calls")
      for step in [
        ["write", project, "--chapter", "2", "--again"],
        ["outline", project, "--again", "--replace"],
      ] {
        let result = try desk.octavo(step + others)
        #expect(result.status == 65, "\(result.err)")
        #expect(result.err.contains("generation.other-kind"), "\(result.err)")
      }
      #expect(try desk.stored("SELECT count(*) FROM calls") == calls)
      #expect(try desk.stored("SELECT state FROM projects") == ["written"])
      // What asks for nothing is as free as before.
      #expect(try desk.octavo(["write", project] + others).status == 0)
      #expect(
        try desk.octavo(["write", project, "--chapter", "2", "--again"] + mine).status == 0)
    }
  }

  @Test("a finished book is set again without any key")
  func finished() throws {
    let desk = try Desk()
    #expect(try desk.draft().status == 0)
    let keyless = ["ANTHROPIC_API_KEY": "", "OPENAI_API_KEY": ""]
    let again = try Program.octavo(
      ["draft"] + Desk.brief + ["-o", "again"], folder: desk.folder.url, environment: keyless)
    #expect(again.status == 0, "\(again.err)")
    let written = try Program.octavo(
      ["write", try desk.project()], folder: desk.folder.url, environment: keyless)
    #expect(written.status == 0, "\(written.err)")
  }

  @Test("the PDF can be given its name; one JSON object tells of a run and why it stopped")
  func named() throws {
    let desk = try Desk()
    let report = try desk.json(
      ["draft"] + Desk.brief + Desk.small + desk.scripted + ["-o", "new/tides.pdf"])
    #expect(report["file"] as? String == "new/tides.pdf")
    #expect((report["diagnostics"] as? [Any])?.isEmpty == true)
    #expect(
      try Data(contentsOf: desk.folder.url.appending(path: "new/tides.pdf")).starts(
        with: Data("%PDF".utf8)))
    let project = try desk.project()
    let shown = try desk.json(["show", project])
    #expect((shown["outline"] as? [String: Any])?["parts"] is [Any])
    #expect((3...5).contains((shown["concepts"] as? [Any])?.count ?? 0))

    let stopped = try desk.json(
      ["draft"] + Desk.brief + Desk.small + desk.scripted + ["--new", "--budget", "0.14"])
    let findings = stopped["diagnostics"] as? [[String: Any]]
    #expect(findings?.first?["code"] as? String == "generation.budget-reached")
  }
}
