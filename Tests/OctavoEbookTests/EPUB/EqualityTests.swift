import Octavo
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoEbook
import OctavoTestSupport
import Testing

/// What is read back from an e-book is the book.
@Suite("EPUB equality")
struct EqualityTests {
  @Test(
    "words, headings, notes and descriptions read back equal the book's",
    arguments: ["Fixtures/handbook", "Fixtures/torture", "Fixtures/manuscripts/single.md"])
  func equal(book: String) throws {
    let result = try SmallBook.set(path: Repository.path(book))
    let publication = try Publication.write(result)
    let found = try BookWriter(result).verifyEPUB(publication.bytes)
    #expect(found.isEmpty, "\(found.map(\.message).joined(separator: "\n"))")
  }

  @Test("a book of everything reads back equal, its characters outside XML apart")
  func everything() throws {
    let result = try Publication.set(Self.everything)
    let publication = try Publication.write(result)
    let found = try BookWriter(result).verifyEPUB(publication.bytes)
    #expect(found.isEmpty, "\(found.map(\.message).joined(separator: "\n"))")
    let content = try EPUBContentReader.read(publication.bytes)
    let piece = try #require(content.pieces.first)
    #expect(piece.words.starts(with: ["Title", "Some", "words,"]))
    #expect(piece.notes == ["The note, see another.", "Another note."])
    #expect(piece.alternatives == ["a picture in a line"])
  }

  @Test("a word lost from an e-book is found and named")
  func lostWord() throws {
    let whole = try SmallBook.set("# One\n\nAlpha beta gamma.[^n]\n\n[^n]: Delta epsilon.\n")
    let torn = try SmallBook.set("# One\n\nAlpha gamma.[^n]\n\n[^n]: Delta epsilon zeta.\n")
    let found = try BookWriter(whole).verifyEPUB(try Publication.write(torn).bytes)
    #expect(found.count == 2)
    #expect(
      found.first?.message == "in “One” word 3 of the EPUB is “gamma.” where the book has “beta”")
    #expect(found.last?.code == "verify.note")
  }

  @Test("bytes that are no e-book are refused, not read")
  func noArchive() throws {
    #expect(throws: OctavoError.self) { try EPUBContentReader.read([]) }
    #expect(throws: OctavoError.self) { try EPUBContentReader.read(Array("PK nothing".utf8)) }
  }

  static let everything = """
    # Title {#t}

    Some *wor*ds, [an inner *span*]{#s .x lang=de}, `code`, $a^2$, ~~gone~~, H[2]{.subscript}O,
    [small]{.smallcaps} 9[th]{.superscript}.[^a] Line\\
    broken. ![a picture in a line](leaf.png) [](#t) [own](#s) [@tbl:x] [t]{.page}

    [^a]: The note, see another.[^b]

    [^b]: Another note.

    ## Section[^b]

    - one
    - two

      > quoted

    3) three
    4) four

    - [x] done
    - [ ] open

    Term
    : Meaning one
    : Meaning two

    ::: verse
    a line
    another

    new stanza
    :::

    ::: warning
    Beware.
    :::

    ::: custom
    Inside.
    :::

    | A | B |
    |---|--:|
    | 1 | 2 |

    Table: A caption {#tbl:x}

    ```swift
    let x = 1 < 2 && true
    ```

    ***

    $$x < y$$

    Last.
    """
}
