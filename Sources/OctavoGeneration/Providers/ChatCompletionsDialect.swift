import OctavoJSON
import OctavoTransport

/// OpenAI's chat completions, and what Ollama, llama.cpp and vLLM make of them.
struct ChatCompletionsDialect: Dialect {
  /// Whether others than OpenAI are spoken to: they know the limit of tokens by its older name.
  let isCompatible: Bool

  func address(base: String) -> String { base + "/chat/completions" }

  func headers(key: Secret?) -> [HTTPHeader] {
    key.map { [HTTPHeader("authorization", prefix: "Bearer ", secret: $0)] } ?? []
  }

  func body(_ request: ModelRequest, to target: ModelTarget) -> JSONValue {
    var body = JSONObject()
    body["model"] = .string(target.name.model)
    body["messages"] = .array(messages(request, target))
    body["stream"] = true
    body["stream_options"] = ["include_usage": true]
    body[isCompatible ? "max_tokens" : "max_completion_tokens"] =
      .integer(target.tokenLimit(of: request))
    body["reasoning_effort"] = target.settings.effort.map { .string($0) }
    body["temperature"] = target.settings.temperature.map { .number($0) }
    body["top_p"] = target.settings.topP.map { .number($0) }
    if let output = StructuredOutput(request, target) {
      body["response_format"] = ["type": "json_schema", "json_schema": shape(output)]
    }
    return .object(body)
  }

  private func messages(_ request: ModelRequest, _ target: ModelTarget) -> [JSONValue] {
    let system: [JSONValue] =
      request.system.isEmpty ? [] : [["role": "system", "content": .string(request.system)]]
    return system
      + StructuredOutput.messages(request, target).map {
        ["role": .string($0.role.rawValue), "content": .string($0.text)]
      }
  }

  private func shape(_ output: StructuredOutput) -> JSONValue {
    [
      "name": .string(output.name), "strict": .bool(isCompatible || output.isStrict),
      "schema": isCompatible ? output.schema : output.strictSchema,
    ]
  }

  func decoder(for request: ModelRequest, from target: ModelTarget) -> any AnswerDecoder {
    ChatCompletionsDecoder(redaction: target.redaction)
  }
}

/// Reads `chat.completion.chunk` objects up to `[DONE]`.
struct ChatCompletionsDecoder: AnswerDecoder {
  private let redaction: Redaction
  private(set) var ending: ModelFinish.Reason?
  private(set) var isOver = false
  private(set) var usage: TokenUsage?
  private var isRefusal = false

  init(redaction: Redaction) { self.redaction = redaction }

  mutating func take(_ event: ServerSentEvent) throws(ProviderFailure) -> String {
    if event.data == "[DONE]" {
      isOver = true
      return ""
    }
    let chunk = try json(event)
    if let error = chunk["error"], error != .null {
      let status = error["code"]?.integer ?? 500
      let complaint = ProviderComplaint(chunk, redaction: redaction)
      throw .refused(status: status, complaint, retryAfter: nil)
    }
    usage = Self.usage(chunk["usage"]) ?? usage
    guard let choice = chunk["choices"]?[0] else { return "" }
    if let refusal = choice["delta"]?["refusal"]?.string, !refusal.isEmpty { isRefusal = true }
    if let reason = choice["finish_reason"]?.string { ending = ending(reason) }
    return choice["delta"]?["content"]?.string ?? ""
  }

  private func ending(_ reason: String) -> ModelFinish.Reason {
    switch reason {
    case "length": .length
    case "content_filter": .refusal
    default: isRefusal ? .refusal : .stop
    }
  }

  private static func usage(_ value: JSONValue?) -> TokenUsage? {
    guard let input = value?["prompt_tokens"]?.tokenCount,
      let output = value?["completion_tokens"]?.tokenCount
    else { return nil }
    let cached = value?["prompt_tokens_details"]?["cached_tokens"]?.tokenCount ?? 0
    return TokenUsage(input: input, output: output, cachedInput: min(cached, input))
  }
}
