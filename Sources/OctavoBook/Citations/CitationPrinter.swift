import OctavoBase

/// Prints citations in the text, each leading to the work's line in the bibliography.
struct CitationPrinter {
  let labels: SourceLabels
  let style: Bibliography.Style
  let words: CitationWords
  /// Whether the book lists its works, so that citations have somewhere to lead.
  let isListed: Bool

  /// What a citation prints; works that are not known stand as they were written.
  func text(of citation: Citation) -> [Inline] {
    switch citation.form {
    case .apart: style.isNumeric ? numbered(citation.items) : parenthesized(citation.items)
    case .inText: inText(citation.items[0])
    }
  }

  // MARK: Pieces

  private func link(_ text: [Inline], to item: Citation.Item) -> Inline {
    guard isListed else { return text.count == 1 ? text[0] : .span(Attributes(), text) }
    return .reference(
      Reference(
        target: BibliographyEntry.anchor(item.key), form: .text, text: text, span: item.span))
  }

  private func locator(_ item: Citation.Item) -> [Inline] {
    guard let locator = item.locator else { return [] }
    return [.text(", " + locator.printed(words.language, isNumeric: style.isNumeric))]
  }

  /// A suffix follows a comma of its own, or a blank.
  private func suffix(_ item: Citation.Item) -> [Inline] {
    guard let first = Inline.plainText(item.suffix).first else { return [] }
    return (",;:.".contains(first) ? [] : [.text(" ")]) + item.suffix
  }

  private func prefix(_ item: Citation.Item) -> [Inline] {
    item.prefix.isEmpty ? [] : item.prefix + [.text(" ")]
  }

  private static func unknown(_ item: Citation.Item) -> [Inline] {
    [.text((item.hidesAuthor ? "-@" : "@") + item.key)]
  }

  // MARK: Author and date

  /// `(see Smith 2020a, 12; Doe 2019)`.
  private func parenthesized(_ items: [Citation.Item]) -> [Inline] {
    var result: [Inline] = [.text("(")]
    var last: Citation.Item?
    for item in items {
      if let before = last {
        let follows = sharesNames(before, item)
        let isPlain = before.locator == nil && before.suffix.isEmpty
        result.append(.text(follows && isPlain ? ", " : "; "))
        result += prefix(item) + cited(item, hidesNames: follows)
      } else {
        result += prefix(item) + cited(item, hidesNames: false)
      }
      result += locator(item) + suffix(item)
      last = item
    }
    return result + [.text(")")]
  }

  /// Whether an item's authors are those of the one before, so that they need not be named again.
  private func sharesNames(_ before: Citation.Item, _ item: Citation.Item) -> Bool {
    guard item.prefix.isEmpty, let first = labels[before.key], let second = labels[item.key] else {
      return false
    }
    return Inline.plainText(first.names) == Inline.plainText(second.names)
  }

  private func cited(_ item: Citation.Item, hidesNames: Bool) -> [Inline] {
    guard let label = labels[item.key] else { return Self.unknown(item) }
    let isBare = hidesNames || item.hidesAuthor
    let names = isBare ? [] : label.names + [.text(Self.gap(label.names))]
    return [link(names + [.text(label.year)], to: item)]
  }

  /// Between a name and a year there is no comma, but one that ends in a quotation mark is a title.
  private static func gap(_ names: [Inline]) -> String { names.isEmpty ? "" : " " }

  // MARK: Numbers

  /// `[1–3, 7]`; `[see 4, p. 12]`.
  private func numbered(_ items: [Citation.Item]) -> [Inline] {
    let isPlain = items.allSatisfy {
      $0.prefix.isEmpty && $0.locator == nil && $0.suffix.isEmpty && labels[$0.key] != nil
    }
    guard isPlain else {
      let pieces = items.map { prefix($0) + number($0) + locator($0) + suffix($0) }
      return [.text("[")] + pieces.joined(separator: [.text("; ")]) + [.text("]")]
    }
    var seen: Set<Int> = []
    let sorted = items.map { (labels[$0.key]?.number ?? 0, $0) }.sorted { $0.0 < $1.0 }
      .filter { seen.insert($0.0).inserted }
    var pieces: [[Inline]] = []
    var run: [(Int, Citation.Item)] = []
    func flush() {
      if run.count > 2 {
        pieces.append(number(run[0].1) + [.text("–")] + number(run[run.count - 1].1))
      } else {
        pieces += run.map { number($0.1) }
      }
      run = []
    }
    for entry in sorted {
      if let last = run.last, last.0 + 1 != entry.0 { flush() }
      run.append(entry)
    }
    flush()
    return [.text("[")] + pieces.joined(separator: [.text(", ")]) + [.text("]")]
  }

  private func number(_ item: Citation.Item) -> [Inline] {
    guard let label = labels[item.key] else { return Self.unknown(item) }
    return [link([.text("\(label.number)")], to: item)]
  }

  // MARK: In the text

  /// `Smith (2020, 12)`; `Smith [4, p. 12]`.
  private func inText(_ item: Citation.Item) -> [Inline] {
    guard let label = labels[item.key] else { return Self.unknown(item) }
    let (open, close) = style.isNumeric ? ("[", "]") : ("(", ")")
    let mark = style.isNumeric ? "\(label.number)" : label.year
    let names = item.hidesAuthor ? [] : label.names + [.text(style.isNumeric ? "\u{A0}" : " ")]
    return names + [.text(open), link([.text(mark)], to: item)] + locator(item) + suffix(item)
      + [.text(close)]
  }
}
