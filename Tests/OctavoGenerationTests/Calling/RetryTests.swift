import OctavoGeneration
import Testing

/// Calls that fail and may be tried again.
@Suite("Retries")
struct RetryTests {
  private static func model(
    _ turns: [ScriptedModel.Turn], _ world: InventedWorld,
    _ schedule: RetrySchedule = RetrySchedule()
  ) -> (model: RetryingModel, script: ScriptedModel) {
    let script = ScriptedModel(turns)
    let model = RetryingModel(script, schedule: schedule, surroundings: world.surroundings)
    return (model, script)
  }

  @Test("a passing failure is tried again, after longer and longer waits")
  func backsOff() async {
    let world = InventedWorld(chance: 0)
    let (model, script) = Self.model(
      [.failing(.retry(after: nil)), .failing(.retry(after: nil)), .text("done")], world)
    let (events, error) = await model.events()
    #expect(error == nil)
    #expect(events.text == "done")
    #expect(script.calls == 3)
    #expect(world.slept == [0.5, 1])
  }

  @Test("after the last try the error comes through")
  func givesUp() async {
    let world = InventedWorld()
    let (model, script) = Self.model(
      Array(repeating: .failing(.retry(after: nil), code: "provider.overloaded"), count: 9), world)
    let (_, error) = await model.events()
    #expect((error as? ModelError)?.code == "provider.overloaded")
    #expect(script.calls == 3)
    #expect(world.slept.count == 2)
  }

  @Test("an empty answer, which is paid for, is asked for again once")
  func emptyAnswers() async {
    let world = InventedWorld()
    let (model, script) = Self.model(
      Array(repeating: .failing(.retry(after: nil), code: "provider.empty-answer"), count: 9), world
    )
    #expect((await model.events().error as? ModelError)?.code == "provider.empty-answer")
    #expect(script.calls == 2)
  }

  @Test("a provider's own wait is kept, never shortened")
  func honoursWaits() async {
    for chance in [0, 0.5, 0.999] {
      let world = InventedWorld(chance: chance)
      let (model, _) = Self.model([.failing(.retry(after: 7)), .text("done")], world)
      _ = await model.events()
      #expect(world.slept.count == 1)
      #expect(world.slept[0] >= 7 && world.slept[0] < 8)
    }
  }

  @Test("a wait longer than the policy allows is not waited for")
  func refusesLongWaits() async {
    let world = InventedWorld()
    let (model, script) = Self.model([.failing(.retry(after: 3600))], world)
    let (_, error) = await model.events()
    #expect((error as? ModelError)?.remedy == .retry(after: 3600))
    #expect(script.calls == 1)
    #expect(world.slept == [])
  }

  @Test("what was handed on is never bought twice")
  func keepsText() async {
    let world = InventedWorld()
    let (model, script) = Self.model([.failing(.retry(after: nil), after: "half a")], world)
    let (events, error) = await model.events()
    #expect(events.text == "half a")
    #expect((error as? ModelError)?.remedy == .retry(after: nil))
    #expect(script.calls == 1)
  }

  @Test("what cannot pass is not tried again", arguments: [ModelError.Remedy.stop, .fallBack])
  func stops(remedy: ModelError.Remedy) async {
    let (model, script) = Self.model([.failing(remedy)], InventedWorld())
    _ = await model.events()
    #expect(script.calls == 1)
  }

  @Test("a receiver's own error ends the call, whatever it is")
  func receiversErrors() async {
    let (model, script) = Self.model([.text("a"), .text("b")], InventedWorld())
    await #expect(throws: ModelError.self) {
      try await model.answer(ModelRequest(step: .chapter, system: "", messages: [])) { _ in
        throw ModelError(.retry(after: nil), "receiver.tired", "enough")
      }
    }
    #expect(script.calls == 1)
  }

  @Test("chance spreads the waits between half and the whole")
  func jitter() {
    let schedule = RetrySchedule(tries: 9, firstDelay: 4, factor: 2, longestDelay: 10)
    #expect(schedule.delay(after: 1, asked: nil, chance: 0) == 2)
    #expect(schedule.delay(after: 1, asked: nil, chance: 1) == 4)
    #expect(schedule.delay(after: 2, asked: nil, chance: 1) == 8)
    #expect(schedule.delay(after: 5, asked: nil, chance: 1) == 10)
    #expect(schedule.delay(after: 9, asked: nil, chance: 1) == nil)
  }
}
