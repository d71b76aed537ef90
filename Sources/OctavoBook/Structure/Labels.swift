import OctavoBase

/// The labels of a book and the references to them, gathered while divisions are built.
struct Labels {
  private var places: [String: SourceSpan] = [:]
  /// The highest number an id made from a title was given, by title.
  private var counts: [String: Int] = [:]
  /// In the order met.
  private var references: [Reference] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Most references that a near name is sought for, which takes time with each.
  private static let mostHints = 50

  /// A word for a title as an identifier: lower-case letters and digits, hyphens between.
  static func slug(_ title: String) -> String {
    var slug = ""
    for character in title.lowercased() {
      if character.isLetter || character.isNumber {
        slug.append(character)
      } else if character != "'", character != "’", !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
    }
    return slug.last == "-" ? String(slug.dropLast()) : slug
  }

  /// Keeps an id written in the source; a second one of the same name is an error.
  mutating func define(_ id: String, at span: SourceSpan) {
    if let first = places[id] {
      diagnostics.append(
        Diagnostic(
          .error, "book.double-id", "the id '\(id)' is given twice", at: span,
          related: [.init(message: "first given here", span: first)]))
    } else {
      places[id] = span
    }
  }

  /// A new id made from a title, with a number where it is taken.
  mutating func make(from title: String, fallback: String, at span: SourceSpan) -> String {
    let slug = Self.slug(title)
    let base = slug.isEmpty ? fallback : slug
    var id = base
    var count = counts[base] ?? 1
    while places[id] != nil {
      count += 1
      id = "\(base)-\(count)"
    }
    counts[base] = count
    places[id] = span
    return id
  }

  mutating func refer(_ reference: Reference) { references.append(reference) }

  /// The ids of all places.
  var ids: Set<String> { Set(places.keys) }

  /// Reports the references to ids that no place has, and that are no keys of works.
  mutating func check(works: Bibliography) {
    let keys = Set(works.entries.map(\.key))
    let names = (Array(places.keys) + keys).sorted()
    var hinted = 0
    for reference in references where places[reference.target] == nil {
      if reference.form == .number, keys.contains(reference.target) { continue }
      let near = hinted < Self.mostHints ? NearestName.of(reference.target, in: names) : nil
      hinted += 1
      diagnostics.append(
        Diagnostic(
          .warning, "book.unknown-reference",
          keys.isEmpty
            ? "no place in the book has the id '\(reference.target)'"
            : "no place in the book has the id '\(reference.target)', and no work the key",
          at: reference.span, hints: near.map { ["did you mean '\($0)'?"] } ?? []))
    }
  }
}
