import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoStyle
import OctavoTestSupport
import Testing

/// The words before the numbers of chapters and parts, and what a sentence says of them.
@Suite("Labels in the book's language")
struct LabelTests {
  @Test(
    "“Chapter” and “Part” are words of the book's language, where the template has them as they are",
    arguments: [
      ("en-GB", "Chapter 1", "Part I", "chapter 1"), ("de", "Kapitel 1", "Teil I", "Kapitel 1"),
      ("fr-CA", "Chapitre 1", "Partie I", "chapitre 1"),
      ("es", "Capítulo 1", "Parte I", "capítulo 1"), ("it", "Capitolo 1", "Parte I", "capitolo 1"),
      ("da", "Chapter 1", "Part I", "chapter 1"),
    ])
  func labels(language: String, chapter: String, part: String, sentence: String) throws {
    let (book, numbers) = try Self.numbers(language)
    #expect(book.divisions.compactMap { numbers.label(of: $0) } == [part, chapter])
    let id = try #require(book.divisions.last).id
    #expect(numbers.labels[id]?.number == sentence)
  }

  @Test("a template's own words stay as they are, and numbers in words are English alone")
  func ownWords() throws {
    var (book, numbers) = try Self.numbers("de") { $0.chapterLabel = "§ {number}" }
    #expect(book.divisions.compactMap { numbers.label(of: $0) } == ["Teil I", "§ 1"])
    (book, numbers) = try Self.numbers("de") { $0.chapters = .words }
    #expect(numbers.label(of: book.divisions[1]) == "Kapitel 1")
    (book, numbers) = try Self.numbers("en") { $0.chapters = .words }
    #expect(numbers.label(of: book.divisions[1]) == "Chapter One")
  }

  /// A book of a part and a chapter in it, by the standard template with its numbering changed.
  private static func numbers(
    _ language: String, _ change: (inout Numbering) -> Void = { _ in }
  ) throws -> (Book, BookNumbers) {
    let folder = try TemporaryFolder()
    try folder.write("# The Sea\n\nText.\n", to: "sea.md")
    try folder.write(
      "title: T\nlanguage: \(language)\nfront: []\nbody:\n  - part: Water\n    chapters: [sea.md]\n",
      to: "book.yaml")
    let styled = try StyledBook(path: folder.path)
    var numbering = styled.sheet.numbering
    change(&numbering)
    return (styled.book, BookNumbers(book: styled.book, numbering: numbering))
  }
}
