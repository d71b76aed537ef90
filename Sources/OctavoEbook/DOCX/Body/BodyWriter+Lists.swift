import OctavoBase
import OctavoBook
import OctavoStyle

/// Lists and definitions.
extension BodyWriter {
  mutating func write(_ list: List, _ outer: BlockContext) {
    writePendingMarkers(outer)
    var context = outer
    context.depth += 1
    context.isTight = list.isTight
    // Within a display a list stands in by the display's own inset.
    if outer.style != .bodyText && outer.depth == 0 {
      context.left += plan.looks[outer.style].paragraph.left
      context.style = .bodyText
    }
    let level = min(outer.depth, NumberingPart.deepestLevel)
    let numbering = outer.numbering ?? ListNumbering(plan.sheet)
    context.numbering = numbering.inside(list)
    let numbers = self.list(for: list, level, numbering.numerals(of: list))
    for item in list.items {
      story.pendingItem = self.item(item, list, numbers, level)
      write(item.blocks, context)
      writePendingMarkers(context)
    }
    if outer.depth == 0 { story.isFirst = true }
  }

  private mutating func list(
    for list: List, _ level: Int, _ numerals: List.Numerals
  ) -> Int {
    guard case .number(let start, let delimiter) = list.marker else {
      return NumberingPart.bulletList
    }
    if start > NumberingPart.largestStart {
      diagnostics.append(
        Diagnostic(
          .warning, "docx.large-number",
          "a list begins with \(start); a document counts from \(NumberingPart.largestStart) at most",
          at: list.items.first?.span))
    }
    return numbering.add(start: start, level: level, .numbers(numerals, delimiter))
  }

  private func item(
    _ item: List.Item, _ list: List, _ number: Int, _ level: Int
  ) -> Story.PendingItem {
    if let isTicked = item.task {
      return Story.PendingItem(
        style: .bullet(level), list: NumberingPart.tasks(isTicked: isTicked), level: level)
    }
    let style: WordStyle = list.marker == .bullet ? .bullet(level) : .number(level)
    return Story.PendingItem(style: style, list: number, level: level)
  }

  mutating func write(_ definitions: [Definition], _ outer: BlockContext) {
    writePendingMarkers(outer)
    for definition in definitions {
      var term = outer
      term.style = .definitionTerm
      begin(.definitionTerm, placed(term))
      write(definition.term, outer.format, outer)
      endParagraph()
      var inner = outer
      if outer.style == .bodyText && outer.depth == 0 {
        inner.style = .definition
      } else {
        inner.left += plan.looks[.definition].paragraph.left
      }
      for description in definition.descriptions { write(description, inner) }
    }
    story.isFirst = true
  }
}
