/// Puts the accepted pieces of a chapter together.
package enum ChapterAssembly {
  /// The chapter's Markdown, without its own heading: sections headed in a book that argues,
  /// parted by a scene break in one that tells. Units without a piece are left out; a piece of
  /// several units stands where the first of them does.
  package static func content(
    units: [WritingUnit], pieces: [ChapterPiece], kind: BookKind
  ) -> String {
    let sections = units.count(where: \.isFirst)
    var blocks: [String] = []
    var used: Set<Int> = []
    for (index, unit) in units.enumerated() {
      guard let place = pieces.firstIndex(where: { $0.holds(unit.id) }),
        used.insert(place).inserted, !pieces[place].text.isEmpty
      else { continue }
      let piece = pieces[place]
      if unit.isFirst, sections > 1 {
        switch kind {
        case .expository where piece.isHeaded: break
        case .expository where !unit.title.isEmpty:
          blocks.append("## " + MarkdownSafety.apply(unit.title.oneLine))
        default: if !blocks.isEmpty { blocks.append("***") }
        }
      }
      blocks.append(uniqueNotes(piece.text, prefix: "\(index + 1)"))
    }
    return blocks.joined(separator: "\n\n")
  }

  /// Notes are numbered anew in each piece; their labels must differ over the chapter.
  static func uniqueNotes(_ text: String, prefix: String) -> String {
    guard text.contains("[^") else { return text }
    let lines = text.textLines
    let code = CodeLines.mark(lines)
    let labels = NoteLabels(lines, code).whole
    return lines.enumerated().map { index, line in
      guard !code[index] else { return line }
      return line.replacing(NoteLabels.call()) { match in
        let label = String(match.output.1)
        return labels.contains(label) ? "[^\(prefix)-\(label)]" : String(match.output.0)
      }
    }.joined(separator: "\n")
  }
}

extension String {
  /// Line ends as blanks.
  var oneLine: String {
    split(whereSeparator: \.isNewline).map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
