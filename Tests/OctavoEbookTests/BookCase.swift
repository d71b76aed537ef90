import Foundation
import Octavo
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// One of the repository's books in one of the bundled templates, for other programs to judge.
struct BookCase: Sendable, CustomTestStringConvertible {
  /// Relative to the repository, or absolute.
  let book: String
  let template: String

  var testDescription: String { "\(book) in \(template)" }

  func set(threads: Int = 2) throws -> TypesetResult {
    let path = book.hasPrefix("/") ? book : Repository.path(book)
    return try SmallBook.set(path: path, template: template, threads: threads)
  }

  static let books = ["Fixtures/handbook", "Fixtures/torture", "Fixtures/manuscripts/single.md"]
  static let templates = ["standard", "academic", "modern"]

  /// Every book in its usual template and the handbook in all; every book in every template, and a
  /// book that the environment names with them, where other programs are asked at length.
  static let all: [BookCase] =
    isAtLength
    ? (books + [ProcessInfo.processInfo.environment["OCTAVO_CORPUS"]].compactMap(\.self))
      .flatMap { book in templates.map { BookCase(book: book, template: $0) } }
    : books.map { BookCase(book: $0, template: "standard") }
      + templates.dropFirst().map { BookCase(book: books[0], template: $0) }

  /// Whether minutes may be spent: `make test-formats`.
  static let isAtLength = ProcessInfo.processInfo.environment["OCTAVO_OFFICE"] == "1"
}
