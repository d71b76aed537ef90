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

  /// The number of each note: those of the text in order, each followed by the ones it calls.
  ///
  /// - Parameters:
  ///   - fromText: how many notes the text calls; they come first.
  ///   - inner: the notes that each note calls.
  static func numbers(fromText: Int, inner: [[Int]]) -> [Int] {
    var numbers = [Int](repeating: 0, count: inner.count)
    var next = 1
    var waiting = Array((0..<min(fromText, inner.count)).reversed())
    while let note = waiting.popLast() {
      guard numbers[note] == 0 else { continue }
      numbers[note] = next
      next += 1
      waiting += inner[note].reversed().filter { $0 < numbers.count && numbers[$0] == 0 }
    }
    return numbers
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

  /// The notes of the division, in order of first call. A note may call others, which join it.
  mutating func convertNotes() -> [Note] {
    let fromText = notes.labels.count
    var inner: [[Int]] = []
    var texts: [(blocks: [Block], span: SourceSpan)] = []
    _ = notes.takeCalls()
    while texts.count < notes.labels.count {
      guard let definition = record.notes[notes.labels[texts.count]] else { break }
      let blocks = blocks(Array(definition.node.children), depth: 1)
      let end = blocks.last.map { Int($0.span.end) } ?? Int(definition.span.end)
      texts.append((blocks, record.span(Int(definition.span.start), end)))
      inner.append(notes.takeCalls())
    }
    notes.startDivision()
    let numbers = NoteCalls.numbers(fromText: fromText, inner: inner)
    return zip(texts, numbers).map { text, number in
      Note(number: number, blocks: text.blocks, span: text.span)
    }
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
