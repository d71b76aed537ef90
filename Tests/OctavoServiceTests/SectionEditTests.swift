import OctavoModelServer
import OctavoTestSupport
import Testing

/// Sections of a chapter in work, changed by a person at a shell.
@Suite("Changing chapters in work", .ownThreads)
struct SectionEditTests {
  /// A book of three chapters of three sections, stopped in the third section of the first.
  private func stopped(_ desk: borrowing Desk) throws -> (project: String, sections: [String]) {
    let size = ["--chapters", "3", "--words", "2700"]
    #expect(try desk.octavo(["ideate"] + Desk.brief + desk.scripted).status == 0)
    let project = try desk.project()
    #expect(
      try desk.octavo(["outline", project, "--concept", "1"] + size + desk.scripted).status == 0)
    desk.server.script([.normal, .normal, .reset(pieces: 20), .status(400)])
    #expect(try desk.octavo(["write", project] + desk.scripted).status != 0)
    let outline = try desk.octavo(["outline", project]).out
    let sections = outline.split(separator: "\n").filter { $0.hasPrefix("      s-") }
      .map { String($0.dropFirst(6).prefix { $0 != " " }) }
    #expect(sections.count == 9, "\(outline)")
    return (project, sections)
  }

  private func text(_ desk: borrowing Desk, _ project: String, _ chapter: Int) throws -> String {
    try desk.octavo(["show", project, "--chapter", "\(chapter)"]).out
  }

  @Test("merged sections keep both texts, and the rest is written once")
  func merged() throws {
    let desk = try Desk()
    let (project, sections) = try stopped(desk)
    let before = try text(desk, project, 1).split(separator: "\n").filter { $0.count > 60 }
    #expect(before.count > 4)
    let merge = ["outline", project, "--merge", "\(sections[0])=\(sections[1])"]
    #expect(try desk.octavo(merge).status == 0)
    #expect(try desk.octavo(["write", project, "--chapter", "1"] + desk.scripted).status == 0)
    let after = try text(desk, project, 1)
    for paragraph in before.dropLast() { #expect(after.contains(paragraph)) }
  }

  @Test("a section that moves takes its text along, and is not bought again")
  func moved() throws {
    let desk = try Desk()
    let (project, sections) = try stopped(desk)
    let first = try #require(
      try text(desk, project, 1).split(separator: "\n").first { $0.count > 60 })
    let chapters = try desk.octavo(["outline", project]).out.split(separator: "\n")
      .filter { $0.contains("  c-") }.map { String($0.dropFirst(4).prefix { $0 != " " }) }
    let move = try desk.octavo(["outline", project, "--move", "\(sections[0])=\(chapters[2])/1"])
    #expect(move.status == 0, "\(move.err)")
    #expect(try text(desk, project, 3).contains(first))
    #expect(try !text(desk, project, 1).contains(first))
    #expect(try desk.octavo(["write", project] + desk.scripted).status == 0)
    let asked = try desk.stored(
      "SELECT count(*) FROM answers WHERE call LIKE '%/\(sections[0])/%'")
    #expect(asked == ["1"])
    #expect(try text(desk, project, 3).contains(first))
    #expect(try desk.octavo(["store", "check"]).status == 0)
  }

  @Test("half a section of a merged chapter is gone on from")
  func half() throws {
    let desk = try Desk()
    let (project, sections) = try stopped(desk)
    let chapters = try desk.octavo(["outline", project]).out.split(separator: "\n")
      .filter { $0.contains("  c-") }.map { String($0.dropFirst(4).prefix { $0 != " " }) }
    let merge = try desk.octavo(["outline", project, "--merge", "\(chapters[1])=\(chapters[0])"])
    #expect(merge.status == 0, "\(merge.err)")
    let before = desk.server.requests.count
    #expect(try desk.octavo(["write", project, "--chapter", "1"] + desk.scripted).status == 0)
    let prompts = desk.server.requests.dropFirst(before).map(\.text)
    // Three sections of the second chapter, then the rest of the first's third.
    let title = try desk.octavo(["outline", project]).out.split(separator: "\n")
      .first { $0.contains(sections[2]) }.map { String($0.dropFirst(6 + sections[2].count + 2)) }
    let asked = prompts.filter { $0.contains("Section: \(title ?? "?")") }
    #expect(asked.count >= 1)
    #expect(asked.allSatisfy { $0.contains("\"assistant\"") }, "asked to go on, not to begin")
  }
}
