/// What workers can do.
package enum JobKind: String, Sendable, CaseIterable {
  /// From a keyword to concepts.
  case ideation
  /// From a concept to a plan.
  case outline
  /// One version of a chapter's text.
  case chapter
  /// Files of a book in the object store.
  case export
  /// Forgets what has had its time.
  case sweep
  /// Tells one webhook of one event.
  case webhook

  /// Whether a language model does the work.
  package var needsModels: Bool {
    switch self {
    case .ideation, .outline, .chapter: true
    case .export, .sweep, .webhook: false
    }
  }
}
