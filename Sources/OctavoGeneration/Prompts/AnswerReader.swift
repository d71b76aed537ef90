/// Reads structured answers: finds the JSON in what a model wrote, mends it and checks its shape.
package protocol AnswerReader: Sendable {
  /// The answer as strict JSON text that fits the schema, or what is wrong with it, in words that
  /// can be shown to the model.
  ///
  /// An answer that breaks off is not mended by closing what is open: it is reported as cut short,
  /// so that the rest can be asked for.
  func json(in answer: String, schema: String) -> Result<String, AnswerProblem>
}

/// Why a structured answer cannot be used.
package struct AnswerProblem: Error, Sendable, Equatable {
  /// Sentences for the model.
  package let problems: [String]
  /// Whether the text seems to break off: then going on may mend it.
  package let isCutShort: Bool

  package init(_ problems: [String], isCutShort: Bool = false) {
    self.problems = problems
    self.isCutShort = isCutShort
  }
}
