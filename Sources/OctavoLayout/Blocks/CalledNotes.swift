import OctavoBreaking

/// A division's notes: their lines, and where those called so far stand in the vertical list.
struct CalledNotes {
  private struct Entry {
    let lines: [LineSource]
    /// The notes its own text calls.
    let calls: [Int]
    var place: Place?
  }

  /// Where a note and the notes it calls stand.
  private struct Place {
    /// In `PageMaterial.notes`.
    var range: Range<Int32>
    /// The block that called it first, and the last of its variants to do so.
    var block: Int
    var variant: Int
  }

  private var entries: [Entry] = []
  /// The note, by index in `PageMaterial.notes`.
  private var placed: [Int] = []

  mutating func add(_ lines: [LineSource], calls: [Int]) {
    entries.append(Entry(lines: lines, calls: calls))
  }

  /// The lines of the note with an index in `PageMaterial.notes`.
  func lines(of note: Int32) -> [LineSource] { entries[placed[Int(note)]].lines }

  /// A note's lines and the notes it calls, by its index in the division.
  func note(_ index: Int) -> (lines: [LineSource], calls: [Int])? {
    guard entries.indices.contains(index) else { return nil }
    return (entries[index].lines, entries[index].calls)
  }

  /// The lines of a note and of those it calls, which are then set where they are taken to; none
  /// where they have a place.
  mutating func take(_ call: Int) -> [LineSource] {
    var lines: [LineSource] = []
    var waiting = [call]
    while let note = waiting.popLast() {
      guard entries.indices.contains(note), entries[note].place == nil else { continue }
      entries[note].place = Place(range: 0..<0, block: -1, variant: -1)
      lines += entries[note].lines
      waiting += entries[note].calls.reversed()
    }
    return lines
  }

  /// The places of the notes that a line calls; a note is set at its first call only, once in each
  /// variant of the block that calls it.
  mutating func range(of calls: [Int], in material: inout PageMaterial) -> Range<Int32> {
    let (block, variant) = (material.blocks.count, material.variants.count)
    var range: Range<Int32> = 0..<0
    for call in calls where entries.indices.contains(call) {
      if let known = entries[call].place {
        guard known.block == block, known.variant < variant else { continue }
        for note in known.range { entries[placed[Int(note)]].place?.variant = variant }
      } else {
        place(call, block: block, variant: variant, in: &material)
      }
      guard let found = entries[call].place?.range else { continue }
      range = range.isEmpty ? found : range.lowerBound..<max(range.upperBound, found.upperBound)
    }
    return range
  }

  /// Adds a note and, after it, the notes it calls and no other did; not recursive, so that no
  /// chain of notes can exhaust the stack.
  private mutating func place(
    _ call: Int, block: Int, variant: Int, in material: inout PageMaterial
  ) {
    let first = Int32(material.notes.count)
    var waiting = [call]
    while let note = waiting.popLast() {
      guard entries.indices.contains(note), entries[note].place == nil else { continue }
      let index = Int32(material.notes.count)
      entries[note].place = Place(range: index..<index + 1, block: block, variant: variant)
      placed.append(note)
      material.notes.append(
        PageMaterial.Note(lineCount: Int32(entries[note].lines.count), isInner: note != call))
      waiting += entries[note].calls.reversed()
    }
    entries[call].place?.range = first..<Int32(material.notes.count)
  }
}
