import Foundation
import OctavoGeneration
import OctavoModelServer
import OctavoTestSupport
import Testing

/// The program killed without warning, again and again, until its book is whole.
@Suite("Killed runs", .ownThreads)
struct KillTests {
  @Test("after kills at random moments the book is whole and the ledger true")
  func some() throws { try run(kills: 12, seed: 7) }

  @Test(
    "the same over hundreds of kills",
    .enabled(if: ProcessInfo.processInfo.environment["OCTAVO_SLOW"] == "1", "OCTAVO_SLOW=1"))
  func many() throws {
    var kills = 0
    for seed in 1...20 as ClosedRange<UInt64> { kills += try run(kills: 15, seed: seed) }
    #expect(kills >= 200)
  }

  /// Tokens a second that the server streams.
  private static let rate = 1500.0

  /// Drafts a book, killed so many times at most; how often it was.
  @discardableResult
  private func run(kills most: Int, seed: UInt64) throws -> Int {
    var settings = ModelServer.Settings()
    settings.tokensPerSecond = Self.rate
    let desk = try Desk(settings: settings)
    var random = SeededGenerator(seed: seed)
    let arguments = ["draft"] + Desk.brief + Desk.small + desk.scripted
    var kills = 0
    while kills < most {
      let process = try desk.start(arguments)
      usleep(UInt32.random(in: 20_000...900_000, using: &random))
      if process.isGone { break }
      #expect(process.end(by: SIGKILL))
      kills += 1
      try checkHalfway(desk)
    }
    let result = try desk.draft()
    #expect(result.status == 0, "\(result.err)")
    try check(desk, kills: kills)
    return kills
  }

  /// What must hold at any moment: no chapter counts as written without a whole text.
  private func checkHalfway(_ desk: borrowing Desk) throws {
    let file = desk.folder.path + "/octavo-store/octavo.sqlite"
    guard FileManager.default.fileExists(atPath: file), try !desk.stored(tables).isEmpty else {
      return
    }
    let halves = try desk.stored(
      "SELECT node_id FROM chapters WHERE status = 'written' AND current_version IS NULL")
    #expect(halves.isEmpty)
  }

  private let tables = "SELECT name FROM sqlite_schema WHERE name = 'chapters'"

  private func check(_ desk: borrowing Desk, kills: Int) throws {
    #expect(try desk.stored("SELECT count(*) FROM projects") == ["1"])
    #expect(try desk.stored("SELECT status FROM chapters") == ["written", "written", "written"])
    #expect(try desk.stored("SELECT DISTINCT number FROM chapter_versions") == ["1"])
    #expect(try desk.octavo(["store", "check"]).out == "the store is sound\n")
    // A request counts from before it is sent: one that never left is among the lost.
    let ledger = desk.server.ledger
    let lines = try number(desk, "SELECT count(*) FROM calls")
    let lost = try number(desk, "SELECT count(*) FROM calls WHERE outcome = 'lost'")
    #expect(lines >= ledger.calls && lines - ledger.calls <= lost, "\(lines) \(ledger.calls)")
    #expect(lost <= kills)
    // All text that was streamed is stored, but for a second of it at each kill.
    let stored = try desk.stored("SELECT content FROM answer_pieces")
      .reduce(0) { $0 + TokenEstimate.tokens($1) }
    let forfeit = Double(ledger.outputTokens) - Double(stored)
    #expect(forfeit <= Double(kills + 1) * Self.rate, "\(forfeit) tokens after \(kills) kills")
    let chapters = try repeated(desk)
    #expect(chapters.isEmpty, "stands twice: \(chapters)")
  }

  private func number(_ desk: borrowing Desk, _ sql: String) throws -> Int {
    try desk.stored(sql).first.flatMap { Int($0) } ?? -1
  }

  /// Long paragraphs that stand more than once in the book.
  private func repeated(_ desk: borrowing Desk) throws -> [String] {
    let texts = try desk.stored("SELECT content FROM chapter_versions")
    let paragraphs = texts.flatMap { $0.split(separator: "\n\n") }.filter { $0.count > 120 }
    return Dictionary(grouping: paragraphs) { $0 }.filter { $0.value.count > 1 }
      .map { String($0.key.prefix(60)) }
  }
}
