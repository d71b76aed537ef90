/// The prompts of the pipeline. Each is a file `NAME.md`; one whose answer is structured has its
/// shape beside it in `NAME.schema.json`.
package enum PromptName: String, Sendable, CaseIterable {
  /// Maps the landscape of a topic.
  case brainstorm
  /// The thesis of a book that argues.
  case thesisAcademic = "thesis-academic"
  /// The theme of a book that tells.
  case thesisNarrative = "thesis-narrative"
  /// Proposes distinct books.
  case concepts
  /// Parts and chapters.
  case outline
  /// The sections of some chapters.
  case sections
  /// Looks for gaps in an outline.
  case outlineCheck = "outline-check"
  /// Writes a piece of a chapter.
  case section
  /// Goes on with a piece that broke off.
  case resume
  /// Asks for a piece again that cannot be used.
  case rewrite
  /// Sums up a chapter.
  case summary
  /// Gathers what a chapter establishes.
  case facts
  /// Compares a chapter with what was established before.
  case continuity
  /// Asks for a structured answer again that cannot be used.
  case again
  /// Goes on with a structured answer that broke off.
  case resumeAnswer = "resume-answer"

  /// Which step of the policy pays for it.
  package var step: Step {
    switch self {
    case .brainstorm, .concepts, .again, .resumeAnswer: .ideation
    case .thesisAcademic, .thesisNarrative: .thesis
    case .outline, .sections, .outlineCheck: .outline
    case .section, .resume, .rewrite: .chapter
    case .summary, .facts, .continuity: .summary
    }
  }

  /// Whether the answer must have a shape.
  package var isStructured: Bool {
    switch self {
    case .section, .resume, .rewrite, .summary, .again, .resumeAnswer: false
    default: true
    }
  }

  /// The values the prompt may use.
  package var values: [String] { Self.project + own }

  /// What every prompt may say of the book.
  private static let project = [
    "keyword", "genre", "audience", "language", "intent", "kind", "title", "tagline", "thesis",
    "difference", "readers",
  ]

  private var own: [String] {
    switch self {
    case .brainstorm: []
    case .thesisAcademic, .thesisNarrative: ["landscape"]
    case .concepts: ["landscape", "argument", "count", "known"]
    case .outline: ["chapters", "words"]
    case .sections: ["outline", "wanted"]
    case .outlineCheck: ["outline"]
    case .section:
      [
        "outline", "style", "sample", "facts", "before", "chapter", "purpose", "section", "points",
        "position", "needs", "gives", "previous", "words", "instructions", "heading",
        "manner",
      ]
    case .resume: ["tail", "words", "points", "remark"]
    case .rewrite: ["remark", "words"]
    case .summary: ["chapter", "text", "piece", "words"]
    case .facts: ["chapter", "text"]
    case .continuity: ["chapter", "text", "facts"]
    case .again: ["problems"]
    case .resumeAnswer: ["tail"]
    }
  }
}
