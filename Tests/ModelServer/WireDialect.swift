import Foundation
import OctavoGeneration
import OctavoJSON

/// The wire formats the server speaks.
package enum WireDialect: String, Sendable, CaseIterable {
  case chat, responses, messages

  var path: String {
    switch self {
    case .chat: "/chat/completions"
    case .responses: "/responses"
    case .messages: "/messages"
    }
  }

  /// What a body asks for.
  func modelRequest(_ body: [String: Any]) -> ModelRequest {
    let all = (body["messages"] ?? body["input"]) as? [[String: Any]] ?? []
    var system = Self.text(body["system"] ?? body["instructions"])
    var messages: [ModelRequest.Message] = []
    for message in all {
      let text = Self.text(message["content"])
      switch message["role"] as? String {
      case "system", "developer": system += text
      case "assistant": messages.append(ModelRequest.Message(.assistant, text))
      default: messages.append(ModelRequest.Message(.user, text))
      }
    }
    let limit = ["max_tokens", "max_completion_tokens", "max_output_tokens"]
      .lazy.compactMap { body[$0] as? Int }.first
    return ModelRequest(
      step: .chapter, system: system, messages: messages, format: format(body), maxTokens: limit)
  }

  private func format(_ body: [String: Any]) -> ModelRequest.Format? {
    let shape: [String: Any]? =
      switch self {
      case .chat: (body["response_format"] as? [String: Any])?["json_schema"] as? [String: Any]
      case .responses: (body["text"] as? [String: Any])?["format"] as? [String: Any]
      case .messages: (body["tools"] as? [[String: Any]])?.first
      }
    guard let shape, let schema = shape["schema"] ?? shape["input_schema"],
      let data = try? JSONSerialization.data(withJSONObject: schema, options: .sortedKeys)
    else { return nil }
    return ModelRequest.Format(
      name: shape["name"] as? String ?? "", schema: String(decoding: data, as: UTF8.self))
  }

  /// Text given as such or as a list of blocks.
  private static func text(_ value: Any?) -> String {
    if let text = value as? String { return text }
    let blocks = value as? [[String: Any]] ?? []
    return blocks.compactMap { $0["text"] as? String }.joined()
  }
}

/// How a scripted answer ends.
enum WireEnding: Sendable, Equatable {
  case stop, length, refusal
}

/// The events of one answer, in a dialect's own order and names.
struct WireEvents {
  let dialect: WireDialect
  let model: String
  /// Whether the text is a tool's input (messages only).
  let isTool: Bool
  /// Nil to say nothing of it, as some servers do.
  let usage: TokenUsage?

  /// What comes before the text.
  var opening: [String] {
    switch dialect {
    case .chat: [chunk(["role": "assistant", "content": ""], nil)]
    case .responses:
      [
        event("response.created", ["response": ["id": "resp_1", "status": "in_progress"]]),
        event("response.output_item.added", ["output_index": 0]),
      ]
    case .messages:
      [
        event("message_start", ["message": messageStart]),
        event("content_block_start", ["index": 0, "content_block": block]),
        event("ping", [:]),
      ]
    }
  }

  /// One piece of text.
  func piece(_ text: String) -> String {
    switch dialect {
    case .chat: chunk(["content": text], nil)
    case .responses:
      event("response.output_text.delta", ["output_index": 0, "delta": text])
    case .messages:
      event(
        "content_block_delta",
        [
          "index": 0,
          "delta": isTool
            ? ["type": "input_json_delta", "partial_json": text]
            : ["type": "text_delta", "text": text],
        ])
    }
  }

  /// What comes after the text; `output` is the count of tokens sent.
  func closing(_ ending: WireEnding, output: Int) -> [String] {
    switch dialect {
    case .chat: chatClosing(ending, output)
    case .responses: responsesClosing(ending, output)
    case .messages: messagesClosing(ending, output)
    }
  }

