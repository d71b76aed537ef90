import OctavoBase

/// What the text calls each work of the bibliography: authors and year, or a number.
struct SourceLabels {
  /// What one work is called.
  struct Label: Sendable {
    /// The authors' names as the text has them; the title where there are none.
    var names: [Inline] = []
    /// With the letter that tells works of one year apart.
    var year = ""
    /// 1-based.
    var number = 0
  }

  /// The works listed, in the order of the bibliography.
  let works: [BibliographyEntry]
  private var labels: [String: Label] = [:]
  private let words: CitationWords

  /// - Parameter cited: the works listed, in the order of the citations.
  init(_ cited: [BibliographyEntry], style: Bibliography.Style, words: CitationWords) {
    self.words = words
    works = style == .numeric ? cited : SourceOrder.sorted(cited, words.language)
    for (index, work) in works.enumerated() {
      labels[work.key] = Label(number: index + 1)
    }
    nameAll()
    dateAll()
  }

  subscript(key: String) -> Label? { labels[key] }

  // MARK: Names

  /// How one work's authors are shortened.
  private struct Shape: Hashable {
    /// How many names stand before “et al.”
    var shown = 1
    /// How much of the first author's given names is printed.
    var given = Given.none
  }

  private enum Given { case none, initials, all }

  /// Names as few authors as tell works apart: first by given names, then by more names
  /// (The Chicago Manual of Style, 15.22 and 15.29).
  private mutating func nameAll() {
    var shapes: [String: Shape] = [:]
    let given = givenNames()
    for work in works { shapes[work.key] = Shape(given: given[work.key] ?? .none) }
    let groups = Dictionary(grouping: works) { work in
      Self.text(names(of: work, shapes[work.key] ?? Shape())) + " " + (work.date?.yearText ?? "")
    }
    for group in groups.values where group.count > 1 {
      let lists = Set(group.map { $0.people[Self.creators(of: $0) ?? .author]?.names ?? [] })
      guard lists.count > 1 else { continue }
      let most = lists.map(\.count).min() ?? 1
      for shown in 2..<max(most, 2) {
        let printed = Set(lists.map { list in list.prefix(shown).map(\.short) })
        guard printed.count == lists.count || shown == most - 1 else { continue }
        for work in group { shapes[work.key]?.shown = shown }
        break
      }
    }
    for work in works {
      let names = names(of: work, shapes[work.key] ?? Shape())
      labels[work.key]?.names = names
    }
  }

  private static func text(_ inlines: [Inline]) -> String { Inline.plainText(inlines) }

  /// First authors of one family name are told apart by their given names.
  private func givenNames() -> [String: Given] {
    var result: [String: Given] = [:]
    func first(_ work: BibliographyEntry) -> PersonName? {
      Self.creators(of: work).flatMap { work.people[$0]?.names.first }
    }
    let groups = Dictionary(grouping: works.filter { first($0) != nil }) { first($0)?.short ?? "" }
    for group in groups.values {
      let people = Set(group.compactMap { first($0)?.straight })
      guard people.count > 1 else { continue }
      let initials = Set(group.compactMap { first($0)?.initials })
      for work in group { result[work.key] = initials.count == people.count ? .initials : .all }
    }
    return result
  }

  /// Who is named before a work's title: its authors, else its editors or translators.
  static func creators(of work: BibliographyEntry) -> BibliographyEntry.Role? {
    [.author, .editor, .translator].first { !(work.people[$0]?.names ?? []).isEmpty }
  }

  private func names(of work: BibliographyEntry, _ shape: Shape) -> [Inline] {
    guard let role = Self.creators(of: work), let list = work.people[role] else {
      return SourceTitle(work, words.language).short
    }
    var names = list.names.map(\.short)
    switch shape.given {
    case .none: break
    case .initials where !list.names[0].initials.isEmpty:
      names[0] = list.names[0].initials + " " + names[0]
    default: names[0] = list.names[0].straight
    }
    guard list.hasOthers || names.count > 3 else { return [.text(words.joined(names))] }
    let shown = names.prefix(min(shape.shown, max(names.count - 1, 1)))
    return [.text(shown.joined(separator: ", ") + (shown.count > 1 ? ", " : " ") + words.others)]
  }

  // MARK: Years

  private mutating func dateAll() {
    let groups = Dictionary(grouping: works) { work in
      Self.text(labels[work.key]?.names ?? []) + "|" + year(of: work)
    }
    for group in groups.values {
      for (index, work) in group.enumerated() {
        let year = year(of: work)
        let letter = group.count > 1 ? Self.letters(index) : ""
        let hyphen = !letter.isEmpty && year.last?.isNumber != true ? "-" : ""
        labels[work.key]?.year = year + hyphen + letter
      }
    }
  }

  private func year(of work: BibliographyEntry) -> String { work.date?.yearText ?? words.noDate }

  /// a, b … z, aa, ab …
  static func letters(_ index: Int) -> String {
    let letter = String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26)))
    return index < 26 ? letter : letters(index / 26 - 1) + letter
  }
}

extension CitationWords {
  /// `A`, `A and B`, `A, B, and C`.
  func joined(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    let comma = names.count > 2 && commaBeforeAnd ? "," : ""
    return names.dropLast().joined(separator: ", ") + "\(comma) \(and) \(last)"
  }
}

/// The order of the works in a bibliography: by authors, then by year, then by title.
enum SourceOrder {
  private struct Key: Comparable {
    /// Family and given name of each author in turn.
    let names: [CollationKey]
    let year: Int
    let title: CollationKey

    static func < (a: Key, b: Key) -> Bool {
      if a.names != b.names { return a.names.lexicographicallyPrecedes(b.names) }
      return a.year == b.year ? a.title < b.title : a.year < b.year
    }
  }

  static func sorted(
    _ works: [BibliographyEntry], _ language: LanguageTag
  ) -> [BibliographyEntry] {
    let keyed: [(key: Key, work: BibliographyEntry)] = works.map { (key($0, language), $0) }
    let sorted = keyed.sorted { a, b in
      a.key == b.key ? a.work.key < b.work.key : a.key < b.key
    }
    return sorted.map(\.work)
  }

  private static func key(_ work: BibliographyEntry, _ language: LanguageTag) -> Key {
    let title = CollationKey(withoutArticle(work.words(.title)), language: language)
    let names = SourceLabels.creators(of: work).flatMap { work.people[$0]?.names } ?? []
    let keys = names.flatMap { name in
      [
        CollationKey(name.family, language: language),
        CollationKey(name.given, language: language),
      ]
    }
    // What has no date comes last; what has no author is sorted by its title.
    return Key(
      names: keys.isEmpty ? [title] : keys, year: work.date?.year ?? .max, title: title)
  }

  private static func withoutArticle(_ title: String) -> String {
    for article in [
      "The ", "A ", "An ", "Der ", "Die ", "Das ", "Le ", "La ", "Les ", "L’", "El ", "Il ",
    ]
    where title.hasPrefix(article) && title.count > article.count {
      return String(title.dropFirst(article.count))
    }
    return title
  }
}
