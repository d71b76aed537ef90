/// A statement set apart, as mathematics and the sciences have them; the raw value is the div's name.
public enum Theorem: String, Sendable, Hashable, CaseIterable {
  case theorem, lemma, proposition, corollary, conjecture, axiom, definition, exercise, remark
  case proof

  /// How a statement is set.
  public enum Style: Sendable, Hashable {
    /// Something claimed, such as a theorem.
    case claim
    /// Something agreed on or posed, such as a definition.
    case definition
    /// Something said by the way.
    case remark
    /// The reasons for a claim, with a mark where they end.
    case proof
  }

  /// How it is set.
  public var style: Style {
    switch self {
    case .theorem, .lemma, .proposition, .corollary, .conjecture, .axiom: .claim
    case .definition, .exercise: .definition
    case .remark: .remark
    case .proof: .proof
    }
  }

  /// The word printed before it, in English.
  public var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension Block {
  /// What the manuscript calls a theorem (`title=`), as it is printed behind the number: `(Euler).`
  /// Nil for none, and for other blocks.
  package var theoremTitle: String? {
    guard case .container(.theorem, _) = content, let title = attributes["title"],
      title.contains(where: { !$0.isWhitespace })
    else { return nil }
    return "(\(title))."
  }

  /// The theorem the block is, where it is counted; nil for proofs and other blocks.
  package var numberedTheorem: Theorem? {
    guard case .container(.theorem(let theorem), _) = content, theorem != .proof,
      !attributes.classes.contains("unnumbered")
    else { return nil }
    return theorem
  }
}

extension [Block] {
  /// Whether a mark may stand behind the last words: whether these are a paragraph's.
  package var endsInParagraph: Bool {
    if case .paragraph? = last?.content { true } else { false }
  }
}

extension [Block] {
  /// Whether the first words are a paragraph's, which a label may begin.
  package var beginsWithParagraph: Bool {
    if case .paragraph? = first?.content { true } else { false }
  }
}
