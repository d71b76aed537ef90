/// What surrounds a run: journal, ledger, store and screen.
///
/// Everything a method has returned from must outlive the process. A thrown error ends the run at
/// once; the same run can be started again from what is stored.
package protocol GenerationHost: Sendable {
  /// What is stored of a call's answer; nil when the call never brought any text and never ended.
  func journal(of call: CallID) async throws -> CallJournal?

  /// Whether the budget allows the call, judged by its ceiling: a sentence for people if not.
  func refusal(of call: GenerationCall) async throws -> String?

  /// Enters a call in the ledger before it is sent. A call that is sent again after the program
  /// died, having brought no text, is entered again: each entry is one request to a provider.
  func begin(_ call: GenerationCall) async throws

  /// Adds text to the call's journal.
  func append(_ text: String, to call: CallID) async throws

  /// Enters what the call came to.
  func settle(_ call: CallID, _ settlement: CallSettlement) async throws

  /// Stores a record; saving it twice is the same as saving it once.
  func save(_ record: GenerationRecord) async throws

  func report(_ progress: GenerationProgress) async
}

/// The stored answer of a call.
package struct CallJournal: Sendable, Equatable {
  /// Every character that arrived, in order.
  package var text: String
  /// Nil while the call runs, and for ever if the program died in it.
  package var end: CallEnd?

  package init(text: String, end: CallEnd?) {
    self.text = text
    self.end = end
  }

  /// The answer that need not be bought again; nil when there is none.
  package var answer: CallAnswer? {
    let end = end ?? .died
    return end.isBroken && text.isEmpty ? nil : CallAnswer(text: text, end: end)
  }
}

/// What a call came to, for the ledger.
package struct CallSettlement: Sendable, Equatable {
  package let end: CallEnd
  /// The provider's count, or Octavo's where the call broke off.
  package let usage: TokenUsage
  /// Who answered, where it is known.
  package let model: ModelName?
  package let error: ModelError?

  package init(
    end: CallEnd, usage: TokenUsage, model: ModelName? = nil, error: ModelError? = nil
  ) {
    self.end = end
    self.usage = usage
    self.model = model
    self.error = error
  }
}
