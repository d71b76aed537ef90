/// What is known of each labelled place: its number, its title, and the folio it stands on.
///
/// Numbers and titles come from the book before layout; folios from the pages, settled in passes.
package struct LabelTable: Sendable {
  package struct Label: Sendable, Hashable {
    /// The kind's word with the number, such as `figure 3`; empty where it has none.
    package var number: String
    package var title: String
    /// As printed; nil until the first pass has placed it.
    package var folio: String?
  }

  private var labels: [String: Label] = [:]

  package init() {}

  package mutating func define(_ id: String, number: String, title: String) {
    labels[id] = Label(number: number, title: title)
  }

  /// Sets where a label stands; unknown ids are of no concern.
  package mutating func place(_ id: String, folio: String) {
    labels[id]?.folio = folio
  }

  package subscript(id: String) -> Label? { labels[id] }

  /// What a reference prints; nil where the target, or its page, is not known.
  package func text(for reference: Reference) -> String? {
    guard let label = labels[reference.target] else { return nil }
    switch reference.form {
    case .number:
      if label.number.isEmpty { return label.title }
      return reference.beginsSentence
        ? label.number.prefix(1).uppercased() + label.number.dropFirst() : label.number
    case .title: return label.title.isEmpty ? label.number : label.title
    case .page: return label.folio
    case .text: return nil
    }
  }
}
