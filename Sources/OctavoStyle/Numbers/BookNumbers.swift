import OctavoBase
package import OctavoBook

/// The numbers of chapters, parts, figures and tables, and the words printed with them.
package struct BookNumbers: Sendable {
  package let numbering: Numbering
  package let words: BookWords
  /// `Figure 3` by the figure's id.
  private var captions: [String: String] = [:]
  /// `2.1` by a section's anchor, where the template numbers sections.
  private var sectionNumbers: [String: String] = [:]
  /// `Theorem 2.1` by where the theorem stands in the manuscript.
  private var theorems: [SourceSpan: String] = [:]
  /// Every label with its number and title; folios are not known yet.
  package private(set) var labels = LabelTable()

  package init(book: Book, numbering: Numbering) {
    self.numbering = numbering
    words = BookWords(language: book.metadata.language)
    var counts = Counts()
    for division in book.divisions {
      define(division)
      numberSections(of: division)
      if numbering.captionsByChapter { counts.begin(division) }
      count(division.blocks, &counts)
      division.visitIndexMarks { labels.define($0.anchor, number: "", title: "") }
    }
  }

  private struct Counts {
    var figures = 0
    var tables = 0
    var theorems = 0
    /// `3.` within the third chapter, where it goes before the numbers.
    var prefix = ""

    /// Counts anew in a chapter; what has no number goes on with the book's own count.
    mutating func begin(_ division: Division) {
      guard division.kind == .chapter, division.matter == .body, let number = division.number
      else { return }
      self = Counts(prefix: "\(number).")
    }
  }

  /// `2.1` for the first section of chapter 2; deeper counts start anew with each section above.
  private mutating func numberSections(of division: Division) {
    guard numbering.sections, let chapter = division.number else { return }
    var counts: [Int] = []
    for section in division.sectionHeadings {
      while counts.count < section.level { counts.append(0) }
      counts.removeLast(counts.count - section.level)
      counts[section.level - 1] += 1
      guard section.level <= numbering.sectionDepth else { continue }
      sectionNumbers[section.anchor] =
        ([chapter] + counts).map { "\($0)" }.joined(separator: ".")
    }
  }

  /// `2.1` for a section, by its anchor; nil where sections are not numbered.
  package func sectionNumber(_ anchor: String) -> String? { sectionNumbers[anchor] }

  private mutating func define(_ division: Division) {
    let label = self.label(of: division)
    labels.define(
      division.id, number: label.map(inSentence) ?? "",
      title: Inline.plainText(division.title))
  }

  /// A label as it stands within a sentence.
  private func inSentence(_ text: String) -> String {
    words.capitalizesNouns ? text : text.prefix(1).lowercased() + text.dropFirst()
  }

  private mutating func count(_ blocks: [Block], _ counts: inout Counts) {
    for block in blocks {
      switch block.content {
      case .heading(_, let inlines):
        let number = block.attributes.id.flatMap { sectionNumbers[$0] }
        define(
          block, number: number.map { inSentence(words["Section"]) + " " + $0 } ?? "",
          Inline.plainText(inlines))
      case .figure(let figure):
        if let id = block.attributes.id {
          counts.figures += 1
          number(
            id, "Figure", counts.prefix + "\(counts.figures)", Inline.plainText(figure.caption))
        }
      case .table(let table):
        if let id = block.attributes.id {
          counts.tables += 1
          number(id, "Table", counts.prefix + "\(counts.tables)", Inline.plainText(table.caption))
        }
      case .container(_, let inner) where block.numberedTheorem != nil:
        number(theorem: block, &counts)
        count(inner, &counts)
      case .quote(let inner), .container(_, let inner):
        define(block, number: "", "")
        count(inner, &counts)
      case .list(let list):
        define(block, number: "", "")
        for item in list.items { count(item.blocks, &counts) }
      default: define(block, number: "", "")
      }
    }
  }

  private mutating func define(_ block: Block, number: String, _ title: String) {
    if let id = block.attributes.id { labels.define(id, number: number, title: title) }
  }

  private mutating func number(_ id: String, _ kind: String, _ number: String, _ title: String) {
    let text = "\(words[kind]) \(number)"
    captions[id] = text
    labels.define(id, number: inSentence(text), title: title)
  }

  /// Theorems and all that is like them are counted together.
  private mutating func number(theorem block: Block, _ counts: inout Counts) {
    guard let theorem = block.numberedTheorem else { return }
    counts.theorems += 1
    let text = "\(words[theorem.label]) \(counts.prefix)\(counts.theorems)"
    theorems[block.span] = text
    define(block, number: inSentence(text), block.attributes["title"] ?? "")
  }

  /// The words that begin a theorem, such as `Theorem 2.1` or `Proof`; nil for other blocks.
  package func label(ofTheorem block: Block) -> String? {
    guard case .container(.theorem(let theorem), _) = block.content else { return nil }
    return theorems[block.span] ?? words[theorem.label]
  }

  /// `Figure 3` for a figure or table with an id.
  package func caption(of id: String) -> String? { captions[id] }

  /// The line above a chapter's or part's title, such as `Chapter IV`; nil where it has none.
  ///
  /// A numeral the manuscript writes stays as it is written; else the template's style counts.
  package func label(of division: Division) -> String? {
    switch division.kind {
    case .chapter where division.matter == .body:
      return label(division, numbering.chapters, pattern: numbering.chapterLabel)
    case .part: return label(division, numbering.parts, pattern: numbering.partLabel)
    case .notes where division.title.isEmpty: return words["Notes"]
    case .index where division.title.isEmpty: return words["Index"]
    case .bibliography where division.title.isEmpty: return words["Bibliography"]
    case .figures where division.title.isEmpty: return words["Figures"]
    case .tables where division.title.isEmpty: return words["Tables"]
    default: return nil
    }
  }

  private func label(
    _ division: Division, _ style: Numbering.Style, pattern: String
  ) -> String? {
    if style == .none { return division.numeral }
    // Numbers in words are English.
    let style = style == .words && !words.isEnglish ? .arabic : style
    let number = division.numeral ?? division.number.map { Numerals.format($0, style) }
    return number.map { Self.filled(words.label(pattern)[...], $0) }
  }

  /// A pattern with a number for each `{number}`.
  private static func filled(_ pattern: Substring, _ number: String) -> String {
    let mark = "{number}"
    guard let brace = pattern.utf8.firstIndex(of: 0x7B) else { return String(pattern) }
    if pattern[brace...].hasPrefix(mark) {
      let rest = pattern.utf8.index(brace, offsetBy: mark.utf8.count)
      return pattern[..<brace] + number + filled(pattern[rest...], number)
    }
    let next = pattern.utf8.index(after: brace)
    return pattern[..<next] + filled(pattern[next...], number)
  }

  /// The bare number as the contents list it.
  package func numeral(of division: Division) -> String? {
    switch division.kind {
    case .chapter where division.matter == .body:
      if let numeral = division.numeral { return numeral }
      switch numbering.chapters {
      case .none: return nil
      case .words: return division.number.map { "\($0)" }
      case let style: return division.number.map { Numerals.format($0, style) }
      }
    default: return nil
    }
  }
}
