import OctavoBook
import OctavoStyle

/// What the reader may go to: divisions, the chapters of parts, the sections of chapters.
struct NavigationTree: Sendable {
  /// An entry with those below it.
  struct Entry: Sendable {
    let title: String
    /// File and fragment, relative to the package's folder.
    let target: String
    var children: [Entry] = []
  }

  /// The entries at top level, in reading order.
  private(set) var entries: [Entry] = []

  /// - Parameter target: where a label is found.
  init(_ edition: Edition, target: (String) -> String?) {
    var isInPart = false
    for division in edition.book.divisions {
      if division.kind != .chapter { isInPart = false }
      let contents = edition.sheet.contents
      guard
        let title = edition.numbers.outlineTitle(of: division, in: edition.book, contents),
        !title.isEmpty, let place = target(division.id)
      else { continue }
      let entry = Entry(
        title: Self.line(title), target: place, children: Self.sections(of: division, target))
      if isInPart {
        entries[entries.count - 1].children.append(entry)
      } else {
        entries.append(entry)
      }
      if division.kind == .part { isInPart = true }
    }
  }

  private static func line(_ title: String) -> String {
    title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A heading on its way into the tree, with the level it was written at.
  private struct Open {
    let level: Int
    var entry: Entry
  }

  private static func sections(
    of division: Division, _ target: (String) -> String?
  ) -> [Entry] {
    var stack = [Open(level: 0, entry: Entry(title: "", target: ""))]
    func close(to level: Int) {
      while let last = stack.last, stack.count > 1, last.level >= level {
        stack.removeLast()
        stack[stack.count - 1].entry.children.append(last.entry)
      }
    }
    for section in division.sectionHeadings {
      let title = line(section.title)
      guard !title.isEmpty, let place = target(section.anchor) else { continue }
      close(to: section.level)
      stack.append(Open(level: section.level, entry: Entry(title: title, target: place)))
    }
    close(to: 1)
    return stack[0].entry.children
  }
}
