import OctavoBase
package import OctavoBook

/// The book's text as the pieces that stand together on its pages: a paragraph, a heading, a table
/// cell, a line of verse.
///
/// White space, soft hyphens and the texts of cross references are left out, capitals are not told
/// from small letters: what is left must be found in the pages.
package struct BookUnits {
  /// Pieces of the running text, in order.
  package private(set) var text: [String] = []
  /// Pieces of the footnotes, in order.
  package private(set) var notes: [String] = []

  package init(_ division: Division) {
    text = [
      BookUnits.compact(inlines: division.title), BookUnits.compact(inlines: division.subtitle),
    ]
    visit(division.blocks, into: \.text)
    for note in division.notes { visit(note.blocks, into: \.notes) }
    text.removeAll(where: \.isEmpty)
    notes.removeAll(where: \.isEmpty)
  }

  /// The characters of a text that count.
  package static func compact(_ text: String) -> String {
    var kept = ""
    for scalar in text.unicodeScalars where scalar.value != 0xAD && !scalar.properties.isWhitespace
    {
      kept.unicodeScalars.append(scalar)
    }
    return kept.uppercased()
  }

  private mutating func visit(_ blocks: [Block], into list: WritableKeyPath<BookUnits, [String]>) {
    for block in blocks { visit(block.content, into: list) }
  }

  private mutating func visit(
    _ content: Block.Content, into list: WritableKeyPath<BookUnits, [String]>
  ) {
    func add(_ inlines: [Inline]) { self[keyPath: list].append(Self.compact(inlines: inlines)) }
    func add(lines text: String) {
      self[keyPath: list] += text.split(separator: "\n").map { Self.compact(String($0)) }
    }
    switch content {
    case .paragraph(let inlines), .heading(_, let inlines): add(inlines)
    case .quote(let inner), .container(_, let inner): visit(inner, into: list)
    case .list(let items): for item in items.items { visit(item.blocks, into: list) }
    case .code(let code): add(lines: code.text)
    case .math(let source): add(lines: source)
    case .sceneBreak: break
    case .table(let table):
      add(table.caption)
      for row in [table.header].compactMap({ $0 }) + table.rows { row.cells.forEach(add) }
    case .figure(let figure): add(figure.caption)
    case .verse(let lines): lines.forEach(add)
    case .definitions(let definitions):
      for definition in definitions {
        add(definition.term)
        for description in definition.descriptions { visit(description, into: list) }
      }
    }
  }

  private static func compact(inlines: [Inline]) -> String {
    inlines.map(compact(inline:)).joined()
  }

  private static func compact(inline: Inline) -> String {
    switch inline {
    case .text(let text), .code(let text), .math(let text): compact(text)
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
      .styled(_, let inner), .link(_, let inner), .span(_, let inner):
      compact(inlines: inner)
    case .image(let image): compact(image.alternative)
    case .noteCall(let index): "\(index + 1)"
    case .citation(let citation): compact(inlines: citation.printed)
    case .reference, .softBreak, .lineBreak, .indexMark: ""
    }
  }
}
