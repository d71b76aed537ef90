import OctavoJSON
import OctavoTransport

/// The wire format a provider speaks.
package enum DialectName: String, Sendable, CaseIterable {
  /// OpenAI's chat completions.
  case chat = "openai-chat"
  /// OpenAI's responses.
  case responses = "openai-responses"
  /// Chat completions as Ollama, llama.cpp and vLLM understand them.
  case compatible = "openai-compatible"
  /// Anthropic's messages.
  case messages = "anthropic-messages"
  /// No wire at all: placeholder text made here.
  case rehearsal

  /// How requests are written and answers read; nil for the rehearsal.
  var dialect: (any Dialect)? {
    switch self {
    case .chat: ChatCompletionsDialect(isCompatible: false)
    case .compatible: ChatCompletionsDialect(isCompatible: true)
    case .responses: ResponsesDialect()
    case .messages: MessagesDialect()
    case .rehearsal: nil
    }
  }
}

/// Writes requests in a provider's wire format and reads its answers. Pure.
protocol Dialect: Sendable {
  /// The address requests are posted to.
  func address(base: String) -> String
  /// Header fields beyond the content's type: mostly the key.
  func headers(key: Secret?) -> [HTTPHeader]
  func body(_ request: ModelRequest, to target: ModelTarget) -> JSONValue
  func decoder(for request: ModelRequest, from target: ModelTarget) -> any AnswerDecoder
}

extension Dialect {
  /// The whole request as it goes over the wire.
  func httpRequest(_ request: ModelRequest, to target: ModelTarget) -> HTTPRequest {
    let content = [
      HTTPHeader("content-type", "application/json"), HTTPHeader("accept", "text/event-stream"),
    ]
    return HTTPRequest(
      "POST", address(base: target.access.baseAddress),
      headers: content + headers(key: target.access.key),
      body: Array(body(request, to: target).text().utf8), timeouts: target.settings.timeouts)
  }
}

/// Reads the events of one answer: a state machine fed one event at a time.
protocol AnswerDecoder: Sendable {
  /// Takes the next event and gives the text in it, often none. Throws what the provider says went
  /// wrong.
  mutating func take(_ event: ServerSentEvent) throws(ProviderFailure) -> String

  /// How the answer ended, once the model's own end has come: without it the text is cut.
  var ending: ModelFinish.Reason? { get }
  /// Whether the stream's last event has come, after which nothing more is of use.
  var isOver: Bool { get }
  /// What the provider has counted so far.
  var usage: TokenUsage? { get }
}

extension JSONValue {
  /// Tokens of one call that a provider may have counted: no model takes or gives more in one.
  private static let plausible = 0...10_000_000

  /// The number where it can be a count of tokens; nil for nonsense.
  var tokenCount: Int? { integer.flatMap { Self.plausible.contains($0) ? $0 : nil } }
}

extension AnswerDecoder {
  /// The JSON of an event's data.
  func json(_ event: ServerSentEvent) throws(ProviderFailure) -> JSONValue {
    do {
      return try JSONParser.parse(event.data)
    } catch {
      throw .brokenEvent(error.message)
    }
  }
}
