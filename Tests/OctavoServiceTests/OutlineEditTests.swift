import Foundation
import GRDB
import OctavoTestSupport
import Testing

/// Changes of an outline by a person at a shell.
@Suite("Changing outlines", .ownThreads)
struct OutlineEditTests {
  private let rehearsal = ["--provider", "rehearsal"]

  private func planned(_ desk: borrowing Desk, write: Bool = false) throws -> String {
    #expect(try desk.octavo(["ideate"] + Desk.brief + rehearsal).status == 0)
    let project = try desk.project()
    let result = try desk.octavo(["outline", project, "--concept", "1"] + Desk.small + rehearsal)
    #expect(result.status == 0, "\(result.err)")
    if write { #expect(try desk.octavo(["write", project] + rehearsal).status == 0) }
    return project
  }

  private func parts(_ desk: borrowing Desk, _ project: String) throws -> [[String: Any]] {
    try desk.json(["outline", project])["parts"] as? [[String: Any]] ?? []
  }

  private func chapters(_ desk: borrowing Desk, _ project: String) throws -> [[String: Any]] {
    try parts(desk, project).flatMap { $0["chapters"] as? [[String: Any]] ?? [] }
  }

  private func id(_ node: [String: Any]) -> String { node["id"] as? String ?? "" }

  @Test("parts, chapters and sections are added, moved and planned; a title may come twice")
  func additions() throws {
    let desk = try Desk()
    let project = try planned(desk)
    let part = id(try parts(desk, project)[0])
    #expect(try desk.octavo(["outline", project]).out.contains(part), "the only part has a name")
    for _ in 0..<2 {
      let added = try desk.octavo(["outline", project, "--add", "\(part)=Storms"])
      #expect(added.status == 0, "\(added.err)")
    }
    #expect(try desk.octavo(["outline", project, "--add", "book=Part Two"]).status == 0)
    let all = try chapters(desk, project)
    #expect(all.count == 5 && id(all[3]) != id(all[4]))
    let second = id(try parts(desk, project)[1])
    let changed = try desk.octavo([
      "outline", project, "--move", "\(id(all[4]))=\(second)/1", "--add", "\(id(all[3]))=Gales",
      "--purpose", "\(id(all[3]))=Shows storms.", "--points", "\(id(all[3]))=wind; rain",
      "--target", "\(id(all[3]))=900",
    ])
    #expect(changed.status == 0, "\(changed.err)")
    let now = try parts(desk, project)
    #expect((now[1]["chapters"] as? [[String: Any]])?.map(id) == [id(all[4])])
    let storm = try chapters(desk, project)[3]
    #expect(storm["purpose"] as? String == "Shows storms.")
    #expect(storm["points"] as? [String] == ["wind", "rain"])
    #expect(storm["target_words"] as? Int == 900)
    // What stood without sections is the first; the new one follows.
    #expect((storm["sections"] as? [Any])?.count == 2)
  }

  @Test("a chapter dropped and added again under its title begins without the old text")
  func droppedAndAdded() throws {
    let desk = try Desk()
    let project = try planned(desk)
    let part = id(try parts(desk, project)[0])
    #expect(try desk.octavo(["outline", project, "--add", "\(part)=Storms"]).status == 0)
    #expect(try desk.octavo(["write", project] + rehearsal).status == 0)
    let old = id(try chapters(desk, project)[3])
    #expect(try desk.octavo(["outline", project, "--drop", old]).status == 0)
    #expect(try desk.octavo(["outline", project, "--add", "\(part)=Storms"]).status == 0)
    #expect(try desk.stored("SELECT state FROM projects") == ["outlined"])
    #expect(id(try chapters(desk, project)[3]) != old)
    let shown = try desk.json(["show", project, "--chapter", "4"])
    #expect(shown["words"] as? Int == 0)
  }

  @Test(
    "a slip is told of, and changes nothing",
    arguments: [
      (["--move", "x"], 64), (["--move", "c-1=0"], 64), (["--rename", "x"], 64),
      (["--target", "c-1=many"], 64), (["--rename", "x=y", "--again"], 64),
      (["--add", "p-none=Title"], 65), (["--set", "none.json"], 66),
    ] as [([String], Int32)])
  func slips(options: [String], status: Int32) throws {
    let desk = try Desk()
    let project = try planned(desk)
    let before = try desk.octavo(["outline", project, "--json"]).out
    let result = try desk.octavo(["outline", project] + options)
    #expect(result.status == status, "\(result.err)")
    #expect(try desk.octavo(["outline", project, "--json"]).out == before)
  }

  @Test("an outline that no book can be written from is refused whole, with its place")
  func brokenOutlines() throws {
    let desk = try Desk()
    let project = try planned(desk)
    let before = try desk.octavo(["outline", project, "--json"]).out
    func chapter(_ more: String) -> String {
      "{\"parts\":[{\"id\":\"p\",\"title\":\"\",\"chapters\":[{\"id\":\"c\",\(more)}]}]}"
    }
    let cases = [
      (chapter("\"title\":\"T\",\"target_words\":9223372036854775807"), "words-out-of-range"),
      (chapter("\"title\":\"T\",\"target_words\":1000000000"), "words-out-of-range"),
      (chapter("\"title\":\"T\",\"target_words\":-5"), "words-out-of-range"),
      (chapter("\"title\":\" \""), "outline.untitled"),
      (chapter("\"tilte\":\"T\""), "Did you mean “title”?"),
      ("{\"parts\":[]}", "outline.empty"),
    ]
    for (text, words) in cases {
      try desk.folder.write(text, to: "new.json")
      let result = try desk.octavo(["outline", project, "--set", "new.json"])
      #expect(result.status == 65, "\(text): \(result.err)")
      #expect(result.err.contains(words), "\(result.err)")
    }
    let last = try chapters(desk, project).flatMap { ["--drop", id($0)] }
    #expect(try desk.octavo(["outline", project] + last).status == 65)
    #expect(try desk.octavo(["outline", project, "--json"]).out == before)
  }

  @Test("another plan for a written chapter leaves its text, with a note and a stale mark")
  func replanned() throws {
    let desk = try Desk()
    let project = try planned(desk, write: true)
    let first = try chapters(desk, project)[0]
    let section = try #require((first["sections"] as? [[String: Any]])?.first)
    let noted = try desk.octavo(["outline", project, "--rename", "\(id(section))=Otherwise"])
    #expect(noted.err.contains("outline.text-differs"), "\(noted.err)")
    #expect(noted.out.contains("stale"))
    #expect(
      try desk.octavo(["outline", project, "--rename", "\(id(first))=New"]).err
        .contains("outline.text-differs"), "another change does not take the note away")
    #expect(try desk.octavo(["write", project, "--stale"] + rehearsal).status == 0)
    #expect(try !desk.octavo(["outline", project]).out.contains("stale"))
  }

