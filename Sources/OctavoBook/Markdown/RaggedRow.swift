import OctavoBase

/// A table's row as it is written, with more cells than the table has columns: GFM leaves the rest
/// out of the table (GFM spec, “Tables”).
struct RaggedRow {
  /// Cells of the row.
  let cells: Int
  /// Where what the columns do not take begins, and its text without white space around it.
  let excess: (offset: Int, text: String)

  /// Nil where the columns take all that the row holds.
  ///
  /// - Parameters:
  ///   - start: where in `text` the row begins; it ends with its line.
  init?(_ text: [UInt8], start: Int, columns: Int) {
    let start = text[start...].firstIndex { !AttributeParser.isSpace($0) } ?? text.endIndex
    var end = start
    while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
    while end > start, AttributeParser.isSpace(text[end - 1]) { end -= 1 }
    var strokes: [Int] = []
    var index = start
    while index < end {
      // A stroke after a backslash belongs to its cell, unless the backslash is itself escaped.
      if text[index] == Self.stroke { strokes.append(index) }
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    if strokes.first == start { strokes.removeFirst() }
    if strokes.last == end - 1 { strokes.removeLast() }
    guard strokes.count >= columns, columns > 0 else { return nil }
    cells = strokes.count + 1
    let rest = text[(strokes[columns - 1] + 1)..<end]
    let isBlank = rest.allSatisfy { $0 == Self.stroke || AttributeParser.isSpace($0) }
    guard !isBlank else { return nil }
    let words = rest.trimmingPrefix { AttributeParser.isSpace($0) }
    let isWord: (UInt8) -> Bool = { $0 != Self.stroke && !AttributeParser.isSpace($0) }
    let last = words.lastIndex(where: isWord) ?? words.startIndex
    let shown = String(decoding: words[words.startIndex...last], as: UTF8.self)
    let isLong = shown.count > Self.mostShown
    excess = (words.startIndex, isLong ? shown.prefix(Self.mostShown) + "…" : shown)
  }

  /// Characters of the text that a message shows.
  private static let mostShown = 60

  private static let stroke = UInt8(ascii: "|")
}

extension DocumentConverter {
  /// Says what of a row the table leaves out.
  mutating func reportExcess(ofRowAt span: SourceSpan, columns: Int) {
    let text = record.file.text
    guard let row = RaggedRow(text, start: Int(span.start), columns: columns) else { return }
    report(
      .warning, "book.ragged-row",
      "the row has \(row.cells) cells, the table \(columns) \(columns == 1 ? "column" : "columns"): “\(row.excess.text)” is left out",
      record.span(row.excess.offset, Int(span.end)),
      hints: ["give the table another column, or write \\| for a stroke within a cell"])
  }
}
