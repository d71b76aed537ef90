package import OctavoBase
package import OctavoBook
package import OctavoStyle

/// All that the pieces of an e-book are written from.
package struct Edition: Sendable {
  /// The book as meaning.
  package let book: Book
  /// The template resolved for the book.
  package let sheet: StyleSheet
  /// Numbers of chapters, figures and tables, and the words printed with them.
  package let numbers: BookNumbers
  /// What cross references print, folios included.
  package let labels: LabelTable
  /// Where each printed page begins; empty for a book without print.
  package let pages: PageMap
  /// The manuscript's files, in which a diagnostic finds its place; empty where they are not at hand.
  package let sources: SourceMap

  package init(
    book: Book, sheet: StyleSheet, numbers: BookNumbers, labels: LabelTable, pages: PageMap,
    sources: SourceMap = SourceMap()
  ) {
    self.book = book
    self.sheet = sheet
    self.numbers = numbers
    self.labels = labels
    self.pages = pages
    self.sources = sources
  }

  /// Whether the notes of all divisions stand together at the book's end.
  var gathersNotes: Bool { book.divisions.contains { $0.kind == .notes } }

  /// The words the book prints of itself, in its language.
  var words: BookWords { numbers.words }

  /// The book's language, as XML's `lang` takes it.
  var language: String { LanguageCode.valid(book.metadata.language.text) ?? "und" }
}

/// Language tags as a reading system takes them.
enum LanguageCode {
  /// The tag, where it is formed as BCP 47 asks: subtags of one to eight letters and digits.
  static func valid(_ tag: String) -> String? {
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    let isFormed = parts.allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    guard isFormed, let first = parts.first, (2...8).contains(first.count),
      first.allSatisfy(\.isLetter)
    else { return nil }
    return tag
  }

  /// Whether a language is written from right to left.
  static func isRightToLeft(_ tag: String) -> Bool {
    let primary = tag.split(separator: "-").first.map { $0.lowercased() } ?? ""
    return ["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"].contains(primary)
  }
}