  @Test("what the check pass found stays where the outline is changed elsewhere")
  func keepsReview() throws {
    let desk = try Desk()
    let project = try planned(desk)
    let ids = try chapters(desk, project).map(id)
    let reviews = ids.map {
      #"{"chapter":"\#($0)","code":"outline.review","message":"Dull: \#($0).","source":"model"}"#
    }
    let queue = try DatabaseQueue(path: desk.folder.path + "/octavo-store/octavo.sqlite")
    try queue.write { db in
      try db.execute(
        sql: "UPDATE records SET body = ? WHERE kind = 'outline-findings'",
        arguments: ["[" + reviews.joined(separator: ",") + "]"])
    }
    let changed = try desk.octavo(
      ["outline", project, "--purpose", "\(ids[2])=Ends it.", "--drop", ids[0]])
    #expect(!changed.err.contains("Dull: \(ids[0])"))
    #expect(changed.err.contains("Dull: \(ids[1])") && changed.err.contains("Dull: \(ids[2])"))
  }

  @Test("a written and a planned chapter that are merged lose nothing; the rest is written once")
  func merged() throws {
    let desk = try Desk()
    let project = try planned(desk)
    #expect(try desk.octavo(["write", project, "--chapter", "1"] + rehearsal).status == 0)
    let ids = try chapters(desk, project).map(id)
    let text = try #require(
      try desk.json(["show", project, "--chapter", "1"])["content"] as? String)
    let sections = try #require(try chapters(desk, project)[1]["sections"] as? [Any])
    let merged = try desk.octavo(["outline", project, "--merge", "\(ids[0])=\(ids[1])"])
    #expect(merged.status == 0, "\(merged.err)")
    let calls = try desk.stored("SELECT count(*) FROM calls WHERE step = 'chapter'")
    #expect(try desk.octavo(["write", project, "--chapter", "1"] + rehearsal).status == 0)
    let after = try desk.stored("SELECT count(*) FROM calls WHERE step = 'chapter'")
    #expect(Int(after[0]) == Int(calls[0]).map { $0 + sections.count })
    let shown = try desk.json(["show", project, "--chapter", "1"])
    #expect(shown["status"] as? String == "done")
    #expect((shown["content"] as? String)?.hasPrefix(text) == true)
    #expect(shown["summary"] is String)
  }
}
