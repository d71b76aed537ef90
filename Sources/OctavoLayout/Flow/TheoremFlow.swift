import OctavoBase
import OctavoBook
import OctavoStyle

/// Theorems, definitions and proofs as flow blocks: the label begins the first paragraph.
extension FlowBuilder {
  mutating func addTheorem(
    _ theorem: Theorem, _ inner: [Block], _ block: Block, _ context: Context
  ) {
    let role = StyleRole.theorem(theorem.style)
    let start = blocks.count
    let style = nested(sheet[role], context)
    let label = label(of: theorem, block, style)
    addDisplay(inner, role: role, context)
    place(label, at: inner.beginsWithParagraph ? start : nil, since: start, role, style)
    if theorem == .proof { addProofMark(since: start, role, style, inner) }
    guard start < blocks.count else { return }
    blocks[start].style.spaceBefore = sheet[role].spaceBefore
    blocks[blocks.count - 1].style.spaceAfter = sheet[role].spaceAfter
  }

  /// `Theorem 2.1 (Euler). `, in the looks of its parts.
  private func label(
    of theorem: Theorem, _ block: Block, _ style: ParagraphStyle
  ) -> ParagraphText {
    let body = sheet[.body].text.size
    let look = sheet[.theoremLabel(theorem.style)].labelling(style.text, bodySize: body)
    var text = ParagraphText()
    text.source = block.span
    var plain = style.text
    plain.isItalic = sheet[.body].text.isItalic
    text.append((numbers.label(ofTheorem: block) ?? "").utf8, style: look)
    if let title = block.theoremTitle {
      text.append(" ".utf8, style: plain)
      text.append(title.utf8, style: plain)
    } else {
      text.append(".".utf8, style: look)
    }
    text.append("\u{2002}".utf8, style: plain)
    return text
  }

  /// Puts the label before the first paragraph, or alone where something else begins.
  ///
  /// - Parameter first: the block that begins with it; nil where none can.
  private mutating func place(
    _ label: ParagraphText, at first: Int?, since start: Int, _ role: StyleRole,
    _ style: ParagraphStyle
  ) {
    if let first, first < blocks.count, case .paragraphs(var paragraphs) = blocks[first].content {
      var text = label
      text.append(paragraphs[0].text)
      paragraphs[0].text = text
      paragraphs[0].style.indent = style.indent
      blocks[first].content = .paragraphs(paragraphs)
      return
    }
    var alone = FlowBlock(
      .paragraphs([FlowParagraph(text: label, style: style, role: role)]), role: role, style: style)
    alone.style.keepWithNext = start < blocks.count
    if start < blocks.count {
      alone.panels = blocks[start].panels
      blocks[start].continuesDisplay = true
      blocks[start].style.spaceBefore = .zero
    }
    alone.span = label.source
    blocks.insert(alone, at: start)
  }

  /// The mark behind a proof's last words; in a line of its own where it ends with something else.
  private mutating func addProofMark(
    since start: Int, _ role: StyleRole, _ style: ParagraphStyle, _ inner: [Block]
  ) {
    guard !sheet.blocks.proofMark.isEmpty else { return }
    let look = sheet[.proofLabel].applied(to: style.text, bodySize: sheet[.body].text.size)
    var upright = look
    upright.isItalic = false
    let last = blocks.count - 1
    if inner.endsInParagraph, last >= start, case .paragraphs(var paragraphs) = blocks[last].content
    {
      var text = paragraphs[paragraphs.count - 1].text
      text.append(" ".utf8, style: upright)
      text.append(sheet.blocks.proofMark.utf8, style: upright)
      paragraphs[paragraphs.count - 1].text = text
      paragraphs[paragraphs.count - 1].endsFlush = true
      blocks[last].content = .paragraphs(paragraphs)
      return
    }
    var text = ParagraphText()
    text.append(sheet.blocks.proofMark.utf8, style: upright)
    var own = style
    own.alignment = .right
    own.spaceBefore = .zero
    blocks.append(
      FlowBlock(
        .paragraphs([FlowParagraph(text: text, style: own, role: role)]), role: role, style: own))
    blocks[blocks.count - 1].continuesDisplay = true
  }
}
