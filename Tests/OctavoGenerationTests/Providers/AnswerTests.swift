import OctavoGeneration
import OctavoJSON
import OctavoModelServer
import OctavoTransport
import Testing

/// Answers as they should be, over real sockets, in every dialect.
@Suite("Answers")
struct AnswerTests {
  @Test("prose arrives whole, in pieces, with what it used", arguments: Wire.allCases)
  func prose(wire: Wire) async throws {
    let server = try ModelServer()
    let (events, error) = await (try Provider.model(wire, server)).events(Provider.prose)
    #expect(error == nil)
    #expect(events.first == .began(ModelName(provider: "p", model: "test-model")))
    let sent = server.ledger
    #expect(TokenEstimate.tokens(events.text) > 100)
    #expect(events.finish?.reason == .stop)
    #expect(events.finish?.usage.isEstimate == false)
    #expect(events.finish?.usage.input == sent.inputTokens)
    #expect(events.finish?.usage.output == sent.outputTokens)
    #expect(
      events.text
        == server.requests.first?.modelRequest.flatMap { try? RehearsalModel.text(for: $0) })
  }

  @Test("a shape comes as JSON that is valid against its schema", arguments: Wire.allCases)
  func shapes(wire: Wire) async throws {
    let server = try ModelServer()
    let (events, error) = await (try Provider.model(wire, server)).events(Provider.structured)
    #expect(error == nil)
    let value = try JSONParser.parse(events.text)
    #expect(try JSONSchema(text: Provider.schema).violations(of: value).isEmpty)
    #expect(events.finish?.reason == .stop)
  }

  @Test("characters cut in two by the network arrive whole", arguments: Wire.allCases)
  func splitCharacters(wire: Wire) async throws {
    let server = try ModelServer()
    let text = "Ünïcödé – “quotes”, 日本語, Ελληνικά, 👩‍👧‍👦 and ѐ."
    server.script([.split, .reply(text)])
    let model = try Provider.model(wire, server)
    #expect(await model.events(Provider.prose).events.text.isEmpty == false)
    #expect(await model.events(Provider.prose).events.text == text)
    var settings = ModelServer.Settings()
    settings.pieceTokens = 1
    settings.author = { _ in text }
    let slow = try ModelServer(settings)
    slow.script([.split])
    let (events, error) = await (try Provider.model(wire, slow)).events(Provider.prose)
    #expect(error == nil)
    #expect(events.text == text)
  }

  @Test("the limit of tokens is told from a finished answer", arguments: Wire.allCases)
  func lengthLimit(wire: Wire) async throws {
    let server = try ModelServer()
    server.script([.lengthLimit(pieces: 3), .cutAsStop(pieces: 3)])
    let model = try Provider.model(wire, server)
    #expect(await model.events(Provider.prose).events.finish?.reason == .length)
    // A gateway that calls a cut a normal end cannot be seen through here: the pipeline judges.
    let (events, error) = await model.events(Provider.prose)
    #expect(error == nil)
    #expect(events.finish?.reason == .stop)
    #expect(events.text.count == 48)
  }

  @Test("a refusal is told from an answer", arguments: Wire.allCases)
  func refusal(wire: Wire) async throws {
    let server = try ModelServer()
    server.script([.refusal])
    let (events, error) = await (try Provider.model(wire, server)).events(Provider.prose)
    #expect(error == nil)
    #expect(events.finish?.reason == .refusal)
    #expect(events.text == "")
  }

  @Test("where a provider counts nothing, Octavo does, and says so", arguments: Wire.allCases)
  func noUsage(wire: Wire) async throws {
    let server = try ModelServer()
    server.script([.noUsage])
    let (events, _) = await (try Provider.model(wire, server)).events(Provider.prose)
    let usage = try #require(events.finish?.usage)
    #expect(usage.isEstimate)
    #expect(usage.input == server.ledger.inputTokens)
    #expect(usage.output >= server.ledger.outputTokens)
  }

  @Test("what the prompt cache gave is counted apart", arguments: Wire.allCases)
  func promptCache(wire: Wire) async throws {
    let server = try ModelServer()
    let model = try Provider.model(wire, server)
    let first = try #require(await model.events(Provider.prose).events.finish?.usage)
    let second = try #require(await model.events(Provider.prose).events.finish?.usage)
    let system = TokenEstimate.tokens(Provider.prose.system)
    #expect(first.cachedInput == 0)
    #expect(second.cachedInput == system)
    #expect(second.input == first.input)
    if wire == .messages {
      #expect(first.cacheWrites == system)
      #expect(second.cacheWrites == 0)
    }
  }

  @Test("JSON in a fence, and broken JSON, come through for the mending parse")
  func fencedJSON() async throws {
    let server = try ModelServer()
    server.script([.fenced, .invalidJSON])
    let model = try Provider.model(.compatible, server)
    let fenced = try JSONMending.parse(await model.events(Provider.structured).events.text)
    #expect(fenced.repairs == [.surroundingText])
    #expect(try JSONSchema(text: Provider.schema).violations(of: fenced.value).isEmpty)
    let broken = await model.events(Provider.structured).events.text
    #expect(throws: JSONProblem.self) { try JSONMending.parse(broken) }
  }

  @Test("a model that answers in text where a tool was to be used is heard all the same")
  func noTool() async throws {
    let server = try ModelServer()
    server.script([.noTool])
    let (events, error) = await (try Provider.model(.messages, server)).events(Provider.structured)
    #expect(error == nil)
    let value = try JSONParser.parse(events.text)
    #expect(try JSONSchema(text: Provider.schema).violations(of: value) == [])
  }

  @Test("an answer in another language comes through as it is")
  func otherLanguage() async throws {
    let server = try ModelServer()
    server.script([.reply("Es war einmal eine alte Mühle am Bach.")])
    let (events, _) = await (try Provider.model(.chat, server)).events(Provider.prose)
    #expect(events.text == "Es war einmal eine alte Mühle am Bach.")
  }

  @Test("cancelling the task ends the answer")
  func cancellation() async throws {
    let server = try ModelServer()
    server.script([.stall(pieces: 2)])
    let model = try Provider.model(.messages, server)
    let (pieces, yield) = AsyncStream.makeStream(of: String.self)
    let task = Task {
      try await model.answer(Provider.prose) { if case .text(let text) = $0 { yield.yield(text) } }
    }
    for await _ in pieces { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(server.ledger.finishedCalls == 0)
  }

  @Test("a slow receiver gets every piece in its order")
  func slowReceiver() async throws {
    let server = try ModelServer()
    let model = try Provider.model(.chat, server)
    var text = ""
    try await model.answer(Provider.prose) { event in
      await Task.yield()
      if case .text(let piece) = event { text += piece }
    }
    #expect(text == server.requests[0].modelRequest.flatMap { try? RehearsalModel.text(for: $0) })
  }
}
