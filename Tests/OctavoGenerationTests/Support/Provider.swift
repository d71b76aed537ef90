import OctavoGeneration
import OctavoModelServer
import OctavoTransport

/// The wire formats, with the path their base addresses end in.
enum Wire: String, CaseIterable, Sendable {
  case chat, responses, messages, compatible

  var dialect: DialectName {
    switch self {
    case .chat: .chat
    case .responses: .responses
    case .messages: .messages
    case .compatible: .compatible
    }
  }
}

/// One model of a scripted server, and what is asked of it.
struct Provider {
  static let key = "sk-test-REDACTED-0123456789"
  static let prose = ModelRequest(
    step: .chapter, system: "You write a book about café life – “naïve” and 日本語.",
    messages: [ModelRequest.Message(.user, "Write on.\n\nTarget words: 120")])
  static let schema = """
    {"type": "object", "additionalProperties": false, "required": ["titles"], "properties": {
      "titles": {"type": "array", "minItems": 2, "maxItems": 4,
        "items": {"type": "string", "minLength": 3}}}}
    """
  static let structured = ModelRequest(
    step: .outline, system: "You plan a book.",
    messages: [ModelRequest.Message(.user, "Give titles.")],
    format: ModelRequest.Format(name: "titles", schema: schema))

  static func target(
    _ wire: Wire, base: String, timeouts: TransferTimeouts = TransferTimeouts(),
    isStructured: Bool = true, key: String = key
  ) -> ModelTarget {
    ModelTarget(
      name: ModelName(provider: "p", model: "test-model"),
      access: ProviderAccess(
        dialect: wire.dialect, baseAddress: base, key: Secret(key), isStructured: isStructured),
      settings: CallSettings(temperature: 0.7, maxTokens: 2000, timeouts: timeouts))
  }

  static func model(
    _ wire: Wire, _ server: ModelServer, timeouts: TransferTimeouts = TransferTimeouts()
  ) throws -> ProviderModel {
    try model(wire, base: server.address + "/v1", timeouts: timeouts)
  }

  static func model(
    _ wire: Wire, base: String, timeouts: TransferTimeouts = TransferTimeouts(), key: String = key
  ) throws -> ProviderModel {
    let target = target(wire, base: base, timeouts: timeouts, key: key)
    guard let model = ProviderModel(target, client: HTTPClient(), now: { 1_700_000_000 }) else {
      throw ModelError(.stop, "test.no-dialect", "no dialect")
    }
    return model
  }
}
