import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// A reference that leads elsewhere than in the book is found, in every format.
@Suite("Equality of references", .ownThreads)
struct ReferenceGateTests {
  /// Two books alike but for one reference.
  struct Change: Sendable {
    let whole: String
    let torn: String
    /// What the message of the difference says.
    let words: String
  }

  private static let frame = """

    ## Left {#left}

    Some words, [a span]{#span} in them.

    ## Right {#right}

    More of it.[^a] And on.[^b]

    ![a leaf](leaf.png "Its caption"){#fig:leaf}

    [^a]: The first note, [in it]{#innote}.

    [^b]: The second.
    """

  private static let changes = [
    Change(whole: "See [here](#left).", torn: "See [here](#right).", words: "to word"),
    Change(whole: "See [here](#left).", torn: "See [here](#span).", words: "to word"),
    Change(whole: "See [here](#left).", torn: "See [here](#innote).", words: "of note 1 of"),
    Change(
      whole: "See [here](https://a.org/).", torn: "See [here](https://b.org/).",
      words: "“https://b.org/”"),
    Change(whole: "See [here](https://a.org/).", torn: "See here.", words: "reference 1"),
    Change(whole: "See [here](#left).", torn: "See [](#left) here.", words: ""),
    Change(whole: "See it.[^a] On and on.", torn: "See it. On and on.[^a]", words: "after word"),
    Change(whole: "See it.[^a] On.", torn: "See it.[^b] On.", words: ""),
  ]

  @Test("each is found", arguments: changes)
  func found(_ change: Change) throws {
    let text = { (words: String) in "# One {#one}\n\n\(words)\n\(Self.frame)\n" }
    let whole = try Publication.set(text(change.whole))
    let torn = try Publication.set(text(change.torn))
    let writer = BookWriter(whole)
    let epub = try writer.verifyEPUB(Publication.write(torn).bytes)
    let docx = try writer.verifyDOCX(WordDocument.write(torn).bytes)
    for found in [epub, docx] {
      #expect(!found.isEmpty)
      let isTold = found.contains {
        $0.code == "verify.reference" && $0.message.contains(change.words)
      }
      #expect(change.words.isEmpty || isTold, "\(found.map(\.message))")
    }
    let same =
      try writer.verifyEPUB(Publication.write(whole).bytes)
      + writer.verifyDOCX(WordDocument.write(whole).bytes)
    #expect(same.isEmpty, "\(same.map(\.message))")
  }

  @Test("references of every form, nested ones too, read back equal")
  func allForms() throws {
    let text = """
      # One {#one}

      [](#left) [@fig:leaf] [see @fig:leaf] [x](#span){.page} pre[fix](#right)ed [*em* `code`](https://e.org/a%20b)
      [a](#innote) to a note [](#two) | [](relative/file.md)

      - [item](#one)

        > [quoted](#fig:leaf)[^a]

      | [cell](#left) | B[^a] |
      |---|---|
      | [@fig:leaf] | [page](#right){.page} |

      Term [t](#left)
      : Meaning [m](#right)[^c]

      [^c]: See [left](#left), [^a] and [web](https://e.org/?q=1&r=2).

      """ + Self.frame + """


        # Two [with](#left) a link[^d] {#two}

        Text.[^d]

        [^d]: In two, [back](#one).
        """
    let result = try Publication.set(text, header: "front: [toc]\n")
    let writer = BookWriter(result)
    let found =
      try writer.verifyEPUB(Publication.write(result).bytes)
      + writer.verifyDOCX(WordDocument.write(result).bytes)
      + writer.verifyDOCX(WordDocument.write(result, form: .manuscript).bytes)
    #expect(found.isEmpty, "\(found.map(\.message).joined(separator: "\n"))")
  }

  @Test("pages listed at other places are found")
  func pageList() throws {
    let result = try SmallBook.set(path: Repository.path("Fixtures/handbook"), threads: 2)
    let whole = try Publication.write(result)
    let pages = try whole.pageList()
    let writer = BookWriter(result)
    let listed = "<a href=\"\(pages[20].target)\">"
    let moved = try Self.changed(
      whole.bytes, "EPUB/nav.xhtml", listed, "<a href=\"\(pages[21].target)\">")
    #expect(try writer.verifyEPUB(moved).map(\.code) == ["verify.page-list"])
    let parts = pages[20].target.components(separatedBy: "#")
    let text = try whole.file(parts[0])
    let marker = try #require(
      try text.firstMatch(
        of: Regex("<(span|div) [^>]*id=\"\(parts[1])\"[^>]*></(span|div)>")))
    let markup = String(text[marker.range])
    let gone = try Self.changed(whole.bytes, "EPUB/" + parts[0], markup, "")
    let end = "</section>\n</body>"
    let strayed = try Self.changed(
      gone, "EPUB/" + parts[0], end, "<p>\(markup)</p>\(end)")
    #expect(try writer.verifyEPUB(strayed).map(\.code) == ["verify.page-list"])
  }

  @Test("a page number in a document's contents that is not print's is found")
  func folios() throws {
    let result = try SmallBook.set(path: Repository.path("Fixtures/handbook"), threads: 2)
    let whole = try WordDocument.write(result)
    let field = try #require(
      try whole.body.firstMatch(of: /PAGEREF _Toc\d+ .*?<w:t [^>]*>(\d+)<\/w:t>/))
    let old = String(field.0)
    let new = old.replacingOccurrences(of: ">\(field.1)</w:t>", with: ">777</w:t>")
    let torn = try Self.changed(whole.bytes, "word/document.xml", old, new)
    let found = try BookWriter(result).verifyDOCX(torn)
    #expect(found.map(\.code) == ["verify.folio"])
    #expect(found.first?.message.contains("“777”") == true)
  }

  @Test("descriptions stand with their pictures in a PDF, and another one is found")
  func descriptions() throws {
    let folder = try TemporaryFolder()
    try withExtendedLifetime(folder) {
      let leaf = try Data(contentsOf: Repository.url("Fixtures/handbook/figures/leaf.png"))
      try folder.write(leaf, to: "leaf.png")
      let (whole, torn) = (
        try Self.set("a leaf — “of oak”", in: folder), try Self.set("a tree", in: folder)
      )
      let path = folder.path + "/book.pdf"
      try BookWriter(torn).writePDF(to: path)
      #expect(try BookWriter(torn).verifyPDF(at: path).isEmpty)
      let found = try BookWriter(whole).verifyPDF(at: path)
      #expect(found.map(\.code) == ["verify.description"])
      #expect(found.first?.message.contains("“a tree”") == true)
      #expect(try Shell.run("qpdf", ["--check", path]).status == 0)
    }
  }

  private static func set(
    _ description: String, in folder: borrowing TemporaryFolder
  ) throws -> TypesetResult {
    let path = try folder.write(
      "---\ntitle: A Book\nfront: []\n---\n\n# One\n\n![\(description)](leaf.png)\n",
      to: "book.md")
    return try SmallBook.set(path: path)
  }

  private static func changed(
    _ archive: [UInt8], _ file: String, _ old: String, _ new: String
  ) throws -> [UInt8] {
    try CheckTests.changed(
      archive, CheckTests.Fault(file: file, old: old, new: new, code: "", words: ""))
  }
}
