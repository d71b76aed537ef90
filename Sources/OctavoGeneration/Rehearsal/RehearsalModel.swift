import OctavoJSON

/// A model that is none: placeholder text of the right shapes, from the request alone.
///
/// Needs no key and no network, so that everyone can try the whole path. The same request gives
/// the same text on every machine. English, whatever the language asked for.
package struct RehearsalModel: LanguageModel {
  /// What the models' list and the ledger show: `rehearsal/placeholder`.
  package static let standardName = ModelName(provider: "rehearsal", model: "placeholder")

  private let name: ModelName
  /// Tokens of one answer at most, where the request names no limit.
  private let maxTokens: Int

  /// Words of prose where the prompt asks for no amount.
  private static let usualWords = 400
  /// Words of prose at most.
  private static let mostWords = 20_000
  /// Words in one piece of the stream.
  private static let pieceWords = 8

  package init(name: ModelName = standardName, maxTokens: Int = 100_000) {
    self.name = name
    self.maxTokens = maxTokens
  }

  package func answer(
    _ request: ModelRequest, receive: (ModelEvent) async throws -> Void
  ) async throws {
    let text = try Self.text(for: request, maxTokens: request.tokenLimit(within: maxTokens))
    try await receive(.began(name))
    for piece in Self.pieces(text) {
      try Task.checkCancellation()
      try await receive(.text(piece))
    }
    let usage = TokenEstimate.usage(of: request, answer: text)
    try await receive(.finished(ModelFinish(reason: .stop, usage: usage)))
  }

  /// The whole answer to a request.
  package static func text(
    for request: ModelRequest, maxTokens: Int = 100_000
  ) throws(ModelError) -> String {
    let writer = RehearsalWriter(RehearsalRandom(request), book: request.system)
    guard let format = request.format else {
      let asked = RehearsalTargets(request).words ?? usualWords
      // A word takes about 1.5 tokens by Octavo's own count; the last sentence may go beyond.
      let words = min(asked, mostWords, max(maxTokens * 3 / 5 - 12, 10))
      var prose = RehearsalProse(writer)
      return prose.text(words: words)
    }
    do {
      var values = RehearsalValues(writer, request)
      if let value = values.value(for: try JSONSchema(text: format.schema)) { return value.text() }
    } catch {
      throw ModelError(
        .stop, "rehearsal.bad-schema",
        "the schema '\(format.name)' cannot be used: \(error.message)")
    }
    throw ModelError(
      .stop, "rehearsal.bad-schema",
      "the rehearsal cannot make a value that is valid against the schema '\(format.name)'")
  }

  /// A text cut at blanks into pieces that join to it again.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var blanks = 0
    for letter in text {
      piece.append(letter)
      if letter == " " { blanks += 1 }
      if blanks == pieceWords {
        pieces.append(piece)
        (piece, blanks) = ("", 0)
      }
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}
