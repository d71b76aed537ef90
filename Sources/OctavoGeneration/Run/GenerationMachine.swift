/// A step of the pipeline as a pure state machine: events in, actions out.
///
/// It reads no clock and calls nothing. Given the same answers it asks for the same calls in the
/// same order, which is what makes a run resumable: `GenerationDriver` answers from the journal
/// what was paid for before.
package protocol GenerationMachine: Sendable {
  associatedtype Product: Sendable

  /// Takes one event and says what is to be done, in order.
  ///
  /// Until `result` is there, the actions after `start`, `answered` and `failed` end with exactly
  /// one `call`; those after `streamed` hold none.
  mutating func handle(_ event: GenerationEvent) -> [GenerationAction]

  /// What came of it; nil while work is left.
  var result: GenerationResult<Product>? { get }
}

/// What a machine is told.
package enum GenerationEvent: Sendable {
  case start
  /// The next piece of the running call's answer; it is in the journal already.
  case streamed(String)
  /// The running call is over.
  case answered(CallAnswer)
  /// The running call gave nothing.
  case failed(CallFailure)
}

/// What a machine wants done.
package enum GenerationAction: Sendable {
  case call(GenerationCall)
  /// End the running call: what comes is not wanted.
  case cut(StreamFault)
  case save(GenerationRecord)
  case report(GenerationProgress)
}

/// How a machine ended.
package enum GenerationResult<Product: Sendable>: Sendable {
  case done(Product)
  /// The budget or the provider stopped the work; running it again goes on where it stopped.
  case stopped(GenerationFailure)
  /// The bounded attempts are used up. What was kept is saved; a new round may be asked for.
  case failed(GenerationFailure)

  /// The product; nil unless all went well.
  package var product: Product? { if case .done(let product) = self { product } else { nil } }

  /// What went wrong; nil when all went well.
  package var failure: GenerationFailure? {
    switch self {
    case .done: nil
    case .stopped(let failure), .failed(let failure): failure
    }
  }
}

/// Why a step came to no end, in words for people.
package struct GenerationFailure: Error, Sendable, Equatable {
  /// A stable name, such as `generation.too-few-concepts`.
  package let code: String
  /// One sentence: what happened.
  package let message: String
  /// What is there all the same, such as `3 of 5 sections of “The Harbour”`.
  package let kept: [String]
  /// Seconds a provider asked to be left alone for; nil where none did.
  package let retryAfter: Double?

  package init(
    _ code: String, _ message: String, kept: [String] = [], retryAfter: Double? = nil
  ) {
    self.code = code
    self.message = message
    self.kept = kept
    self.retryAfter = retryAfter
  }

  /// The failure a call's failure leads to.
  package init(_ failure: CallFailure, kept: [String] = []) {
    switch failure {
    case .model(let error):
      var wait: Double?
      if case .retry(let seconds) = error.remedy { wait = seconds }
      self.init(error.code, error.message, kept: kept, retryAfter: wait)
    case .budget(let sentence): self.init("generation.budget-reached", sentence, kept: kept)
    }
  }
}

/// Where a run is, for a person who waits.
package struct GenerationProgress: Sendable, Equatable {
  /// The great steps, in order.
  package enum Stage: String, Sendable, CaseIterable {
    case ideation, thesis, concepts, outline, check, writing, review
  }

  package let stage: Stage
  /// What is being worked on, such as a chapter's title; empty for the book as a whole.
  package let subject: String
  /// Units of the stage that are finished, of `total`.
  package let done: Int
  package let total: Int
  /// Words of the text in work, so far; 0 where no prose is written.
  package let words: Int
  /// The chapter's number from 1, of so many; 0 where no chapter is in work.
  package var chapter = 0
  package var chapters = 0

  package init(_ stage: Stage, subject: String = "", done: Int, total: Int, words: Int = 0) {
    self.stage = stage
    self.subject = subject
    self.done = done
    self.total = total
    self.words = words
  }
}
