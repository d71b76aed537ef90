import OctavoJSON
import OctavoTransport

/// OpenAI's responses.
struct ResponsesDialect: Dialect {
  func address(base: String) -> String { base + "/responses" }

  func headers(key: Secret?) -> [HTTPHeader] {
    key.map { [HTTPHeader("authorization", prefix: "Bearer ", secret: $0)] } ?? []
  }

  func body(_ request: ModelRequest, to target: ModelTarget) -> JSONValue {
    var body = JSONObject()
    body["model"] = .string(target.name.model)
    if !request.system.isEmpty { body["instructions"] = .string(request.system) }
    body["input"] = .array(
      StructuredOutput.messages(request, target).map {
        ["role": .string($0.role.rawValue), "content": .string($0.text)]
      })
    body["stream"] = true
    // What a book is made of stays with its author.
    body["store"] = false
    body["max_output_tokens"] = .integer(target.tokenLimit(of: request))
    body["reasoning"] = target.settings.effort.map { ["effort": .string($0)] }
    body["temperature"] = target.settings.temperature.map { .number($0) }
    body["top_p"] = target.settings.topP.map { .number($0) }
    if let output = StructuredOutput(request, target) {
      body["text"] = [
        "format": [
          "type": "json_schema", "name": .string(output.name), "strict": .bool(output.isStrict),
          "schema": output.strictSchema,
        ]
      ]
    }
    return .object(body)
  }

  func decoder(for request: ModelRequest, from target: ModelTarget) -> any AnswerDecoder {
    ResponsesDecoder(redaction: target.redaction)
  }
}

/// Reads the typed events up to `response.completed`.
struct ResponsesDecoder: AnswerDecoder {
  private let redaction: Redaction
  private(set) var ending: ModelFinish.Reason?
  private(set) var isOver = false
  private(set) var usage: TokenUsage?
  private var isRefusal = false

  init(redaction: Redaction) { self.redaction = redaction }

  mutating func take(_ event: ServerSentEvent) throws(ProviderFailure) -> String {
    if event.data == "[DONE]" { return "" }
    let value = try json(event)
    switch value["type"]?.string ?? event.type {
    case "response.output_text.delta": return value["delta"]?.string ?? ""
    case "response.refusal.delta": isRefusal = true
    case "response.completed": end(value["response"], isRefusal ? .refusal : .stop)
    case "response.incomplete":
      let reason = value["response"]?["incomplete_details"]?["reason"]?.string
      end(value["response"], reason == "content_filter" ? .refusal : .length)
    case "response.failed":
      usage = Self.usage(value["response"]?["usage"]) ?? usage
      throw failure(value["response"] ?? value)
    case "error": throw failure(value)
    default: break
    }
    return ""
  }

  private mutating func end(_ response: JSONValue?, _ reason: ModelFinish.Reason) {
    usage = Self.usage(response?["usage"]) ?? usage
    ending = reason
    isOver = true
  }

  private func failure(_ value: JSONValue) -> ProviderFailure {
    // 0 lets the names decide; what has none is a fault on the provider's side.
    let complaint = ProviderComplaint(value, redaction: redaction)
    let isNamed = RefusalKind(status: 0, complaint) != .badRequest
    return .refused(status: isNamed ? 0 : 500, complaint, retryAfter: nil)
  }

  private static func usage(_ value: JSONValue?) -> TokenUsage? {
    guard let input = value?["input_tokens"]?.tokenCount,
      let output = value?["output_tokens"]?.tokenCount
    else { return nil }
    let cached = value?["input_tokens_details"]?["cached_tokens"]?.tokenCount ?? 0
    return TokenUsage(input: input, output: output, cachedInput: min(cached, input))
  }
}
