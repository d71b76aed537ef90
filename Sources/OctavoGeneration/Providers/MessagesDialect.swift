import OctavoJSON
import OctavoTransport

/// Anthropic's messages. A shape is asked for as the input of a tool the model must use.
struct MessagesDialect: Dialect {
  func address(base: String) -> String {
    // The provider's own clients name the host alone; others the version too.
    base.hasSuffix("/v1") ? base + "/messages" : base + "/v1/messages"
  }

  func headers(key: Secret?) -> [HTTPHeader] {
    [HTTPHeader("anthropic-version", "2023-06-01")]
      + (key.map { [HTTPHeader("x-api-key", secret: $0)] } ?? [])
  }

  func body(_ request: ModelRequest, to target: ModelTarget) -> JSONValue {
    var body = JSONObject()
    body["model"] = .string(target.name.model)
    body["max_tokens"] = .integer(target.tokenLimit(of: request))
    // The end of what stays the same: the provider keeps all before it in its prompt cache.
    if !request.system.isEmpty {
      body["system"] = [Self.block(request.system, isCached: true)]
    }
    body["messages"] = .array(
      StructuredOutput.messages(request, target).map {
        ["role": .string($0.role.rawValue), "content": Self.content($0)]
      })
    body["stream"] = true
    // This dialect ends at 1 where the others go to 2.
    body["temperature"] = target.settings.temperature.map { .number(min($0, 1)) }
    body["top_p"] = target.settings.topP.map { .number($0) }
    if let output = StructuredOutput(request, target) {
      let tool: JSONValue = [
        "name": .string(output.name), "description": "Takes the answer.",
        "input_schema": output.schema,
      ]
      body["tools"] = [tool]
      body["tool_choice"] = ["type": "tool", "name": .string(output.name)]
    }
    return .object(body)
  }

  /// A message whose beginning is repeated is sent in two blocks, with the cache's mark at the end of
  /// the first. The provider keeps nothing shorter than 1,024 tokens, counted from the request's
  /// beginning, so that the system text's own mark is often not enough.
  private static func content(_ message: ModelRequest.Message) -> JSONValue {
    let stable = message.text.prefix(utf8: message.stableLength)
    guard !stable.isEmpty, stable.utf8.count < message.text.utf8.count else {
      return .string(message.text)
    }
    let rest = String(decoding: message.text.utf8.dropFirst(stable.utf8.count), as: UTF8.self)
    return [block(stable, isCached: true), block(rest, isCached: false)]
  }

  private static func block(_ text: String, isCached: Bool) -> JSONValue {
    var block = JSONObject()
    block["type"] = "text"
    block["text"] = .string(text)
    if isCached { block["cache_control"] = ["type": "ephemeral"] }
    return .object(block)
  }

  func decoder(for request: ModelRequest, from target: ModelTarget) -> any AnswerDecoder {
    MessagesDecoder(
      takesTool: StructuredOutput(request, target) != nil, redaction: target.redaction)
  }
}

/// Reads the events from `message_start` to `message_stop`.
struct MessagesDecoder: AnswerDecoder {
  /// Whether the answer is a tool's input; text beside it is then a part of it only where the
  /// model has used no tool.
  let takesTool: Bool
  private(set) var ending: ModelFinish.Reason?
  private(set) var isOver = false
  private(set) var usage: TokenUsage?

  /// Text beside the tool, as long as none was used.
  private var besideTool = ""
  private var hasUsedTool = false

  private let redaction: Redaction

  init(takesTool: Bool, redaction: Redaction) {
    self.takesTool = takesTool
    self.redaction = redaction
  }

  mutating func take(_ event: ServerSentEvent) throws(ProviderFailure) -> String {
    let value = try json(event)
    switch value["type"]?.string ?? event.type {
    case "message_start": count(value["message"]?["usage"])
    case "content_block_delta": return text(value["delta"])
    case "message_delta":
      count(value["usage"])
      if let reason = value["delta"]?["stop_reason"]?.string {
        ending = Self.ending(reason)
        return hasUsedTool ? "" : besideTool
      }
    case "message_stop": isOver = true
    case "error":
      let complaint = ProviderComplaint(value, redaction: redaction)
      let isNamed = RefusalKind(status: 0, complaint) != .badRequest
      throw .refused(status: isNamed ? 0 : 500, complaint, retryAfter: nil)
    default: break
    }
    return ""
  }

  private mutating func text(_ delta: JSONValue?) -> String {
    switch delta?["type"]?.string {
    case "text_delta":
      let text = delta?["text"]?.string ?? ""
      guard takesTool else { return text }
      besideTool += text
      return ""
    case "input_json_delta" where takesTool:
      hasUsedTool = true
      return delta?["partial_json"]?.string ?? ""
    default: return ""
    }
  }

  private static func ending(_ reason: String) -> ModelFinish.Reason {
    switch reason {
    case "max_tokens", "model_context_window_exceeded": .length
    case "refusal": .refusal
    default: .stop
    }
  }

  /// Takes a count; each event names the totals so far. The provider counts what the cache gave or
  /// took apart from the rest of the input.
  private mutating func count(_ value: JSONValue?) {
    guard let value else { return }
    var total = usage ?? TokenUsage(input: 0, output: 0)
    if let fresh = value["input_tokens"]?.tokenCount {
      total.cachedInput = value["cache_read_input_tokens"]?.tokenCount ?? 0
      total.cacheWrites = value["cache_creation_input_tokens"]?.tokenCount ?? 0
      total.input = fresh + total.cachedInput + total.cacheWrites
    }
    total.output = value["output_tokens"]?.tokenCount ?? total.output
    // Where no count makes sense, Octavo's own is taken.
    guard total != TokenUsage(input: 0, output: 0) else { return }
    usage = total
  }
}
