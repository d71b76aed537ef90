import Foundation
import OctavoGeneration
import OctavoModelServer
import OctavoTestSupport
import Testing

/// What runs are expected to cost, and what they cost: never a sum that nobody knows.
@Suite("Money", .ownThreads)
struct MoneyTests {
  private let rehearsal = ["--provider", "rehearsal"]

  @Test("without a key no cost is named and no project begun", arguments: ["draft", "ideate"])
  func noKey(command: String) throws {
    let desk = try Desk()
    let result = try Program.octavo(
      [command] + Desk.brief, folder: desk.folder.url,
      environment: ["ANTHROPIC_API_KEY": "", "OPENAI_API_KEY": ""])
    #expect(result.status == 69)
    #expect(result.err.contains("model.no-key"), "\(result.err)")
    #expect(!result.err.contains("$0"), "\(result.err)")
    #expect(try desk.stored("SELECT count(*) FROM projects") == ["0"])
  }

  /// A desk whose model has no price.
  private func unpriced() throws -> Desk {
    let desk = try Desk()
    let file = desk.folder.url.appending(path: "policy.yaml")
    let policy = try String(contentsOf: file, encoding: .utf8)
    try desk.folder.write(
      policy.replacing("scripted/m: {", with: "scripted/other: {"), to: "policy.yaml")
    return desk
  }

  @Test("what is held back for a call leaves room for a provider that counts more tokens")
  func reserve() throws {
    let desk = try Desk()
    #expect(try desk.draft().status == 0)
    let sum = "(tokens_in * 4 / 3 + 500) * 3"
    #expect(try desk.stored("SELECT count(*) > 10 FROM calls WHERE tokens_in > 0") == ["1"])
    #expect(try desk.stored("SELECT count(*) FROM calls WHERE reserved < \(sum)") == ["0"])
  }

