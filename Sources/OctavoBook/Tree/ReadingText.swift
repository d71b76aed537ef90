/// The words of a division in the order they are read: title, subtitle, blocks.
///
/// The words of cross references are among them, as the label table knows them; a picture inside a
/// line counts as the words that describe it. A figure's picture and a scene break are one word each,
/// of the character U+FFFC. Notes, the calls of notes and what a template generates (numbers, list
/// markers, call-outs' labels, labels of captions) are not. Places in the text count by
/// `ReadingCursor`.
package struct ReadingText: Sendable {
  /// UTF-8 of all words, one after the other.
  private var bytes: ContiguousArray<UInt8> = []
  /// Byte offset at which each word begins.
  private var starts: ContiguousArray<Int> = []
  /// Index of the first word of each block, ascending.
  package private(set) var blockStarts: ContiguousArray<Int> = []
  /// The references in the text, and the places others lead to.
  package private(set) var marks = ReadingMarks()
  /// How many words stand before each title that the contents list.
  package private(set) var entryStarts: [Int] = []
  /// Whether characters were left out.
  package private(set) var lacksCharacters = false
  private var isInWord = false
  private let labels: LabelTable
  private let characters: CharacterFilter

  /// The character that stands for a picture or a scene break.
  package static let object: Unicode.Scalar = "\u{FFFC}"

  /// - Parameters:
  ///   - labels: what cross references print.
  ///   - entries: the lines of a division that lists others, such as the contents.
  ///   - characters: those counted; the others are as if they were not there.
  package init(
    _ division: Division, labels: LabelTable, entries: [[Inline]] = [],
    characters: CharacterFilter = .all
  ) {
    self.labels = labels
    self.characters = characters
    add(division.title)
    add(division.subtitle)
    add(division.blocks)
    let own = marks
    for entry in entries {
      entryStarts.append(count)
      add(entry)
    }
    // What is in a title is there, and not where the contents repeat it.
    if division.kind.isContents { marks = own }
  }

  /// The text of some blocks alone, such as a note's.
  package init(blocks: [Block], labels: LabelTable, characters: CharacterFilter = .all) {
    self.labels = labels
    self.characters = characters
    add(blocks)
  }

  /// The text of some inlines alone, such as a heading's.
  package init(inlines: [Inline], labels: LabelTable, characters: CharacterFilter = .all) {
    self.labels = labels
    self.characters = characters
    add(inlines)
  }

  /// How many words there are.
  package var count: Int { starts.count }

  /// The UTF-8 of a word.
  package func word(_ index: Int) -> ArraySlice<UInt8> {
    let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
    return ArraySlice(bytes[starts[index]..<end])
  }

  /// A word as text.
  package subscript(index: Int) -> String { String(decoding: word(index), as: UTF8.self) }

  /// All words, in order.
  package var words: [String] { starts.indices.map { self[$0] } }

  // MARK: Blocks

  private mutating func add(_ blocks: [Block]) { for block in blocks { add(block) } }

  private mutating func add(_ block: Block) {
    marks.label(block.attributes.id, at: count)
    switch block.content {
    case .paragraph(let inlines): add(inlines)
    case .heading(_, let inlines):
      marks.heading(at: count)
      add(inlines)
    case .quote(let inner): add(inner)
    case .container(let container, let inner):
      add(container, inner, block)
    case .list(let list): for item in list.items { add(item.blocks) }
    case .code(let code): add(text: code.text)
    case .math(let source): add(text: source)
    case .sceneBreak: addObject()
    case .table(let table): add(table)
    case .figure(let figure):
      marks.label(figure.image.attributes.id, at: count)
      addObject()
      add(figure.caption)
    case .verse(let lines): for line in lines { add(line) }
    case .definitions(let definitions):
      for definition in definitions {
        add(definition.term)
        for description in definition.descriptions { add(description) }
      }
    }
  }

  private mutating func add(_ container: Container, _ inner: [Block], _ block: Block) {
    if let title = block.calloutTitle { add(text: title) }
    guard case .theorem = container, let title = block.theoremTitle else { return add(inner) }
    // The title stands in the line of the text that follows it.
    beginBlock()
    append(title)
    isInWord = false
    add(inner)
  }

  private mutating func add(_ table: Table) {
    add(table.caption)
    for row in [table.header].compactMap(\.self) + table.rows {
      for cell in row.cells { add(cell) }
    }
  }

  private mutating func addObject() {
    beginBlock()
    append(String(Self.object))
    isInWord = false
  }

  private mutating func add(text: String) {
    beginBlock()
    append(text)
    isInWord = false
  }

  private mutating func add(_ inlines: [Inline]) {
    beginBlock()
    appendAll(inlines)
    isInWord = false
  }

  private mutating func beginBlock() {
    if blockStarts.last != starts.count { blockStarts.append(starts.count) }
  }

  // MARK: Inlines

  private mutating func appendAll(_ inlines: [Inline]) { for inline in inlines { append(inline) } }

  private mutating func append(_ inline: Inline) {
    switch inline {
    case .text(let text), .code(let text), .math(let text): append(text)
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
      .styled(_, let inner):
      appendAll(inner)
    case .span(let attributes, let inner):
      marks.label(attributes.id, at: count)
      appendAll(inner)
    case .link(let url, let inner):
      marks.refer(to: .address(url), at: count)
      appendLinked(inner)
    case .reference(let reference): append(reference)
    case .image(let image):
      marks.label(image.attributes.id, at: count)
      append(image.alternative)
    case .softBreak, .lineBreak: isInWord = false
    case .noteCall(let note): marks.refer(to: .note(note), at: count)
    case .indexMark(let mark): marks.label(mark.anchor, at: count)
    case .citation(let citation): appendAll(citation.printed)
    }
  }

  private mutating func append(_ reference: Reference) {
    marks.refer(to: .label(reference.target, reference.form), at: count)
    guard reference.form == .text else { return append(labels.printed(reference)) }
    appendLinked(reference.text)
  }

  private mutating func appendLinked(_ inlines: [Inline]) {
    marks.openLink()
    appendAll(inlines)
    marks.closeLink()
  }

  private mutating func append(_ text: String) {
    ReadingStep.forEach(in: text) { step, scalar in
      guard step == .character else {
        isInWord = false
        return
      }
      guard characters.keeps(scalar) else {
        lacksCharacters = true
        return
      }
      if !isInWord { starts.append(bytes.count) }
      isInWord = true
      bytes.append(contentsOf: scalar)
    }
  }
}

extension LabelTable {
  /// What a reference prints where its text is not its own; `??` for a place that is not there.
  package func printed(_ reference: Reference) -> String { text(for: reference) ?? "??" }
}
