/// The stable name of one call to a model, such as `chapter/c-1f/v1/s-2a/r0/a1`.
///
/// Made from what is asked for and never from the clock, so that a run that starts again names the
/// same calls and finds what was already paid for in the journal.
package struct CallID: Sendable, Hashable, Codable {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// What the names of all calls for a version of a chapter begin with.
  static func chapter(_ chapter: NodeID, version: Int, of project: String) -> CallID {
    CallID("\(project)/chapter/\(chapter)/v\(version)")
  }

  /// The name of a call within this one.
  package func appending(_ part: String) -> CallID { CallID("\(text)/\(part)") }
}

/// A request together with its name and what it may cost at most.
package struct GenerationCall: Sendable, Equatable {
  package let id: CallID
  package let request: ModelRequest
  /// Tokens at most: the prompt as Octavo counts it, and all of the answer that is allowed.
  package let ceiling: TokenUsage

  /// Makes a call and counts its ceiling; without `maxTokens` the answer counts as 4,096 tokens.
  package init(id: CallID, request: ModelRequest) {
    self.id = id
    self.request = request
    let texts = [request.system, request.format?.schema ?? ""] + request.messages.map(\.text)
    ceiling = TokenUsage(
      input: texts.reduce(0) { $0 + TextTokens.count($1) },
      output: request.maxTokens ?? Self.usualLimit, isEstimate: true)
  }

  /// Tokens an answer without a limit of its own is counted with.
  private static let usualLimit = 4_096
}

/// How the text of a call came to its end, so far as is known.
package enum CallEnd: Sendable, Equatable {
  /// The provider says so. Never proof that the text is complete.
  case finished(ModelFinish.Reason)
  /// Octavo hung up.
  case cut(StreamFault)
  /// The connection ended first, or someone ended the run.
  case interrupted
  /// The program died in it: nobody's fault, and so no attempt that failed.
  case died

  /// Whether the text stops where it does for no reason of its own.
  package var isBroken: Bool { self == .interrupted || self == .died }
}

/// Why a stream is not worth reading on.
package enum StreamFault: String, Sendable, Equatable, Codable {
  /// The text goes round in circles, or repeats an earlier chapter.
  case repetition
  /// The text is in another language than the book.
  case language
  /// The text runs far past what was asked for.
  case length
}

/// All the text of one call, and how it ended.
package struct CallAnswer: Sendable, Equatable {
  package let text: String
  package let end: CallEnd

  package init(text: String, end: CallEnd) {
    self.text = text
    self.end = end
  }
}

/// Why a call gave nothing.
package enum CallFailure: Sendable, Equatable {
  case model(ModelError)
  /// The budget does not allow the call; the text is the sentence for people.
  case budget(String)
}
