import OctavoBase
import OctavoBook
import OctavoStyle

/// The works of a bibliography as flow blocks: turned lines hang, numbers stand in a column.
extension FlowBuilder {
  mutating func addBibliography(_ works: [Block], _ context: Context) {
    let start = blocks.count
    let highest = works.map(\.workNumber).max() ?? 0
    let column = numberColumn(highest)
    for work in works {
      guard case .container(.bibliographyEntry(let number), let inner) = work.content else {
        add([work], context)
        continue
      }
      let first = blocks.count
      addWork(inner, number: number, column: column, context)
      if let id = work.attributes.id, blocks.count > first { blocks[first].anchors.append(id) }
    }
    let style = sheet[.bibliographyEntry]
    guard start < blocks.count else { return }
    for index in start + 1..<max(blocks.count, start + 1) { blocks[index].continuesDisplay = true }
    blocks[blocks.count - 1].style.spaceAfter = style.spaceAfter
    startAnew()
  }

  mutating func addWork(
    _ inner: [Block], number: Int?, column: Length, _ context: Context
  ) {
    for block in inner {
      guard case .paragraph(let inlines) = block.content else { continue }
      var style = nested(sheet[.bibliographyEntry], context)
      if number != nil {
        style.insetLeft = context.insetLeft + column
        style.indent = .zero
      }
      var paragraph = FlowParagraph(
        text: flatten(inlines, style.text, block.span, context), style: style,
        role: .bibliographyEntry)
      if let number { paragraph.marker = marker(number, style, column: column) }
      var flow = FlowBlock(.paragraphs([paragraph]), role: .bibliographyEntry, style: style)
      flow.span = block.span
      blocks.append(flow)
    }
  }

  private func marker(_ number: Int, _ style: ParagraphStyle, column: Length) -> FlowMarker {
    var text = ParagraphText()
    text.append(
      Self.label(number).utf8,
      style: sheet[.bibliographyNumber].applied(to: style.text, bodySize: sheet[.body].text.size))
    return FlowMarker(
      text: text, left: style.insetLeft - column, width: column - style.text.size.scaled(2, 5),
      isFlushLeft: false)
  }

  private static func label(_ number: Int) -> String { "[\(number)]" }

  /// The width of the column of numbers: figures are half an em wide, brackets a third.
  func numberColumn(_ highest: Int) -> Length {
    let size = sheet[.bibliographyEntry].text.size
    return size.scaled("\(highest)".count * 5 + 11, 10)
  }
}

extension Block {
  /// The number of a work; 0 for none.
  fileprivate var workNumber: Int {
    if case .container(.bibliographyEntry(let number), _) = content { number ?? 0 } else { 0 }
  }
}
