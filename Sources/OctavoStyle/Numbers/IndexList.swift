package import OctavoBase
package import OctavoBook

/// What an index prints, line by line: the same on the pages and in an e-book.
package struct IndexList: Sendable {
  /// A line of the index.
  package struct Line: Sendable {
    /// What the line is for: a letter, an entry or a sub-entry.
    package let role: StyleRole
    /// How deep an entry stands, 0 for main entries and letters.
    package let level: Int
    /// What the line says; each page number is a reference to its mark's place.
    package let content: [Inline]
    /// The name that leads to the line; nil where no other line does.
    package let anchor: String?
    /// Whether lines that belong to it follow and it says nothing itself.
    package let isHeadAlone: Bool
  }

  /// In order; letters stand before the first entry of each group.
  package let lines: [Line]

  /// The index of a book.
  ///
  /// - Parameter folio: the page number an anchor stands on; nil where it is not known.
  package init(_ book: Book, words: BookWords, folio: (String) -> String?) {
    let index = BookIndex(book.divisions, language: book.metadata.language)
    self.init(index, IndexPrinter(index, book.metadata.language, words), folio: folio)
  }

  /// The lines of an index gathered before.
  package init(_ index: BookIndex, _ printer: IndexPrinter, folio: (String) -> String?) {
    var lines: [Line] = []
    var group: CollationKey.Group?
    for entry in index.entries {
      if entry.key.group != group {
        group = entry.key.group
        lines.append(printer.line(for: entry.key.group))
      }
      printer.add(entry, level: 0, to: &lines, folio)
    }
    self.lines = lines
  }
}

/// Prints the entries of an index in a book's language.
package struct IndexPrinter: Sendable {
  private let words: BookWords
  private let folding: PageRanges.Folding
  /// Whether the words that send readers elsewhere begin a sentence of their own.
  private let beginsSentence: Bool
  /// The anchors of the entries that others send readers to, by their names.
  private let targets: [[String]: String]

  package init(_ index: BookIndex, _ language: LanguageTag, _ words: BookWords) {
    self.words = words
    folding = PageRanges.Folding(language)
    beginsSentence = language.language == "en"
    var targets: [[String]: String] = [:]
    func gather(_ entries: [BookIndex.Entry]) {
      for entry in entries {
        for terms in entry.see + entry.seeAlso where index.contains(terms.names) {
          targets[terms.names] = Self.anchor(terms.names)
        }
        gather(entry.entries)
      }
    }
    gather(index.entries)
    self.targets = targets
  }

  private static func anchor(_ names: [String]) -> String {
    "index-entry:" + names.joined(separator: "!")
  }

  func line(for group: CollationKey.Group) -> IndexList.Line {
    let name =
      switch group {
      case .signs: words["Symbols"]
      case .figures: "0–9"
      case .letter(let letter): letter
      }
    return IndexList.Line(
      role: .indexLetter, level: 0, content: [.text(name)], anchor: nil, isHeadAlone: true)
  }

  /// Adds the lines of an entry and of those below it; one without pages, cross references and
  /// entries below is left out.
  func add(
    _ entry: BookIndex.Entry, level: Int, to lines: inout [IndexList.Line],
    _ folio: (String) -> String?
  ) {
    let pages = pages(of: entry, folio)
    let term = targets[entry.names].map { [.span(Attributes(id: $0), entry.term)] } ?? entry.term
    let content = term + pages + pointers(of: entry)
    lines.append(
      IndexList.Line(
        role: level == 0 ? .indexEntry : .indexSubentry, level: level, content: content,
        anchor: targets[entry.names],
        isHeadAlone: !entry.entries.isEmpty && content.count == term.count))
    for below in entry.entries { add(below, level: level + 1, to: &lines, folio) }
  }

  private func pages(of entry: BookIndex.Entry, _ folio: (String) -> String?) -> [Inline] {
    let ranges = PageRanges(
      entry.places.compactMap { place in
        folio(place.start).map { start in
          PageRanges.Range(
            first: start, last: place.end.flatMap(folio) ?? start, anchor: place.start)
        }
      })
    return ranges.ranges.flatMap { range -> [Inline] in
      [.text(", "), link([.text(folding.text(range.first, range.last))], to: range.anchor)]
    }
  }

  private func link(_ text: [Inline], to anchor: String) -> Inline {
    .reference(
      Reference(
        target: anchor, form: .text, text: text,
        span: SourceSpan(file: SourceID(index: 0), start: 0, end: 0)))
  }

  // MARK: See, see also

  private func pointers(of entry: BookIndex.Entry) -> [Inline] {
    pointer("see", entry.see) + pointer("see also", entry.seeAlso)
  }

  private func pointer(_ kind: String, _ targets: [IndexTerms]) -> [Inline] {
    guard !targets.isEmpty else { return [] }
    let word = words[kind]
    let written = beginsSentence ? word.prefix(1).uppercased() + word.dropFirst() : word
    var content: [Inline] = [
      .text(beginsSentence ? ". " : "; "), .emphasis([.text(written)]), .text(" "),
    ]
    for (index, target) in targets.enumerated() {
      if index > 0 { content.append(.text("; ")) }
      let text = Array(target.levels.joined(separator: [Inline.text(", ")]))
      if let anchor = self.targets[target.names] {
        content.append(link(text, to: anchor))
      } else {
        content += text
      }
    }
    return content
  }
}
