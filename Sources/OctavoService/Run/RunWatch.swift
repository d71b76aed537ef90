package import OctavoGeneration

/// Hears how a run goes, for people who wait. Called from the run, so it must not be slow.
package protocol RunWatch: Sendable {
  func saw(_ event: RunEvent)

  /// Text arrived for the call of this name; it is in the journal already.
  func streamed(_ text: String, of call: String)
}

extension RunWatch {
  package func streamed(_ text: String, of call: String) {}
}

/// Something worth showing.
package enum RunEvent: Sendable, Equatable {
  /// Where the run is.
  case progress(GenerationProgress)
  /// Words the book is planned to have, and those that are there already.
  case plan(words: Int, written: Int)
  /// A finished piece of so many words is stored.
  case piece(words: Int)
  /// What the project has cost so far, this run's calls included.
  case spent(OctavoGeneration.MicroDollars)
  /// The run could not go on; a provider may have named the seconds to wait.
  case stopped(retryAfter: Double?)
}
