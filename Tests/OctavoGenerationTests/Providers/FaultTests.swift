import OctavoGeneration
import OctavoModelServer
import OctavoTransport
import Testing

/// Everything that goes wrong between here and a model, over real sockets, in every dialect.
@Suite("Faults")
struct FaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let behaviour: ServerBehaviour
    let code: String
    let remedy: ModelError.Remedy
    /// Whether some text comes before the error.
    var keepsText = false

    init(
      _ behaviour: ServerBehaviour, _ code: String, _ remedy: ModelError.Remedy,
      keepsText: Bool = false
    ) {
      self.behaviour = behaviour
      self.code = code
      self.remedy = remedy
      self.keepsText = keepsText
    }

    var testDescription: String { "\(behaviour)" }
  }

  /// Short where the fault is that time passes; long elsewhere, so that a busy machine is no fault.
  private static func limits(_ behaviour: ServerBehaviour) -> TransferTimeouts {
    switch behaviour {
    case .silence: TransferTimeouts(firstByte: .milliseconds(200))
    case .stall: TransferTimeouts(idle: .milliseconds(500))
    case .trickle: TransferTimeouts(total: .seconds(1))
    default: TransferTimeouts()
    }
  }

  static let faults: [Fault] = [
    Fault(.status(429), "provider.rate-limited", .retry(after: nil)),
    Fault(.status(429, retryAfter: "7"), "provider.rate-limited", .retry(after: 7)),
    Fault(
      .status(429, retryAfter: "Tue, 14 Nov 2023 22:13:50 GMT"), "provider.rate-limited",
      .retry(after: 30)),
    Fault(
      .status(429, body: #"{"error": {"code": "insufficient_quota", "message": "no money"}}"#),
      "provider.out-of-credit", .fallBack),
    Fault(.status(500), "provider.server-fault", .retry(after: nil)),
    Fault(.status(502, body: "<html>Bad gateway"), "provider.server-fault", .retry(after: nil)),
    Fault(.status(503, retryAfter: "2"), "provider.overloaded", .retry(after: 2)),
    Fault(.status(529), "provider.overloaded", .retry(after: nil)),
    // What one provider finds wrong with a request, another may take.
    Fault(.status(400), "provider.bad-request", .fallBack),
    Fault(.status(401), "provider.bad-key", .fallBack),
    Fault(.status(403), "provider.not-allowed", .fallBack),
    Fault(.status(404), "provider.not-found", .fallBack),
    Fault(
      .status(
        400, body: #"{"error": {"code": "context_length_exceeded", "message": "too long"}}"#),
      "provider.context-length", .fallBack),
    Fault(
      .status(
        400,
        body: #"{"error": {"type": "invalid_request_error", "message": "prompt is too long: 3"}}"#),
      "provider.context-length", .fallBack),
    Fault(
      .status(400, body: #"{"error": {"code": "content_filter", "message": "no"}}"#),
      "provider.content-filtered", .fallBack),
    Fault(
      .status(
        400,
        body: #"{"error": {"code": "unsupported_value", "message": "temperature: only 1"}}"#),
      "provider.unsupported-setting", .fallBack),
    Fault(.reset(pieces: 3), "provider.connection-lost", .retry(after: nil), keepsText: true),
    Fault(.noEnd(pieces: 3), "provider.truncated", .retry(after: nil), keepsText: true),
    Fault(.brokenEvent(pieces: 3), "provider.broken-stream", .retry(after: nil), keepsText: true),
    Fault(.stall(pieces: 3), "provider.timeout", .retry(after: nil), keepsText: true),
    Fault(.trickle(seconds: 0.03), "provider.timeout", .retry(after: nil), keepsText: true),
    Fault(.silence, "provider.timeout", .retry(after: nil)),
    Fault(.empty, "provider.empty-answer", .retry(after: nil)),
    // A model that thought until its tokens were gone: asked again, it would be paid for again.
    Fault(.lengthLimit(pieces: 0), "provider.no-room", .fallBack),
    Fault(.page, "provider.no-stream", .fallBack),
  ]

  @Test("each fault is told from the others, and what came before it is kept", arguments: faults)
  func fault(fault: Fault) async throws {
    for wire in Wire.allCases {
      let server = try ModelServer()
      server.script([fault.behaviour])
      let model = try Provider.model(wire, server, timeouts: Self.limits(fault.behaviour))
      let (events, error) = await model.events(Provider.prose)
      let found = try #require(error as? ModelError, "\(wire)")
      #expect(found.code == fault.code, "\(wire): \(found.message)")
      #expect(found.remedy == fault.remedy, "\(wire)")
      #expect(found.message.hasPrefix("p/test-model"))
      #expect(events.finish == nil)
      #expect(events.text.isEmpty == !fault.keepsText, "\(wire)")
      #expect(server.ledger.calls == 1)
      #expect((found.usage != nil) == (server.ledger.billedCalls == 1), "\(wire)")
    }
  }

  @Test("what a cut answer used is not less than what was sent", arguments: Wire.allCases)
  func usageOfCutAnswers(wire: Wire) async throws {
    let server = try ModelServer()
    server.script([.noEnd(pieces: 10)])
    let (events, error) = await (try Provider.model(wire, server)).events(Provider.prose)
    let usage = try #require((error as? ModelError)?.usage)
    #expect(events.text.count == 160)
    #expect(usage.isEstimate)
    #expect(usage.input == server.ledger.inputTokens)
    #expect(usage.output >= server.ledger.outputTokens)
  }

  @Test("a complaint within a stream is classified like a status", arguments: Wire.allCases)
  func complaintInStream(wire: Wire) async throws {
    let server = try ModelServer()
    server.script([.streamError(pieces: 2)])
    let (events, error) = await (try Provider.model(wire, server)).events(Provider.prose)
    let code = wire == .messages ? "provider.overloaded" : "provider.server-fault"
    #expect((error as? ModelError)?.code == code)
    #expect((error as? ModelError)?.remedy == .retry(after: nil))
    #expect(events.text.count == 32)
  }

  @Test("nobody there, and plain text at a secure address", arguments: Wire.allCases)
  func noConnection(wire: Wire) async throws {
    let port = try ModelServer.closedPort()
    let refused =
      await (try Provider.model(wire, base: "http://127.0.0.1:\(port)/v1"))
      .events(Provider.prose).error as? ModelError
    #expect(refused?.code == "provider.unreachable")
    #expect(refused?.remedy == .retry(after: nil))
    #expect(refused?.usage == nil)
    let server = try ModelServer()
    let plain =
      await (try Provider.model(wire, base: "https://127.0.0.1:\(server.port)/v1"))
      .events(Provider.prose).error as? ModelError
    #expect(plain?.code == "provider.tls")
    #expect(plain?.remedy == .fallBack)
  }

  @Test("a key never shows in an error, not even when the provider repeats it")
  func keysAreHidden() async throws {
    let server = try ModelServer()
    let body = #"{"error": {"message": "Incorrect API key provided: \#(Provider.key)"}}"#
    for status in [401, 429, 500] {
      server.script([.status(status, body: body)])
      let model = try Provider.model(.chat, server)
      let error = try #require(await model.events(Provider.prose).error as? ModelError)
      #expect(error.message.contains("Incorrect API key"))
      #expect(!"\(error)".contains("REDACTED"))
    }
    #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(Provider.key)" })
  }

  @Test(
    "nor when the provider repeats it within a stream or in a header, whatever the key looks like",
    arguments: Wire.allCases, [Provider.key, "hunter2hunter2"])
  func echoedKeys(wire: Wire, key: String) async throws {
    let server = try ModelServer()
    let long = String(repeating: "your token is this: ", count: 13)
    server.script([
      .streamError(pieces: 1, message: "the token \(key) is over its limit"),
      // Cut in the middle of the key, were it cut first.
      .streamError(pieces: 1, message: long + "the token \(key)\(key)\(key)\(key)"),
      .typed("text/html; k=\(key)"), .typed("text/\(key)"),
    ])
    let model = try Provider.model(wire, base: server.address + "/v1", key: key)
    for _ in 0..<4 {
      let error = try #require(await model.events(Provider.prose).error as? ModelError)
      #expect(error.message.contains("token") || error.message.contains("event stream"))
      #expect(!error.message.contains(key.prefix(8)), "\(error.message)")
    }
  }

  @Test("nonsense in a provider's counts is not booked", arguments: Wire.allCases)
  func nonsenseCounts(wire: Wire) async throws {
    for (input, output) in [(-100_000_000, -5), (Int.max, Int.max), (Int.min, 10_000_001)] {
      let server = try ModelServer()
      server.script([.usage(input: input, output: output)])
      let (events, error) = await (try Provider.model(wire, server)).events(Provider.prose)
      #expect(error == nil)
      let usage = try #require(events.finish?.usage)
      #expect(usage.isEstimate, "\(wire): \(usage)")
      #expect(usage.input > 0 && usage.input < 1_000)
      #expect(usage.output > 0 && usage.output < 10_000)
    }
  }

  @Test("a model that thinks may be silent for longer than one that does not", arguments: [0, 500])
  func thinking(tokens: Int) async throws {
    var settings = ModelServer.Settings()
    settings.firstTokenDelay = 1
    let server = try ModelServer(settings)
    var policy = GenerationPolicy.builtIn
    let name = ModelName(provider: "openai", model: "gpt-4.1")
    policy[.chapter].models = [name]
    policy[.chapter].idleTimeout = 0.3
    policy[.chapter].timeout = 20
    policy[.chapter].retries.tries = 1
    for index in policy.prices.models.indices where policy.prices.models[index].name == name {
      policy.prices.models[index].reasoningTokens = tokens
    }
    let environment = [
      "OPENAI_API_KEY": Provider.key, "OPENAI_BASE_URL": server.address + "/v1",
      "ANTHROPIC_API_KEY": Provider.key,
    ]
    let assembly = ModelAssembly(
      policy, directory: ProviderDirectory(policy, environment: environment), client: HTTPClient(),
      surroundings: InventedWorld().surroundings)
    let (events, error) = await (try assembly.model()).events(Provider.prose)
    #expect((error == nil) == (tokens > 0), "\(String(describing: error))")
    #expect(events.text.isEmpty == (tokens == 0))
  }

  @Test("three tries over real sockets, then the next provider, and every call counted")
  func retriesAndFallsBack() async throws {
    let first = try ModelServer()
    let second = try ModelServer()
    first.script([.status(429, retryAfter: "2"), .status(529), .reset(pieces: 0)])
    second.script([.status(500)])
    var policy = GenerationPolicy.builtIn
    policy[.chapter].models = ["openai/gpt-4.1", "anthropic/claude-sonnet-4-5"].compactMap {
      ModelName(text: $0)
    }
    let environment = [
      "OPENAI_API_KEY": Provider.key, "OPENAI_BASE_URL": first.address + "/v1",
      "ANTHROPIC_API_KEY": Provider.key, "ANTHROPIC_BASE_URL": second.address,
    ]
    let world = InventedWorld()
    let meter = MeterTests.ListMeter()
    let assembly = ModelAssembly(
      policy, directory: ProviderDirectory(policy, environment: environment), client: HTTPClient(),
      surroundings: world.surroundings, meter: meter)
    let (events, error) = await (try assembly.model()).events(Provider.prose)
    #expect(error == nil)
    #expect(events.models.last == "anthropic/claude-sonnet-4-5")
    #expect(events.finish?.usage.output == second.ledger.outputTokens)
    #expect(first.ledger.calls == 3)
    #expect(second.ledger.calls == 2)
    #expect(world.slept == [2, 1, 0.5])
    #expect(meter.lines.filter { $0.hasPrefix("begin") }.count == 5)
    #expect(meter.lines.filter { $0.hasPrefix("end") }.count == 5)
  }
}
