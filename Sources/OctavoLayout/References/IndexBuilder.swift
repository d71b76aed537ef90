import OctavoBase
import OctavoBook
import OctavoStyle

/// Makes the index's lines from the marks in the text and the folios they stand on.
struct IndexBuilder {
  private let sheet: StyleSheet
  private let index: BookIndex
  private let printer: IndexPrinter

  init(book: Book, sheet: StyleSheet, numbers: BookNumbers) {
    self.sheet = sheet
    index = BookIndex(book.divisions, language: book.metadata.language)
    printer = IndexPrinter(index, book.metadata.language, numbers.words)
  }

  /// - Parameter labels: knows the folios, so far as they are settled.
  func blocks(_ labels: LabelTable) -> [FlowBlock] {
    let lines = IndexList(index, printer) { labels[$0]?.folio }.lines
    return lines.indices.map { block(lines[$0], isFirst: $0 == 0) }
  }

  /// The page numbers that the lines are made of.
  func reads(_ labels: LabelTable) -> LabelReads {
    var reads = LabelReads()
    record(index.entries, labels, in: &reads)
    return reads
  }

  private func record(
    _ entries: [BookIndex.Entry], _ labels: LabelTable, in reads: inout LabelReads
  ) {
    for entry in entries {
      for place in entry.places {
        for anchor in [place.start, place.end].compactMap(\.self) {
          let reference = Reference(
            target: anchor, form: .page,
            span: SourceSpan(file: SourceID(index: 0), start: 0, end: 0))
          reads.record(LabelReads.Read(reference: reference, value: labels[anchor]?.folio))
        }
      }
      record(entry.entries, labels, in: &reads)
    }
  }

  private func block(_ line: IndexList.Line, isFirst: Bool) -> FlowBlock {
    var style = sheet[line.role]
    if isFirst { style.spaceBefore = .zero }
    if style.alignment == .justify { style.alignment = .left }
    if line.level > 1 {
      // Turned lines of all levels begin at the same place.
      let step = style.text.size * (line.level - 1)
      style.insetLeft += step
      style.indent = min(style.indent + step, .zero)
    }
    if line.isHeadAlone { style.keepWithNext = true }
    var flattener = InlineFlattener(
      surroundings: InlineFlattener.Surroundings(
        sheet: sheet, resolve: { _ in nil }, notes: nil))
    flattener.append(line.content, style: style.text)
    let paragraph = FlowParagraph(text: flattener.text, style: style, role: line.role)
    var block = FlowBlock(.paragraphs([paragraph]), role: line.role, style: style)
    block.continuesDisplay = !isFirst
    return block
  }
}
