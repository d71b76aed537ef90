import CMarkGFM
import OctavoBase

/// The footnotes called so far in the division being converted.
struct NoteCalls {
  /// Labels in order of first call; a note's index is its label's.
  private(set) var labels: [String] = []
  private var indices: [String: Int] = [:]
  /// Labels called anywhere in the file.
  private(set) var everCalled: Set<String> = []
  /// Labels of the division that ended last.
  private(set) var lastLabels: [String] = []
  /// Every call since `takeCalls`, as indices of labels.
  private var calls: [Int] = []

  mutating func call(_ label: String) -> Int {
    let index = indices[label] ?? labels.count
    calls.append(index)
    guard index == labels.count else { return index }
    labels.append(label)
    indices[label] = index
    everCalled.insert(label)
    return index
  }

  /// The notes called since it was last asked for.
  mutating func takeCalls() -> [Int] {
    defer { calls.removeAll(keepingCapacity: true) }
    return calls
  }

  /// Forgets the division's calls.
  mutating func startDivision() {
    lastLabels = labels
    labels.removeAll()
    indices.removeAll()
    calls.removeAll()
  }
}

extension DocumentConverter: InlineContext {
  /// Most findings after which no near names are sought any more.
  private static var mostHints: Int { 50 }

  mutating func noteCall(_ label: String, at start: Int) -> Int? {
    let key = label.lowercased()
    if record.notes[key] != nil || settings.outerNotes.contains(key) { return notes.call(key) }
    let span = record.span(start, start + label.utf8.count + 3)
    let isHinted = diagnostics.count < Self.mostHints
    let known = record.noteLabels + settings.outerNotes.sorted()
    let near = isHinted ? NearestName.of(label, in: known) : nil
    let hint = near.map { "did you mean '[^\($0)]'?" } ?? "add a line '[^\(label)]: …'"
    report(
      .error, "book.undefined-note", "the footnote '\(label)' is called but not defined", span,
      hints: [hint])
    return nil
  }

  /// The notes of the division, by index, and the order they are to be put in. A note may call
  /// others, which join it.
  mutating func convertNotes() -> (notes: [Note], order: NoteOrder) {
    let fromText = notes.labels.count
    var inner: [[Int]] = []
    var result: [Note] = []
    _ = notes.takeCalls()
    while result.count < notes.labels.count {
      guard let definition = record.notes[notes.labels[result.count]] else { break }
      let blocks = blocks(Array(definition.node.children), depth: 1)
      let end = blocks.last.map { Int($0.span.end) } ?? Int(definition.span.end)
      let span = record.span(Int(definition.span.start), end)
      result.append(Note(number: result.count + 1, blocks: blocks, span: span))
      inner.append(notes.takeCalls())
    }
    notes.startDivision()
    return (result, NoteOrder(fromText: fromText, inner: inner))
  }

  mutating func reportUncalled() {
    for label in record.noteLabels where !notes.everCalled.contains(label) {
      guard let definition = record.notes[label] else { continue }
      report(
        .warning, "book.uncalled-note", "the footnote '\(label)' is never called, so it is not set",
        definition.span)
    }
  }
}
