import OctavoGeneration
import Synchronization
import Testing

/// What a ledger hears of.
@Suite("Metering")
struct MeterTests {
  /// A meter that keeps a list, and refuses calls beyond a limit.
  final class ListMeter: CallMeter {
    let log = Mutex<[String]>([])
    let limit: Int

    init(limit: Int = .max) { self.limit = limit }

    var lines: [String] { log.withLock { $0 } }

    func begin(_ call: MeteredCall) async throws -> Int64 {
      let count = log.withLock { log in
        log.append("begin \(call.model.text) \(call.step.rawValue) \(call.mostOutput)")
        return log.count
      }
      if count > limit { throw ModelError(.stop, "budget.spent", "the budget is spent") }
      return Int64(count)
    }

    func end(_ number: Int64, _ call: MeteredCall, _ result: CallResult) async throws {
      let usage = result.usage.map { "\($0.input)+\($0.output)\($0.isEstimate ? "~" : "")" }
      log.withLock { $0.append("end \(number) \(result.end) \(usage ?? "-")") }
    }
  }

  private static func metered(
    _ turns: [ScriptedModel.Turn], _ meter: ListMeter, reasoning: Int = 0
  ) -> RetryingModel {
    var settings = CallSettings(maxTokens: 99)
    settings.reasoningTokens = reasoning
    let world = InventedWorld()
    let name = ModelName(provider: "p", model: "m")
    let model = MeteredModel(
      ScriptedModel(turns), name: name, settings: settings, meter: meter,
      now: world.surroundings.now)
    return RetryingModel(model, schedule: RetrySchedule(), surroundings: world.surroundings)
  }

  @Test("every try is heard of, the failed ones too")
  func tries() async {
    let meter = ListMeter()
    let model = Self.metered([.failing(.retry(after: nil)), .text("done")], meter)
    _ = await model.events()
    #expect(
      meter.lines == [
        "begin p/m chapter 99", "end 1 failed(\"test.failed\") -", "begin p/m chapter 99",
        "end 3 \(CallResult.End.finished(.stop)) 5+7",
      ])
  }

  @Test("a call that is over is written down before the caller learns of it")
  func order() async throws {
    let meter = ListMeter()
    try await Self.metered([.text("done")], meter).answer(
      ModelRequest(step: .outline, system: "", messages: [], maxTokens: 5)
    ) { event in
      if case .finished = event { #expect(meter.lines.count == 2) }
    }
    #expect(meter.lines[0] == "begin p/m outline 5")
  }

  @Test("a receiver that has had enough still pays for what came")
  func stopped() async {
    struct Enough: Error {}
    let meter = ListMeter()
    let model = Self.metered([.text("eight letters and more")], meter)
    await #expect(throws: Enough.self) {
      try await model.answer(ModelRequest(step: .chapter, system: "", messages: [])) { event in
        if case .text = event { throw Enough() }
      }
    }
    #expect(meter.lines.last == "end 1 cancelled 0+6~")
  }

  @Test("what a model may think with is held back, and counted where nobody else counts")
  func reasoning() async {
    struct Enough: Error {}
    let meter = ListMeter()
    let model = Self.metered(
      [.text("eight letters and more"), .text("done")], meter, reasoning: 1_000)
    await #expect(throws: Enough.self) {
      try await model.answer(ModelRequest(step: .chapter, system: "", messages: [])) { event in
        if case .text = event { throw Enough() }
      }
    }
    _ = await model.events()
    #expect(meter.lines[0] == "begin p/m chapter 1099")
    #expect(meter.lines[1] == "end 1 cancelled 0+1006~")
    #expect(meter.lines[3] == "end 3 \(CallResult.End.finished(.stop)) 5+7")
  }

  @Test("a spent budget keeps the call from being sent")
  func budget() async {
    let meter = ListMeter(limit: 0)
    let script = ScriptedModel([.text("done")])
    let model = MeteredModel(
      script, name: ModelName(provider: "p", model: "m"), settings: CallSettings(maxTokens: 9),
      meter: meter, now: { 0 })
    #expect((await model.events().error as? ModelError)?.code == "budget.spent")
    #expect(script.calls == 0)
  }
}
