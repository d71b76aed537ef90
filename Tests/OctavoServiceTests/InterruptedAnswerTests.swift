import Foundation
import OctavoGeneration
import OctavoModelServer
import OctavoTestSupport
import Synchronization
import Testing

/// Answers with a shape that come in pieces: outlines are long, and connections and patience short.
@Suite("Structured answers that break off", .ownThreads)
struct InterruptedAnswerTests {
  /// Settings of a server that goes on exactly where it is asked to, and counts what it sent twice.
  private final class ExactAuthor: Sendable {
    private let wholes = Mutex<[String: String]>([:])
    private let starts = Mutex<[String: [Int]]>([:])

    /// From which character on each answer was asked for, by its prompt.
    var asked: [[Int]] { starts.withLock { Array($0.values) } }

    func text(for request: ModelRequest) -> String {
      let prompt = request.messages[0].text
      if request.format != nil {
        let whole = (try? RehearsalModel.text(for: request)) ?? "{}"
        wholes.withLock { $0[prompt] = whole }
        starts.withLock { $0[prompt, default: []].append(0) }
        return whole
      }
      guard request.messages.count > 1, request.messages[1].role == .assistant,
        let whole = wholes.withLock({ $0[prompt] })
      else { return (try? RehearsalModel.text(for: request)) ?? "" }
      let kept = request.messages[1].text
      #expect(whole.hasPrefix(kept))
      starts.withLock { $0[prompt, default: []].append(kept.count) }
      return String(whole.dropFirst(kept.count))
    }

    func settings() -> ModelServer.Settings {
      var settings = ModelServer.Settings()
      settings.author = { self.text(for: $0) }
      return settings
    }
  }

  @Test(
    "a connection cut every few hundred characters brings all of an answer, and none of it twice",
    arguments: [ServerBehaviour.reset(pieces: 12), .noEnd(pieces: 12), .lengthLimit(pieces: 12)])
  func cutConnections(behaviour: ServerBehaviour) throws {
    let author = ExactAuthor()
    var settings = author.settings()
    settings.rule = { _, _ in behaviour }
    let desk = try Desk("openai-chat", settings: settings)
    let result = try desk.octavo(["ideate"] + Desk.brief + desk.scripted)
    #expect(result.status == 0, "\(result.err)")
    // 12 pieces of 16 characters.
    for starts in author.asked {
      #expect(starts == starts.indices.map { $0 * 192 }, "\(starts)")
    }
    #expect(author.asked.contains { $0.count > 6 })
    #expect(try desk.stored("SELECT count(*) FROM calls").first == "\(desk.server.ledger.calls)")
  }

  @Test("a run that is killed or interrupted within an answer goes on from what came of it")
  func killedRuns() throws {
    let author = ExactAuthor()
    var settings = author.settings()
    settings.tokensPerSecond = 250
    let desk = try Desk("openai-chat", settings: settings)
    var status: Int32 = -1
    for number in 0..<60 {
      let run = try desk.start(["ideate"] + Desk.brief + desk.scripted)
      let before = desk.server.ledger.outputTokens
      for _ in 0..<500 where !run.isGone && desk.server.ledger.outputTokens < before + 50 {
        usleep(20_000)
      }
      if run.isGone {
        status = try desk.octavo(["ideate"] + Desk.brief + desk.scripted).status
        break
      }
      #expect(run.end(by: number.isMultiple(of: 2) ? SIGKILL : SIGINT))
    }
    #expect(status == 0)
    for starts in author.asked {
      #expect(starts == starts.sorted(), "text was thrown away: \(starts)")
    }
    #expect(author.asked.contains { $0.count > 4 })
  }

  @Test("a server that never goes on is given up after a few calls, and its remarks are no answer")
  func noContinuation() throws {
    var settings = ModelServer.Settings()
    let usual = settings.author
    settings.author = { request in
      request.format == nil
        ? String(repeating: "It is a pleasure to help you with this book of yours. ", count: 20)
        : usual(request)
    }
    settings.rule = { _, _ in .cutAsStop(pieces: 40) }
    let desk = try Desk("openai-chat", settings: settings)
    let result = try desk.octavo(["ideate"] + Desk.brief + desk.scripted)
    #expect(result.status == 75, "\(result.err)")
    // Three attempts, each with three continuations that bring nothing.
    #expect(desk.server.ledger.calls <= 14, "\(desk.server.ledger.calls)")
  }
}
