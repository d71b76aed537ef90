import OctavoBase
import OctavoBook
import OctavoStyle

/// Theorems, proofs, and the works of the bibliography.
extension BodyWriter {
  /// What begins a theorem's first paragraph.
  struct TheoremLabel {
    /// `Theorem 2.1`, with a full stop where no title follows.
    let words: String
    /// `(Euler).`; nil for none.
    let title: String?
    let style: Theorem.Style

    var flag: RunFormat.Flags {
      style == .claim || style == .definition ? .theoremLabel : .proofLabel
    }
  }

  mutating func write(
    _ theorem: Theorem, _ inner: [Block], _ block: Block, _ context: BlockContext
  ) {
    writePendingMarkers(context)
    let label = plan.numbers.label(ofTheorem: block) ?? ""
    let title = block.theoremTitle
    story.pendingLabel = TheoremLabel(
      words: title == nil ? label + "." : label, title: title, style: theorem.style)
    let style = WordStyle.theorem(theorem.style)
    var own = context
    own.style = style
    if !inner.beginsWithParagraph { writeLabelAlone(own) }
    let mark = theorem == .proof ? plan.sheet.blocks.proofMark : ""
    writeTheorem(inner, style, mark: inner.endsInParagraph ? mark : "", context)
    guard !mark.isEmpty, !inner.endsInParagraph else { return }
    var options = placed(own)
    options.alignment = .right
    begin(style, options)
    put(mark, RunFormat(flags: .proofLabel))
    endParagraph()
  }

  /// The text, its last paragraph with the mark.
  private mutating func writeTheorem(
    _ inner: [Block], _ style: WordStyle, mark: String, _ context: BlockContext
  ) {
    guard !mark.isEmpty else { return writeDisplay(inner, style, context) }
    if inner.count > 1 { writeDisplay(Array(inner.dropLast()), style, context) }
    story.pendingMark = mark
    writeDisplay(Array(inner.suffix(1)), style, context)
  }

  mutating func writePendingLabel(_ context: BlockContext) {
    guard let label = story.pendingLabel else { return }
    story.pendingLabel = nil
    put(label.words + "\u{2002}", RunFormat(flags: label.flag))
    guard let title = label.title else { return }
    var format = RunFormat()
    let look = plan.looks[WordStyle.theorem(label.style)].run
    if look.isItalic { format.flags = [.emphasis, .isInItalic] }
    emit(title, format)
    if counts { cursor.endWord() }
    put(" ", RunFormat())
  }

  /// The label in a paragraph of its own, where something else than a paragraph follows.
  mutating func writeLabelAlone(_ context: BlockContext) {
    guard let label = story.pendingLabel else { return }
    var options = placed(context)
    options.keepsWithNext = true
    begin(WordStyle.theorem(label.style), options)
    writePendingLabel(context)
    endParagraph()
  }

  mutating func writePendingMark() {
    guard let mark = story.pendingMark else { return }
    story.pendingMark = nil
    put("\u{2003}" + mark, RunFormat(flags: .proofLabel))
  }

  // MARK: Works

  mutating func write(work inner: [Block], _ number: Int?, _ context: BlockContext) {
    for part in inner {
      guard case .paragraph(let inlines) = part.content else { continue }
      var own = context
      own.style = .bibliography
      begin(.bibliography, placed(own))
      if let number { put("[\(number)]\u{2002}", RunFormat(flags: .bibliographyNumber)) }
      write(inlines, own.format, own)
      endParagraph()
    }
    story.isFirst = true
  }
}
