import OctavoBook

/// Which places of a book are referred to, and how: only those get bookmarks.
struct ReferenceUses {
  /// Ids whose number is printed elsewhere.
  private(set) var numbers: Set<String> = []
  /// Ids whose title is printed elsewhere.
  private(set) var titles: Set<String> = []
  /// All ids referred to.
  private(set) var places: Set<String> = []
  /// Ids of blocks, spans and pictures.
  private(set) var defined: Set<String> = []
  /// Ids of headings within divisions.
  private(set) var headings: Set<String> = []
  /// Ids of figures and tables whose number stands in a caption.
  private(set) var captioned: Set<String> = []
  /// How often each note is called, by division; a call from another note counts twice, because the
  /// text calls the note too.
  private(set) var noteCalls: [[Int]] = []
  private var isInNote = false

  init(_ book: Book) {
    for division in book.divisions {
      noteCalls.append(Array(repeating: 0, count: division.notes.count))
      visit(division.title)
      visit(division.subtitle)
      visit(division.blocks)
      isInNote = true
      for note in division.notes { visit(note.blocks) }
      isInNote = false
    }
  }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      define(block.attributes)
      switch block.content {
      case .paragraph(let inlines): visit(inlines)
      case .heading(_, let inlines):
        if let id = block.attributes.id { headings.insert(id) }
        visit(inlines)
      case .quote(let inner), .container(_, let inner): visit(inner)
      case .list(let list): for item in list.items { visit(item.blocks) }
      case .verse(let lines): for line in lines { visit(line) }
      case .figure(let figure):
        if let id = block.attributes.id, !figure.caption.isEmpty { captioned.insert(id) }
        define(figure.image.attributes)
        visit(figure.caption)
      case .table(let table):
        if let id = block.attributes.id, !table.caption.isEmpty { captioned.insert(id) }
        visit(table.caption)
        for row in [table.header].compactMap(\.self) + table.rows {
          for cell in row.cells { visit(cell) }
        }
      case .definitions(let definitions):
        for definition in definitions {
          visit(definition.term)
          for description in definition.descriptions { visit(description) }
        }
      case .code, .sceneBreak, .math: break
      }
    }
  }

  private mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .styled(_, let inner), .link(_, let inner):
        visit(inner)
      case .span(let attributes, let inner):
        define(attributes)
        visit(inner)
      case .image(let image): define(image.attributes)
      case .reference(let reference):
        note(reference)
        visit(reference.text)
      case .noteCall(let index):
        if noteCalls[noteCalls.count - 1].indices.contains(index) {
          noteCalls[noteCalls.count - 1][index] += isInNote ? 2 : 1
        }
      case .citation(let citation): visit(citation.printed)
      case .text, .code, .indexMark, .softBreak, .lineBreak, .math: break
      }
    }
  }

  private mutating func define(_ attributes: Attributes) {
    if let id = attributes.id { defined.insert(id) }
  }

  private mutating func note(_ reference: Reference) {
    places.insert(reference.target)
    switch reference.form {
    case .number: numbers.insert(reference.target)
    case .title: titles.insert(reference.target)
    case .text, .page: break
    }
  }
}
