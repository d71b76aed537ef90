import OctavoBase
package import OctavoBook

/// What the table of contents lists, in order: the same on the printed pages and in an e-book.
package struct ContentsList: Sendable {
  /// A line of the contents.
  package struct Entry: Sendable {
    /// What the line is for.
    package let role: StyleRole
    /// The bare number set beside the title; nil for none.
    package let numeral: String?
    /// What the line says.
    package let title: [Inline]
    /// The id of the place it leads to.
    package let anchor: String
    /// Levels of indent: 1 for chapters within parts, otherwise a section's own level.
    package let level: Int
  }

  /// In reading order.
  package let entries: [Entry]

  /// The lines of the contents as the style sheet wants them.
  package init(book: Book, sheet: StyleSheet, numbers: BookNumbers) {
    var entries: [Entry] = []
    let contents = book.divisions.firstIndex { $0.kind == .contents } ?? -1
    let hasParts = book.divisions.contains { $0.kind == .part }
    for (index, division) in book.divisions.enumerated() where index > contents {
      let title = numbers.listedTitle(of: division)
      guard let role = Self.role(of: division), !title.isEmpty else { continue }
      entries.append(
        Entry(
          role: role, numeral: division.title.isEmpty ? nil : numbers.numeral(of: division),
          title: title, anchor: division.id,
          level: hasParts && division.kind == .chapter ? 1 : 0))
      for section in division.sectionHeadings where section.level <= sheet.contents.depth {
        entries.append(
          Entry(
            role: .contentsSection, numeral: numbers.sectionNumber(section.anchor),
            title: [.text(section.title)],
            anchor: section.anchor, level: section.level))
      }
    }
    self.entries = entries
  }

  private static func role(of division: Division) -> StyleRole? {
    switch division.kind {
    case .part: .contentsPart
    case .chapter: .contentsChapter
    case .section, .notes, .index, .bibliography:
      division.matter == .body ? .contentsChapter : .contentsFront
    case .halfTitle, .title, .copyright, .contents, .dedication, .epigraph,
      .figures, .tables:
      nil
    }
  }
}

extension BookNumbers {
  /// What the contents call a division: its title, or its number's line where it has no title.
  package func listedTitle(of division: Division) -> [Inline] {
    if division.title.isEmpty { return label(of: division).map { [.text($0)] } ?? [] }
    guard division.kind == .part, let label = label(of: division) else { return division.title }
    return [.text(label + ". ")] + division.title
  }

  /// The heading of the contents, in the book's language where the template keeps the usual one.
  package func contentsHeading(_ design: ContentsDesign) -> String {
    design.heading == "Contents" ? words["Contents"] : design.heading
  }

  /// What a document's outline calls a division; nil for one that is not listed.
  package func outlineTitle(
    of division: Division, in book: Book, _ contents: ContentsDesign
  ) -> String? {
    let title = Inline.plainText(division.title)
    switch division.kind {
    case .title: return book.metadata.title
    case .contents: return title.isEmpty ? contentsHeading(contents) : title
    case .halfTitle, .copyright, .dedication, .epigraph: return nil
    case .chapter:
      let numeral = numeral(of: division)
      return numeral.map { title.isEmpty ? $0 : "\($0). \(title)" } ?? title
    case .part, .section, .notes, .index, .bibliography, .figures, .tables:
      return title.isEmpty ? label(of: division) : title
    }
  }
}
