import OctavoBase
import OctavoBook
import OctavoStyle

/// The index: a field filled in with the printed page numbers, and the marks it is made from.
extension BodyWriter {
  /// The lines in the order they are printed. Links would be lost when a word processor fills the
  /// field in anew: there are none.
  mutating func writeIndex() {
    counts = false
    let lines = IndexList(plan.book, words: plan.numbers.words) { folio(of: $0) }.lines
    isInLink = true
    for (index, line) in lines.enumerated() {
      let isLetter = line.role == .indexLetter
      begin(isLetter ? .indexHeading : WordStyle.index[min(line.level, 2)])
      if index == 0 {
        beginField("INDEX \\h \"A\" \\e \", \" \\c \"\(plan.sheet.blocks.indexColumns)\"")
      }
      write(line.content, RunFormat(), BlockContext())
      if index == lines.count - 1 { endField() }
      endParagraph()
    }
    isInLink = false
  }

  /// A mark for the index; one that closes a range ends the bookmark that gives its pages.
  mutating func writeIndexMark(_ mark: IndexMark) {
    if plan.book.divisions.contains(where: { $0.kind == .index }), counts {
      // A mark stands before the word after it.
      places[mark.anchor] = (divisionIndex, cursor.place)
    }
    let entry = Self.instruction(mark.terms)
    switch mark.purpose {
    case .place: hiddenField("XE \"\(entry)\"")
    case .opens:
      guard let end = plan.ranges[mark.anchor], openRanges[end] == nil else {
        return hiddenField("XE \"\(entry)\"")
      }
      let name = bookmarks.name(.range, mark.anchor)
      openRanges[end] = openBookmark(name)
      hiddenField("XE \"\(entry)\" \\r \"\(name)\"")
    case .closes:
      guard let number = openRanges.removeValue(forKey: mark.anchor) else {
        return hiddenField("XE \"\(entry)\"")
      }
      closeBookmark(number)
    case .see(let targets): hiddenField("XE \"\(entry)\" \\t \"\(pointer("see", targets))\"")
    case .seeAlso(let targets):
      hiddenField("XE \"\(entry)\" \\t \"\(pointer("see also", targets))\"")
    }
  }

  private func pointer(_ kind: String, _ targets: [IndexTerms]) -> String {
    let names = targets.map { $0.names.joined(separator: ", ") }.joined(separator: "; ")
    return Self.escaped(plan.numbers.words[kind] + " " + names)
  }

  /// The terms as an `XE` field writes them.
  static func instruction(_ terms: IndexTerms) -> String {
    terms.names.map { escaped($0).replacing(":", with: "\\:") }.joined(separator: ":")
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
