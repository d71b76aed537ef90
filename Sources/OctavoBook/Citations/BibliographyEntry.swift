package import OctavoBase

/// A work that a book cites, as a bibliography file describes it.
///
/// Made by `BibTeXReader` or `CSLReader`; printed by `EntryPrinter`.
package struct BibliographyEntry: Sendable {
  /// What kind of work it is; it decides which facts are printed, and in which order.
  package enum Kind: Sendable, Hashable, CaseIterable {
    case book, chapter, article, paper, thesis, report, webpage
    /// Anything else: what is known is printed.
    case other
  }

  /// What a person did for the work.
  package enum Role: Sendable, Hashable, CaseIterable {
    case author, editor, translator
    /// The editor of the book that a chapter stands in.
    case containerEditor
  }

  /// A fact that is printed as text.
  package enum Field: Sendable, Hashable, CaseIterable {
    case title, shortTitle, container, publisher, place, edition, volume, issue, pages, number
    case series, genre, note
  }

  /// What citations call it by.
  package let key: String
  package var kind: Kind
  package var people: [Role: PersonList] = [:]
  /// Only fields that say something.
  package var texts: [Field: [Inline]] = [:]
  package var date: SourceDate?
  /// When a page of the web was looked at.
  package var accessed: SourceDate?
  /// Without `https://doi.org/`.
  package var doi: String?
  package var url: String?
  /// The key, where the entry was written.
  package let span: SourceSpan

  package init(key: String, kind: Kind, span: SourceSpan) {
    self.key = key
    self.kind = kind
    self.span = span
  }

  /// The words of a fact; empty where nothing is known.
  func words(_ field: Field) -> String { texts[field].map(Inline.plainText) ?? "" }

  /// The name that leads to the entry's line in the bibliography.
  static func anchor(_ key: String) -> String { anchorPrefix + key }

  /// What all names that lead to lines of the bibliography begin with.
  package static let anchorPrefix = "bibliography:"
}

/// People in the order of the title page.
package struct PersonList: Sendable, Hashable {
  package var names: [PersonName] = []
  /// Whether others are left out where the names were written.
  package var hasOthers = false

  package init(_ names: [PersonName], hasOthers: Bool = false) {
    self.names = names
    self.hasOthers = hasOthers
  }
}

/// The works a book may cite, and how it cites them.
package struct Bibliography: Sendable {
  /// How citations are printed.
  package enum Style: String, Sendable, CaseIterable {
    /// Author and year: The Chicago Manual of Style, 17th edition, chapter 15.
    case authorDate = "author-date"
    /// Numbers in the order of the citations.
    case numeric
    /// Numbers in the order of the alphabet.
    case numericSorted = "numeric-sorted"

    var isNumeric: Bool { self != .authorDate }
  }

  /// Works that are listed though the text does not cite them.
  package enum Uncited: Sendable, Hashable {
    case listed([String])
    case all
  }

  /// In the order of the files; no two have one key.
  package var entries: [BibliographyEntry] = []
  package var style = Style.authorDate
  package var uncited = Uncited.listed([])
  /// Where `bibliography` stands in `book.yaml`; nil where the book has none.
  package var span: SourceSpan?
  /// Where `nocite` stands.
  package var uncitedSpan: SourceSpan?

  package init() {}
}
