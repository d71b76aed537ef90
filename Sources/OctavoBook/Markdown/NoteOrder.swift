/// The order of a division's notes: those of the text in order, each followed by the ones it calls.
///
/// Notes get their indices as they are first called, which for one that only a note calls is after
/// all of the text's own; readers meet it right below that note.
struct NoteOrder {
  /// The place of each note, by its index so far.
  private let places: [Int]

  /// - Parameters:
  ///   - fromText: how many notes the text calls; they come first.
  ///   - inner: the notes that each note calls.
  init(fromText: Int, inner: [[Int]]) {
    var places = [Int](repeating: -1, count: inner.count)
    var next = 0
    var waiting = Array((0..<min(fromText, inner.count)).reversed())
    while let note = waiting.popLast() {
      guard places[note] < 0 else { continue }
      places[note] = next
      next += 1
      waiting += inner[note].reversed().filter { $0 < inner.count && places[$0] < 0 }
    }
    self.places = places
  }

  /// Whether the notes stand in this order already.
  var isKept: Bool { places.indices.allSatisfy { places[$0] == $0 } }

  /// The notes in order.
  func apply(_ notes: [Note]) -> [Note] {
    let order = notes.indices.sorted { places[$0] < places[$1] }
    return order.enumerated().map { place, old in
      Note(number: place + 1, blocks: apply(notes[old].blocks), span: notes[old].span)
    }
  }

  /// Blocks whose calls hold the notes' places.
  func apply(_ blocks: [Block]) -> [Block] { blocks.map { $0.rewritingInlines(moved) } }

  /// Inlines whose calls hold the notes' places.
  func apply(_ inlines: [Inline]) -> [Inline] { inlines.map { $0.rewritten(moved) } }

  private func moved(_ inline: Inline) -> Inline {
    guard case .noteCall(let index) = inline, places.indices.contains(index) else { return inline }
    return .noteCall(places[index])
  }
}
