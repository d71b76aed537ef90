import OctavoGeneration
import Testing

/// Models that stand in for one another.
@Suite("Fallback")
struct ChainTests {
  private static func chain(
    _ models: [ScriptedModel], _ world: InventedWorld = InventedWorld()
  ) -> ModelChain {
    let links = models.enumerated().map { index, model in
      ModelChain.Link(ModelName(provider: "p", model: "m\(index)"), model)
    }
    return ModelChain(links, now: world.surroundings.now)
  }

  @Test(
    "the next model answers where one cannot",
    arguments: [
      ModelError.Remedy.fallBack, .retry(after: nil),
    ])
  func fallsBack(remedy: ModelError.Remedy) async {
    let models = [ScriptedModel([.failing(remedy)]), ScriptedModel([.text("done")])]
    let (events, error) = await Self.chain(models).events()
    #expect(error == nil)
    #expect(events.text == "done")
  }

  @Test("a refusal is passed to the next, the last one's to the caller")
  func refusals() async {
    let models = [ScriptedModel([.refusing]), ScriptedModel([.refusing])]
    let (events, error) = await Self.chain(models).events()
    #expect(error == nil)
    #expect(events.count == 1)
    #expect(events.finish?.reason == .refusal)
    #expect(models.map(\.calls) == [1, 1])
  }

  @Test("what would fail everywhere stops at once")
  func stops() async {
    let models = [ScriptedModel([.failing(.stop)]), ScriptedModel([.text("done")])]
    let (_, error) = await Self.chain(models).events()
    #expect((error as? ModelError)?.remedy == .stop)
    #expect(models[1].calls == 0)
  }

  @Test("nobody goes on with another's half answer")
  func halfAnswers() async {
    let models = [
      ScriptedModel([.failing(.retry(after: nil), after: "half")]), ScriptedModel([.text("done")]),
    ]
    let (events, error) = await Self.chain(models).events()
    #expect(events.text == "half")
    #expect((error as? ModelError)?.remedy == .retry(after: nil))
    #expect(models[1].calls == 0)
  }

  @Test("when all fail, the error names each, and the soonest way on")
  func allFail() async {
    let models = [
      ScriptedModel([.failing(.fallBack)]), ScriptedModel([.failing(.retry(after: 9))]),
      ScriptedModel([.failing(.retry(after: 4))]),
    ]
    let error = await Self.chain(models).events().error as? ModelError
    #expect(error?.code == "model.all-failed")
    #expect(error?.remedy == .retry(after: 4))
    let single = await Self.chain([ScriptedModel([.failing(.fallBack)])]).events().error
    #expect((single as? ModelError)?.code == "test.failed")
    #expect((single as? ModelError)?.remedy == .stop)
  }

  @Test("a model that is out of reach is passed over for a while, then asked again")
  func rests() async {
    let world = InventedWorld()
    let first = ScriptedModel([.failing(.fallBack), .text("back")])
    let second = ScriptedModel([.text("1"), .text("2")])
    let chain = Self.chain([first, second], world)
    #expect(await chain.events().events.text == "1")
    #expect(await chain.events().events.text == "2")
    #expect(first.calls == 1)
    world.advance(301)
    #expect(await chain.events().events.text == "back")
  }

  @Test("one that failed in all its tries rests too, at least for as long as it asked for")
  func exhausted() async {
    let world = InventedWorld()
    let first = ScriptedModel([
      .failing(.retry(after: nil)), .text("back"), .failing(.fallBack), .failing(.fallBack),
    ])
    let busy = ScriptedModel([.failing(.retry(after: 7_200)), .text("awake")])
    let last = ScriptedModel((1...4).map { .text("\($0)") })
    let chain = Self.chain([first, busy, last], world)
    #expect(await chain.events().events.text == "1")
    #expect(await chain.events().events.text == "2")
    #expect([first.calls, busy.calls] == [1, 1])
    world.advance(301)
    #expect(await chain.events().events.text == "back")
    world.advance(4_000)
    #expect(await chain.events().events.text == "3")
    world.advance(3_000)
    #expect(await chain.events().events.text == "awake")
  }

  @Test("each further rest of a model that does not answer is twice as long, up to an hour")
  func longerRests() async {
    let world = InventedWorld()
    let dead = ScriptedModel(Array(repeating: .failing(.retry(after: nil)), count: 12))
    let chain = Self.chain([dead, ScriptedModel((0..<80).map { .text("\($0)") })], world)
    var times: [Double] = []
    let start = world.now
    for _ in 0..<70 {
      let calls = dead.calls
      _ = await chain.events()
      if dead.calls > calls { times.append(world.now - start) }
      world.advance(301)
    }
    let rests = zip(times, times.dropFirst()).map { $1 - $0 }
    #expect(rests == [301, 602, 1_204, 2_408, 3_612, 3_612, 3_612, 3_612])
  }

