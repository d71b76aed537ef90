import CMarkGFM
import OctavoBase

/// Finds where a place in a paragraph's text stood in the file.
///
/// cmark keeps a paragraph's lines without the prefixes of the quotes and lists around it, and its
/// own columns ignore that. Each kept line is a piece of its source line, so it is searched there,
/// once a line; calls come in ascending order.
struct SourcePositions {
  private let file: SourceFile
  private let firstLine: Int
  private var node: UnsafeMutablePointer<cmark_node>?
  /// Bounds in the text of the line last looked at.
  private var lineStart = 0
  private var lineEnd = -1
  /// 1-based line of the file.
  private var sourceLine = 0
  /// Where the line's first kept byte stands in the file.
  private var base = 0

  init(file: SourceFile, firstLine: Int) {
    self.file = file
    self.firstLine = firstLine
  }

  /// The file offset of byte `index` of the text of `node`, a leaf block.
  mutating func offset(in node: UnsafeMutablePointer<cmark_node>, at index: Int) -> Int {
    let content = node.pointee.content
    let text = UnsafeBufferPointer(start: content.ptr, count: Int(content.size))
    if self.node != node || index < lineStart {
      self.node = node
      sourceLine = firstLine + Int(node.pointee.start_line)
      enterLine(0, text, from: max(0, Int(node.pointee.start_column) - 1))
    }
    while index > lineEnd, lineEnd < text.count {
      sourceLine += 1
      enterLine(lineEnd + 1, text, from: 0)
    }
    return min(base + max(0, index - lineStart), file.text.count)
  }

  private mutating func enterLine(
    _ start: Int, _ text: UnsafeBufferPointer<UInt8>, from column: Int
  ) {
    lineStart = start
    lineEnd = start
    while lineEnd < text.count, text[lineEnd] != 0x0A { lineEnd += 1 }
    var end = lineEnd
    while end > start, AttributeParser.isSpace(text[end - 1]) { end -= 1 }
    let piece = UnsafeBufferPointer(rebasing: text[min(start, end)..<end])
    // A paragraph's first lines may have been link definitions, which cmark drops.
    let last = column > 0 || start > 0 ? sourceLine : min(sourceLine + 40, file.lineStarts.count)
    for line in sourceLine...max(sourceLine, last) {
      if let found = find(piece, line: line, from: line == sourceLine ? column : 0) {
        (sourceLine, base) = (line, found)
        return
      }
    }
    base = file.offset(line: sourceLine, byteColumn: column + 1)
  }

  private func find(_ piece: UnsafeBufferPointer<UInt8>, line: Int, from column: Int) -> Int? {
    let start = file.offset(line: line, byteColumn: column + 1)
    let end = file.offset(line: line + 1, byteColumn: 1)
    guard !piece.isEmpty, start + piece.count <= end else { return piece.isEmpty ? start : nil }
    return file.text.withUnsafeBufferPointer { source in
      for place in start...(end - piece.count)
      where source[place] == piece[0]
        && source[place..<place + piece.count].elementsEqual(piece)
      {
        return place
      }
      return nil
    }
  }
}