  /// A complaint within the stream, in the dialect's usual words or others.
  func complaint(_ message: String?) -> String {
    switch dialect {
    case .chat: data(["error": ["code": 500, "message": message ?? "the server had an error"]])
    case .responses:
      event(
        "error", ["code": "server_error", "message": message ?? "the server had an error"])
    case .messages:
      event("error", ["error": ["type": "overloaded_error", "message": message ?? "Overloaded"]])
    }
  }

  // MARK: Chat completions

  private func chunk(_ delta: [String: Any], _ reason: String?) -> String {
    let choice: [String: Any] = [
      "index": 0, "delta": delta, "finish_reason": reason as Any? ?? NSNull(),
    ]
    return data([
      "id": "chatcmpl-1", "object": "chat.completion.chunk", "model": model, "choices": [choice],
    ])
  }

  private func chatClosing(_ ending: WireEnding, _ output: Int) -> [String] {
    var events: [String] = []
    switch ending {
    case .stop: events.append(chunk([:], "stop"))
    case .length: events.append(chunk([:], "length"))
    case .refusal:
      events += [chunk(["refusal": "I cannot help with that."], nil), chunk([:], "stop")]
    }
    if let usage {
      let counts: [String: Any] = [
        "prompt_tokens": usage.input, "completion_tokens": output,
        "prompt_tokens_details": ["cached_tokens": usage.cachedInput],
      ]
      events.append(
        data([
          "id": "chatcmpl-1", "object": "chat.completion.chunk", "model": model,
          "choices": [Any](), "usage": counts,
        ]))
    }
    return events + ["data: [DONE]\n\n"]
  }

  // MARK: Responses

  private func responsesClosing(_ ending: WireEnding, _ output: Int) -> [String] {
    var response: [String: Any] = ["id": "resp_1", "status": "completed"]
    if let usage {
      response["usage"] = [
        "input_tokens": usage.input, "output_tokens": output,
        "input_tokens_details": ["cached_tokens": usage.cachedInput],
      ]
    }
    switch ending {
    case .stop: return [event("response.completed", ["response": response])]
    case .refusal:
      return [
        event("response.refusal.delta", ["delta": "I cannot help with that."]),
        event("response.completed", ["response": response]),
      ]
    case .length:
      response["status"] = "incomplete"
      response["incomplete_details"] = ["reason": "max_output_tokens"]
      return [event("response.incomplete", ["response": response])]
    }
  }

  // MARK: Messages

  private var block: [String: Any] {
    isTool
      ? ["type": "tool_use", "id": "toolu_1", "input": [String: Any]()]
      : ["type": "text", "text": ""]
  }

  private var messageStart: [String: Any] {
    var message: [String: Any] = ["id": "msg_1", "role": "assistant", "model": model]
    if let usage {
      message["usage"] = [
        "input_tokens": usage.input - usage.cachedInput - usage.cacheWrites,
        "cache_read_input_tokens": usage.cachedInput,
        "cache_creation_input_tokens": usage.cacheWrites, "output_tokens": 1,
      ]
    }
    return message
  }

  private func messagesClosing(_ ending: WireEnding, _ output: Int) -> [String] {
    let reason =
      switch ending {
      case .stop: isTool ? "tool_use" : "end_turn"
      case .length: "max_tokens"
      case .refusal: "refusal"
      }
    var delta: [String: Any] = ["delta": ["stop_reason": reason]]
    if usage != nil { delta["usage"] = ["output_tokens": output] }
    return [
      event("content_block_stop", ["index": 0]), event("message_delta", delta),
      event("message_stop", [:]),
    ]
  }

  // MARK: Events

  private func event(_ type: String, _ fields: [String: Any]) -> String {
    "event: \(type)\n" + data(fields.merging(["type": type]) { $1 })
  }

  private func data(_ object: [String: Any]) -> String {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = (try? JSONSerialization.data(withJSONObject: object, options: options)) ?? Data()
    return "data: " + String(decoding: bytes, as: UTF8.self) + "\n\n"
  }
}
