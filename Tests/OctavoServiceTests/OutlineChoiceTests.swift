import Foundation
import OctavoModelServer
import OctavoTestSupport
import Testing

/// Outlines and concepts that change places: texts stay with their own.
@Suite("Choosing outlines", .ownThreads)
struct OutlineChoiceTests {
  private let rehearsal = ["--provider", "rehearsal"]

  /// A written book of three chapters from the second concept.
  private func written(_ desk: borrowing Desk, by models: [String]? = nil) throws -> String {
    let result = try desk.octavo(
      ["draft", "--concept", "2"] + Desk.brief + Desk.small + (models ?? rehearsal))
    #expect(result.status == 0, "\(result.err)")
    return try desk.project()
  }

  private func bookFile(_ desk: borrowing Desk, _ project: String, _ folder: String) throws
    -> String
  {
    #expect(try desk.octavo(["store", "export", project, folder]).status == 0)
    return try String(contentsOfFile: desk.folder.path + "/\(folder)/book.yaml", encoding: .utf8)
  }

  @Test("a concept that could not be outlined takes neither title nor chapters from the book")
  func outlineFails() throws {
    let desk = try Desk()
    let project = try written(desk, by: desk.scripted)
    let before = try bookFile(desk, project, "before")
    try desk.folder.write(
      """
      providers:
        gone: {dialect: openai-compatible, base-address: "http://127.0.0.1:9/v1", model: m}
      defaults: {tries: 1}
      """, to: "gone.yaml")
    let gone = ["--policy", "gone.yaml", "--provider", "gone"]
    let asked = try desk.octavo(["outline", project, "--concept", "1"] + gone)
    #expect(asked.status == 65)
    #expect(asked.err.contains("generation.replaces-text"))
    let failed = try desk.octavo(["outline", project, "--concept", "1", "--replace"] + gone)
    #expect(failed.status == 69, "\(failed.err)")
    #expect(try bookFile(desk, project, "after") == before)
    #expect(try desk.octavo(["outline", project]).status == 0, "showing needs no provider")
    #expect(try desk.stored("SELECT state FROM projects") == ["written"])
    #expect(try desk.octavo(["write", project] + gone).status == 0)
  }

  @Test(
    "another concept has its own chapters, style and facts; the first is taken back for nothing")
  func switched() throws {
    let desk = try Desk()
    let project = try written(desk)
    let before = try bookFile(desk, project, "before")
    let other = try desk.octavo(
      ["outline", project, "--concept", "1", "--replace"] + rehearsal)
    #expect(other.status == 0, "\(other.err)")
    #expect(try desk.stored("SELECT style_lock IS NULL FROM projects") == ["1"])
    #expect(try desk.octavo(["show", project, "--facts"]).out.hasPrefix("nothing is established"))
    #expect(try desk.octavo(["show", project, "--style"]).out.hasPrefix("the first chapter"))
    #expect(try desk.octavo(["show", project]).out.contains("--back 1"))
    #expect(try desk.octavo(["write", project] + rehearsal).status == 0)
    #expect(try desk.stored("SELECT state FROM projects") == ["written"])

    let calls = try desk.stored("SELECT count(*) FROM calls")
    let back = try desk.octavo(["outline", project, "--concept", "2", "--replace"])
    #expect(back.status == 0, "\(back.err)")
    #expect(try bookFile(desk, project, "after") == before)
    #expect(try desk.octavo(["outline", project, "--back", "2", "--replace"]).status == 0)
    #expect(try bookFile(desk, project, "other") != before)
    #expect(try desk.octavo(["outline", project, "--back", "7", "--replace"]).status == 66)
    #expect(try desk.stored("SELECT count(*) FROM calls") == calls)
    #expect(try desk.octavo(["store", "check"]).out == "the store is sound\n")
  }

  @Test(
    "options that would change nothing are refused, with what would",
    arguments: [
      (["--concept", "3"], 65, "generation.other-concept"),
      (["--chapters", "5"], 65, "generation.other-size"),
      (["--words", "3000"], 65, "--again --words 3000"),
      (["--concept", "9"], 64, "from 1 to 5"),
      (["--budget", "0"], 0, "written already"),
    ])
  func ignored(options: [String], status: Int32, words: String) throws {
    let desk = try Desk()
    let project = try written(desk)
    let result = try desk.octavo(["draft"] + Desk.brief + rehearsal + options)
    #expect(result.status == status, "\(result.err)")
    #expect(result.err.contains(words), "\(result.err)")
    let outlined = try desk.octavo(["outline", project, "--chapters", "7"])
    #expect(outlined.status == 65)
    #expect(outlined.err.contains("--again --chapters 7"))
  }

  @Test("a concept or a budget that cannot be is refused before anything is bought")
  func beforePaying() throws {
    let desk = try Desk()
    #expect(try desk.draft(["--concept", "9"]).status == 64)
    #expect(try desk.draft(["--concept", "k-none"]).status == 66)
    #expect(desk.server.ledger.calls == 0)
    #expect(try desk.octavo(["ideate"] + Desk.brief + desk.scripted).status == 0)
    let low = try desk.octavo(["ideate"] + Desk.brief + desk.scripted + ["--budget", "0.000001"])
    #expect(low.status == 65)
    #expect(low.err.contains("generation.budget-spent"))
  }
}
