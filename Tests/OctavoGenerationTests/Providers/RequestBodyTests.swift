import OctavoGeneration
import OctavoJSON
import OctavoModelServer
import OctavoTestSupport
import OctavoTransport
import Testing

/// The exact bodies that go over the wire.
@Suite("Request bodies")
struct RequestBodyTests {
  private static let conversation = ModelRequest(
    step: .chapter, system: "You write “plain” prose.\nNever explain yourself.",
    messages: [
      ModelRequest.Message(.user, "Begin."), ModelRequest.Message(.assistant, "It was late"),
      ModelRequest.Message(.user, "Go on <from> there & \"end\"."),
    ], maxTokens: 1234)

  /// The body as a server saw it, indented for reading.
  private static func body(_ request: ModelRequest, _ target: ModelTarget) async throws -> String {
    let server = try ModelServer()
    let moved = ModelTarget(
      name: target.name,
      access: ProviderAccess(
        dialect: target.access.dialect, baseAddress: server.address + "/v1",
        key: target.access.key, isStructured: target.access.isStructured),
      settings: target.settings)
    let model = ProviderModel(moved, client: HTTPClient()) { 0 }
    _ = await model?.events(request)
    let seen = try #require(server.requests.first)
    let exact = try JSONParser.parse(seen.text)
    // Nothing but the blanks differs from what was sent.
    #expect(exact.text() == seen.text)
    let names = ["authorization", "x-api-key", "anthropic-version", "content-type", "accept"]
    let fields = names.compactMap { name in seen.headers[name].map { "\(name): \($0)\n" } }
    return "POST \(seen.path)\n" + fields.joined() + "\n" + exact.text(indented: true) + "\n"
  }

  @Test("prose is asked for in each dialect's own words", arguments: Wire.allCases)
  func prose(wire: Wire) async throws {
    let target = Provider.target(wire, base: "")
    try Golden.check(
      "model-requests", "\(wire.rawValue)-prose.txt",
      try await Self.body(Self.conversation, target))
  }

  @Test("a shape is asked for in each dialect's own words", arguments: Wire.allCases)
  func shapes(wire: Wire) async throws {
    let target = Provider.target(wire, base: "")
    try Golden.check(
      "model-requests", "\(wire.rawValue)-shape.txt",
      try await Self.body(Provider.structured, target))
  }

  @Test("where a provider cannot hold a model to a shape, the prompt says it")
  func unstructured() async throws {
    let target = Provider.target(.compatible, base: "", isStructured: false)
    try Golden.check(
      "model-requests", "compatible-described-shape.txt",
      try await Self.body(Provider.structured, target))
  }

  @Test("what the calls of a chapter share is marked for the cache, where a provider wants a mark")
  func sharedBeginning() async throws {
    let lead = "Chapter 2 of 9: Café life\n\n"
    var request = Self.conversation
    request.messages[0] = ModelRequest.Message(
      .user, lead + "Begin.", stableLength: lead.utf8.count)
    let body = try await Self.body(request, Provider.target(.messages, base: ""))
    try Golden.check("model-requests", "messages-shared.txt", body)
    // Others find out by themselves: for them it is one text.
    for wire in Wire.allCases where wire != .messages {
      let body = try await Self.body(request, Provider.target(wire, base: ""))
      #expect(body.contains(#""Chapter 2 of 9: Café life\n\nBegin.""#), "\(wire)")
    }
  }

  @Test("a model that thinks first gets room for it", arguments: [Wire.chat, .responses])
  func reasoning(wire: Wire) async throws {
    var settings = CallSettings(maxTokens: 2000)
    settings.reasoningTokens = 8000
    settings.effort = "low"
    let usual = Provider.target(wire, base: "")
    let target = ModelTarget(name: usual.name, access: usual.access, settings: settings)
    try Golden.check(
      "model-requests", "\(wire.rawValue)-reasoning.txt",
      try await Self.body(Self.conversation, target))
  }

  @Test("a shape with an open object is not called strict")
  func openShapes() async throws {
    var request = Provider.structured
    request.format = ModelRequest.Format(
      name: "open", schema: #"{"type": "object", "properties": {"a": {"type": "string"}}}"#)
    let body = try await Self.body(request, Provider.target(.chat, base: ""))
    #expect(body.contains(#""strict": false"#))
  }

  @Test("an empty system text is left out", arguments: Wire.allCases)
  func noSystem(wire: Wire) async throws {
    let request = ModelRequest(
      step: .summary, system: "", messages: [ModelRequest.Message(.user, "Hello")])
    let body = try await Self.body(request, Provider.target(wire, base: ""))
    #expect(!body.contains("system") && !body.contains("instructions"))
  }
}
