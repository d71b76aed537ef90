import CMarkGFM
import OctavoBase

/// The footnotes called so far in the division being converted.
struct NoteCalls {
  /// Labels in order of first call; a note's index is its label's.
  private(set) var labels: [String] = []
  private var indices: [String: Int] = [:]
  /// Labels called anywhere in the file.
  private(set) var everCalled: Set<String> = []

  mutating func call(_ label: String) -> Int {
    if let index = indices[label] { return index }
    let index = labels.count
    labels.append(label)
    indices[label] = index
    everCalled.insert(label)
    return index
  }

  /// Forgets the division's calls.
  mutating func startDivision() {
    labels.removeAll()
    indices.removeAll()
  }
}

extension DocumentConverter: InlineContext {
  /// Most findings after which no near names are sought any more.
  private static var mostHints: Int { 50 }

  mutating func noteCall(_ label: String, at start: Int) -> Int? {
    let key = label.lowercased()
    if record.notes[key] != nil { return notes.call(key) }
    let span = record.span(start, start + label.utf8.count + 3)
    let isHinted = diagnostics.count < Self.mostHints
    let near = isHinted ? NearestName.of(label, in: record.noteLabels) : nil
    let hint = near.map { "did you mean '[^\($0)]'?" } ?? "add a line '[^\(label)]: …'"
    report(
      .error, "book.undefined-note", "the footnote '\(label)' is called but not defined", span,
      hints: [hint])
    return nil
  }

  /// The notes of the division, in order of first call. A note may call others, which join it.
  mutating func convertNotes() -> [Note] {
    var result: [Note] = []
    while result.count < notes.labels.count {
      guard let definition = record.notes[notes.labels[result.count]] else { break }
      let blocks = blocks(Array(definition.node.children), depth: 1)
      let end = blocks.last.map { Int($0.span.end) } ?? Int(definition.span.end)
      let span = record.span(Int(definition.span.start), end)
      result.append(Note(number: result.count + 1, blocks: blocks, span: span))
    }
    notes.startDivision()
    return result
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
