import OctavoGeneration
import OctavoJSON

/// What the server has counted: what a client's ledger is compared with.
package struct ServerLedger: Sendable, Equatable {
  /// Connections accepted.
  package var connections = 0
  /// Requests to a model that came in whole, whatever became of them.
  package var calls = 0
  /// Of `calls`, those that were answered with a stream and so cost.
  package var billedCalls = 0
  /// Of `billedCalls`, those whose last event was written.
  package var finishedCalls = 0
  /// Tokens of all billed requests.
  package var inputTokens = 0
  /// Of `inputTokens`, those the cache gave.
  package var cachedTokens = 0
  /// Tokens of text written, also of answers that were cut.
  package var outputTokens = 0
  /// System texts seen, for the prompt cache.
  private var systems: Set<String> = []

  /// Notes a request that will be answered, and says what its input is counted as.
  mutating func bill(_ request: ModelRequest) -> TokenUsage {
    billedCalls += 1
    let input = TokenEstimate.input(of: request)
    let systemTokens = TokenEstimate.tokens(request.system)
    let isKnown = !systems.insert(request.system).inserted
    let usage = TokenUsage(
      input: input, output: 0, cachedInput: isKnown ? systemTokens : 0,
      cacheWrites: isKnown ? 0 : systemTokens)
    inputTokens += input
    cachedTokens += usage.cachedInput
    return usage
  }

  /// The counts as JSON, for clients in other processes.
  var json: String {
    let counts: JSONValue = [
      "connections": .integer(connections), "calls": .integer(calls),
      "billed_calls": .integer(billedCalls), "finished_calls": .integer(finishedCalls),
      "input_tokens": .integer(inputTokens), "cached_tokens": .integer(cachedTokens),
      "output_tokens": .integer(outputTokens),
    ]
    return counts.text()
  }
}
