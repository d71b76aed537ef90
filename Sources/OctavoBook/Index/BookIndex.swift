package import OctavoBase

/// A book's index before its pages are known: entries in the alphabet's order, with the marks that
/// belong to each.
package struct BookIndex: Sendable {
  /// A place or a range of pages.
  package struct Place: Sendable {
    /// The anchor of the mark that stands for the place or opens the range.
    package let start: String
    /// The anchor of the mark that closes the range; nil for a single place.
    package let end: String?
  }

  /// A line of the index, with the entries below it.
  package struct Entry: Sendable {
    /// What the line says, as first marked.
    package let term: [Inline]
    /// The entry's way through the index, its own name last.
    package let names: [String]
    /// In the order of the text.
    package internal(set) var places: [Place] = []
    /// The entries readers are sent to instead.
    package internal(set) var see: [IndexTerms] = []
    /// The entries readers are sent to as well.
    package internal(set) var seeAlso: [IndexTerms] = []
    /// The entries below, in order.
    package internal(set) var entries: [Entry] = []
    /// Where the entry stands among its like.
    package let key: CollationKey
  }

  /// The main entries in order.
  package let entries: [Entry]
  /// What is wrong with the marks, in the order of the text.
  package let diagnostics: [Diagnostic]

  /// Gathers the marks of all divisions, notes included.
  package init(_ divisions: [Division], language: LanguageTag) {
    var gathering = IndexGathering(language: language)
    for division in divisions { division.visitIndexMarks { gathering.add($0) } }
    entries = gathering.finish()
    diagnostics = gathering.diagnostics
  }

  /// The anchors that end ranges, by those that begin them.
  package var ranges: [String: String] {
    var found: [String: String] = [:]
    func gather(_ entries: [Entry]) {
      for entry in entries {
        for place in entry.places { if let end = place.end { found[place.start] = end } }
        gather(entry.entries)
      }
    }
    gather(entries)
    return found
  }

  /// Whether there is an entry of a name.
  package func contains(_ names: [String]) -> Bool {
    var level = entries
    for name in names {
      guard let entry = level.first(where: { $0.names.last == name }) else { return false }
      level = entry.entries
    }
    return true
  }
}

extension Division {
  /// Visits the division's index marks in reading order, those of its notes last.
  package func visitIndexMarks(_ body: (IndexMark) -> Void) {
    func visit(_ inlines: [Inline]) {
      TreeWalk.visit(inlines) { if case .indexMark(let mark) = $0 { body(mark) } }
    }
    visit(title)
    visit(subtitle)
    TreeWalk.visit(blocks, block: { _ in }, text: visit)
    for note in notes { note.visitIndexMarks(body) }
  }
}

extension Note {
  /// Visits the note's index marks in reading order.
  package func visitIndexMarks(_ body: (IndexMark) -> Void) {
    TreeWalk.visit(blocks, block: { _ in }) { inlines in
      TreeWalk.visit(inlines) { if case .indexMark(let mark) = $0 { body(mark) } }
    }
  }
}
