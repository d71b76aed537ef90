/// Gathers what a division holds besides running text, in reading order.
enum ContentSearch {
  /// The headings within some blocks.
  static func headings(in blocks: [Block]) -> [[Inline]] {
    var found: [[Inline]] = []
    TreeWalk.visit(blocks) { block in
      if case .heading(_, let inlines) = block.content { found.append(inlines) }
    } text: { _ in
    }
    return found
  }

  /// The pictures of a division and of some of its notes.
  static func pictures(of division: Division, notes: [Int]) -> [Image] {
    var found: [Image] = []
    division.visitPictures(notes: notes) { found.append($0) }
    return found
  }

  /// The notes that the text calls, directly or from other notes, ascending.
  static func calledNotes(of division: Division) -> [Int] {
    var called: Set<Int> = []
    var waiting: [Int] = []
    func visit(_ inlines: [Inline]) {
      TreeWalk.visit(inlines) { inline in
        guard case .noteCall(let note) = inline, division.notes.indices.contains(note),
          called.insert(note).inserted
        else { return }
        waiting.append(note)
      }
    }
    visit(division.title)
    visit(division.subtitle)
    TreeWalk.visit(division.blocks, block: { _ in }, text: visit)
    while let note = waiting.popLast() {
      TreeWalk.visit(division.notes[note].blocks, block: { _ in }, text: visit)
    }
    return called.sorted()
  }
}

extension Division {
  /// Visits the pictures of the division and of some of its notes, figures and those inside lines.
  package func visitPictures(notes wanted: [Int]? = nil, _ body: (Image) -> Void) {
    func visit(_ inlines: [Inline]) {
      TreeWalk.visit(inlines) { if case .image(let image) = $0 { body(image) } }
    }
    visit(title)
    visit(subtitle)
    for blocks in [blocks] + (wanted ?? Array(notes.indices)).map({ notes[$0].blocks }) {
      TreeWalk.visit(blocks) { block in
        if case .figure(let figure) = block.content { body(figure.image) }
      } text: { inlines in
        visit(inlines)
      }
    }
  }
}
