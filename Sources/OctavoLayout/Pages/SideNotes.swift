import OctavoBase
import OctavoStyle

/// Places notes in the outer margin, each beside the line that calls it as far as there is room.
struct SideNotes {
  let setter: ChapterSetter
  /// Blocks beside whose pages the notes were taller than the text.
  private(set) var crowded: Set<Int> = []
  /// The notes that stand on earlier pages, or on this one already.
  private var placed: Set<Int> = []
  /// Notes of the page in hand, in the order of their calls.
  private var page: [Entry] = []

  private struct Entry {
    let note: Int
    let lines: [LineSource]
    /// The block that calls it.
    let block: Int
    /// From the text block's top to the note's.
    var top: Length
  }

  init(setter: ChapterSetter) { self.setter = setter }

  private var leading: Length { setter.sheet[.note].leading }

  /// Takes note of a line's calls; `top` is the line's, `leading` its own.
  mutating func call(_ line: Int32, in block: Int, top: Length, leading own: Length) {
    var waiting = setter.sideCalls[line] ?? []
    while !waiting.isEmpty {
      let index = waiting.removeFirst()
      guard placed.insert(index).inserted, let note = setter.notes.note(index) else { continue }
      let first = top + setter.baseline(own) - setter.baseline(leading)
      page.append(Entry(note: index, lines: note.lines, block: block, top: first))
      waiting = note.calls + waiting
    }
  }

  /// The page's notes, relative to the text block's top left; none are left.
  mutating func take(isRecto: Bool) -> [PageFragment.Item] {
    guard !page.isEmpty else { return [] }
    defer { page = [] }
    spread()
    if let first = page.first, first.top < .zero { crowded.insert(first.block) }
    let side = setter.sheet.notes.side
    let x = isRecto ? setter.measure + side.gap : -(side.gap + side.width)
    return page.flatMap { entry in
      entry.lines.enumerated().flatMap { number, source in
        // Keys of lines that are no lines of the text; see `PageComposer.addNotes`.
        let key = -1 - (Int64(entry.note) << 32 | Int64(number))
        return setter.items(
          of: source, index: key, leading: leading, top: entry.top + leading * number
        ).map { PageComposer.shifted($0, by: x) }
      }
    }
  }

  /// Moves notes down where they would overlap, then up where they would leave the text block.
  private mutating func spread() {
    let gap = leading / 2
    for index in page.indices.dropFirst() {
      page[index].top = max(page[index].top, bottom(index - 1) + gap)
    }
    var limit = setter.pageHeight
    for index in page.indices.reversed() {
      let height = leading * page[index].lines.count
      page[index].top = min(page[index].top, limit - height)
      limit = page[index].top - gap
    }
  }

  private func bottom(_ index: Int) -> Length {
    page[index].top + leading * page[index].lines.count
  }
}