  @Test("the cost of models without a price is unknown, not nothing")
  func noPrice() throws {
    let desk = try unpriced()
    let held = try desk.draft(["--budget", "1"])
    #expect(held.status == 65, "\(held.err)")
    #expect(held.err.contains("--budget none"), "\(held.err)")
    let result = try desk.draft(["--budget", "none"])
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err.contains("cost unknown"), "\(result.err)")
    #expect(!result.err.contains("$0.00"), "\(result.err)")
    let bill = try desk.octavo(["show", try desk.project(), "--costs"])
    #expect(bill.out.contains("in all cost unknown"), "\(bill.out)")
    #expect(!bill.out.contains("$"), "\(bill.out)")
  }

  @Test("a killed call is booked at what was stored of it and a second more, not at its worst")
  func killed() throws {
    var settings = ModelServer.Settings()
    settings.tokensPerSecond = 200
    let desk = try Desk(settings: settings)
    let run = try desk.start(["draft"] + Desk.brief + Desk.small + desk.scripted)
    let inText = """
      SELECT count(*) FROM answer_pieces p JOIN answers a USING (project_id, call)
      WHERE a.ending IS NULL AND call LIKE '%/chapter/%'
      """
    var pieces = 0
    while !run.isGone, pieces < 8 {
      usleep(50_000)
      pieces = (try? desk.stored(inText).first.flatMap { Int($0) }) ?? 0
    }
    #expect(run.end(by: SIGKILL))
    let text = try desk.stored(
      """
      SELECT content FROM answer_pieces p JOIN answers a USING (project_id, call)
      WHERE a.ending IS NULL ORDER BY number
      """
    ).joined()
    #expect(
      try desk.octavo(["write", try desk.project(), "--chapter", "1"] + desk.scripted).status == 0)
    let lost = "FROM calls WHERE outcome = 'lost'"
    #expect(try desk.stored("SELECT is_estimate \(lost)") == ["1"])
    let output = try #require(
      try desk.stored("SELECT tokens_out \(lost)").first.flatMap { Int($0) })
    let stored = TokenEstimate.tokens(text)
    #expect(output > stored && output < stored + 600, "\(output) for \(stored)")
    #expect(try desk.stored("SELECT tokens_in > 300 AND cost < reserved \(lost)") == ["1"])
    #expect(
      try desk.stored(
        "SELECT (SELECT sum(cost) FROM calls) = spent AND reserved = 0 FROM projects") == ["1"])
  }

  @Test("writing chapters anew is estimated too, for programs as well")
  func again() throws {
    let desk = try Desk()
    #expect(try desk.octavo(["draft"] + Desk.brief + Desk.small + rehearsal).status == 0)
    let project = try desk.project()
    let one = try desk.octavo(["write", project, "--chapter", "2", "--again"] + rehearsal)
    #expect(one.status == 0, "\(one.err)")
    #expect(one.err.contains("estimate: "), "\(one.err)")
    let json = try desk.octavo(
      ["write", project, "--chapter", "2", "--again", "--json"] + rehearsal)
    #expect(json.err.contains(#"{"estimate":"#), "\(json.err)")
    let done = try desk.octavo(["write", project] + rehearsal)
    #expect(!done.err.contains("estimate: "), "\(done.err)")
  }

  @Test("the estimate knows the language, and comes near what a run uses")
  func estimates() throws {
    var tokens: [String: Int] = [:]
    var settings = ModelServer.Settings()
    settings.rule = { _, _ in .status(401) }
    for language in ["en", "el"] {
      let desk = try Desk(settings: settings)
      let result = try desk.octavo(
        ["draft"] + Desk.brief + ["--words", "60000", "--language", language] + desk.scripted)
      #expect(result.status == 69)
      tokens[language] = Self.estimate(in: result.err).out
    }
    #expect(try #require(tokens["el"]) > #require(tokens["en"]) * 6 / 5)
    let desk = try Desk()
    let result = try desk.octavo(
      ["draft"] + Desk.brief + ["--chapters", "8", "--words", "12000"] + desk.scripted)
    #expect(result.status == 0, "\(result.err)")
    let used = try desk.stored("SELECT sum(tokens_in) FROM calls").first.flatMap { Int($0) } ?? 0
    let expected = Self.estimate(in: result.err).in
    #expect(expected * 100 > used * 75 && expected * 100 < used * 135, "\(expected) for \(used)")
  }

  private static func estimate(in text: String) -> (in: Int, out: Int) {
    let numbers =
      text.split(separator: "\n").first { $0.contains("estimate: ") }?
      .split(separator: ", ")
      .compactMap { part in Int(part.filter(\.isNumber)) } ?? []
    // Thousands are parted by commas without a blank.
    return numbers.count > 2 ? (numbers[1], numbers[2]) : (0, 0)
  }

  @Test("a chain goes on with its next model when the first breaks off, or answers nonsense")
  func chain() throws {
    for behaviour in [ServerBehaviour.reset(pieces: 2), .reply("No."), .status(400)] {
      var settings = ModelServer.Settings()
      settings.rule = { _, _ in behaviour }
      let bad = try ModelServer(settings)
      let desk = try Desk()
      let file = desk.folder.url.appending(path: "policy.yaml")
      let policy = try String(contentsOf: file, encoding: .utf8)
        .replacing("[scripted/m]", with: "[bad/b, scripted/m]")
        .replacing(
          "providers:",
          with: """
            providers:
              bad: {dialect: openai-chat, base-address: "\(bad.address)/v1", model: b}
            """
        )
        .replacing("scripted/m: {", with: "bad/b: {input: 1, output: 1}\n  scripted/m: {")
      try desk.folder.write(policy, to: "policy.yaml")
      let result = try desk.octavo(
        ["draft"] + Desk.brief + Desk.small + ["--policy", "policy.yaml"])
      #expect(result.status == 0, "\(behaviour): \(result.err)")
      #expect(bad.ledger.calls >= 1 && bad.ledger.calls <= 20, "\(bad.ledger.calls)")
      let calls = try desk.stored("SELECT count(*) FROM calls").first
      #expect(calls == "\(bad.ledger.calls + desk.server.ledger.calls)")
    }
  }
}
