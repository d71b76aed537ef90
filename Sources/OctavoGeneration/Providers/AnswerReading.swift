import OctavoTransport

/// How far one answer has been read: from bytes through events to text.
struct AnswerReading {
  private(set) var decoder: any AnswerDecoder
  /// The provider has accepted the request: from here on it costs.
  var isAccepted = false
  /// Characters of text handed on.
  private(set) var characters = 0
  private(set) var isBlank = true
  private(set) var estimatedTokens = 0

  private var parser = EventStreamParser()

  init(_ decoder: any AnswerDecoder) { self.decoder = decoder }

  /// How the answer ended, where the connection broke only after the model's own end.
  var endingDespiteFailure: ModelFinish.Reason? { isBlank ? nil : decoder.ending }

  /// Takes bytes and gives the text in them; what came before a failure is text all the same.
  mutating func take(_ bytes: [UInt8]) -> (text: String, failure: (any Error)?) {
    var text = ""
    var failure: (any Error)?
    do {
      for event in try parser.take(bytes) where !decoder.isOver {
        text += try decoder.take(event)
      }
    } catch {
      failure = error
    }
    note(text)
    return (text, failure)
  }

  private mutating func note(_ text: String) {
    guard !text.isEmpty else { return }
    characters += text.count
    estimatedTokens += TokenEstimate.tokens(text)
    isBlank = isBlank && text.allSatisfy(\.isWhitespace)
  }
}