  @Test("what one step finds out of reach, the others do not ask; what it cannot use, they may")
  func sharedRests() async {
    let world = InventedWorld()
    let rests = ModelRests()
    func chain(_ models: [ScriptedModel]) -> ModelChain {
      ModelChain(
        models.enumerated().map {
          .init(ModelName(provider: "p", model: "m\($0.offset)"), $0.element)
        },
        shared: rests, now: world.surroundings.now)
    }
    let dead = ScriptedModel([.failing(.retry(after: nil)), .text("never")])
    let wrong = ScriptedModel([.failing(.fallBack), .text("fits")])
    let good = ScriptedModel([.text("1"), .text("2")])
    #expect(await chain([dead, wrong, good]).events().events.text == "1")
    #expect(await chain([dead, wrong, good]).events().events.text == "fits")
    #expect([dead.calls, wrong.calls, good.calls] == [1, 2, 1])
  }

  @Test("where those that are left fail for good, the error says when a resting one may be asked")
  func resting() async {
    let world = InventedWorld()
    let busy = ScriptedModel([.failing(.retry(after: 400))])
    let bad = ScriptedModel([.text("once"), .failing(.fallBack)])
    let chain = Self.chain([busy, bad], world)
    #expect(await chain.events().events.text == "once")
    world.advance(100)
    #expect((await chain.events().error as? ModelError)?.remedy == .retry(after: 300))
  }

  private static let request = ModelRequest(step: .chapter, system: "s", messages: [])
  private static let setback = {
    var request = ChainTests.request
    request.followsSetback = true
    return request
  }()

  @Test("a model whose answers break off twice running is passed over for a while")
  func brokenAnswers() async {
    let world = InventedWorld()
    let broken = ScriptedModel.Turn.failing(.retry(after: nil), after: "half")
    let first = ScriptedModel([broken, broken, .text("back")])
    let second = ScriptedModel([.text("1"), .text("2")])
    let chain = Self.chain([first, second], world)
    for _ in 0..<2 { #expect(await chain.events().events.text == "half") }
    #expect(await chain.events().events.text == "1")
    #expect(await chain.events().events.text == "2")
    #expect(first.calls == 2)
    world.advance(301)
    #expect(await chain.events().events.text == "back")
  }

  @Test("one broken answer among good ones is no reason to leave a model")
  func nowAndThen() async {
    let broken = ScriptedModel.Turn.failing(.retry(after: nil), after: "half")
    let first = ScriptedModel([broken, .text("a"), broken, .text("b"), broken, .text("c")])
    let second = ScriptedModel([.text("other")])
    let chain = Self.chain([first, second])
    for text in ["half", "a", "half", "b", "half", "c"] {
      #expect(await chain.events().events.text == text)
    }
    #expect(second.calls == 0)
  }

  @Test("a model whose answers are of no use twice running is passed over")
  func uselessAnswers() async {
    let first = ScriptedModel([.text("no JSON"), .text("again none"), .text("never")])
    let second = ScriptedModel([.text("good"), .text("better")])
    let chain = Self.chain([first, second])
    #expect(await chain.events(Self.request).events.text == "no JSON")
    #expect(await chain.events(Self.setback).events.text == "again none")
    #expect(await chain.events(Self.setback).events.text == "good")
    #expect(await chain.events(Self.request).events.text == "better")
    #expect(first.calls == 2)
  }

  @Test("an answer that the caller cut off counts as of no use, where it says so")
  func cutAnswers() async {
    struct Enough: Error {}
    let first = ScriptedModel([.text("la la"), .text("la la")])
    let second = ScriptedModel([.text("good")])
    let chain = Self.chain([first, second])
    for request in [Self.request, Self.setback] {
      await #expect(throws: Enough.self) {
        try await chain.answer(request) { if case .text = $0 { throw Enough() } }
      }
    }
    #expect(await chain.events(Self.setback).events.text == "good")
  }

  @Test("each step has its own models")
  func routes() async {
    let router = StepRouter([
      .chapter: ScriptedModel([.text("prose")]), .outline: ScriptedModel([.text("plan")]),
    ])
    func ask(_ step: Step) async -> (events: [ModelEvent], error: (any Error)?) {
      await router.events(ModelRequest(step: step, system: "", messages: []))
    }
    #expect(await ask(.outline).events.text == "plan")
    #expect(await ask(.chapter).events.text == "prose")
    #expect((await ask(.summary).error as? ModelError)?.code == "model.none")
  }
}
