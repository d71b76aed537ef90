import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// Word processors open the documents without a murmur.
@Suite("DOCX validity", .ownThreads)
struct DOCXValidityTests {
  @Test(
    "elements stand in the schema's order, and everything named is there",
    arguments: BookCase.all)
  func rules(book: BookCase) throws {
    let result = try book.set()
    for form in BookWriter.DocumentForm.allCases {
      let faults = try WordRules.faults(of: try WordDocument.write(result, form: form))
      #expect(faults.isEmpty, "\(form): \(faults.prefix(20).joined(separator: "\n"))")
    }
  }

  @Test(
    "a book of everything, with all that a book can say of itself, is valid",
    arguments: BookWriter.DocumentForm.allCases)
  func everything(form: BookWriter.DocumentForm) throws {
    for document in try Self.everythingWritten(form) {
      let faults = try WordRules.faults(of: document)
      #expect(faults.isEmpty, "\(faults.prefix(20).joined(separator: "\n"))")
    }
  }

  private static func everythingWritten(
    _ form: BookWriter.DocumentForm
  ) throws -> [WordDocument] {
    try [
      (EqualityTests.everything, PackageTests.everything),
      (gathered, "front: [toc]\nback: [notes, index]\n"),
      (
        "# שלום\n\nשלום [English]{lang=en} עולם.\n\n## a:b {#a:b}\n\n## a-b {#a-b}\n\n[](#a:b) [](#a-b)\n",
        "language: he\nfront: []\n"
      ),
    ].map { text, header in try WordDocument.of(text, header: header, form: form) }
  }

  @Test(
    "the rules of the Open XML SDK find no fault in a book of everything",
    .enabled(if: OpenXMLAudit.isInstalled, "needs PyPI's openxml-audit"),
    arguments: BookWriter.DocumentForm.allCases)
  func everythingAudited(form: BookWriter.DocumentForm) throws {
    for document in try Self.everythingWritten(form) { try OpenXMLAudit.expectValid(document) }
  }

  static let gathered = """
    # One {#one}

    Opening words.[^a] Again.[^a] A []{.index term="fish!whale"}whale, see [@two]{.page}.

    [^a]: A note that ends the book, and calls.[^b]

    [^b]: Another.

    # Two {#two}

    Opening words.[^c] A []{.index term="fish"}fish.

    [^c]: A third.
    """

  @Test(
    "the rules of the Open XML SDK find no fault",
    .enabled(if: OpenXMLAudit.isInstalled, "needs PyPI's openxml-audit"), arguments: BookCase.all)
  func audited(book: BookCase) throws {
    let result = try book.set()
    for form in BookWriter.DocumentForm.allCases {
      try OpenXMLAudit.expectValid(try WordDocument.write(result, form: form))
    }
  }

  @Test("two exports of a book, on any number of threads, are the same bytes")
  func reproducible() throws {
    let path = Repository.path("Fixtures/handbook")
    let one = try WordDocument.write(try SmallBook.set(path: path, threads: 1))
    let many = try WordDocument.write(try SmallBook.set(path: path, threads: 4))
    #expect(one.bytes == many.bytes)
  }

  @Test("characters XML has no place for are left out and counted")
  func illegalCharacters() throws {
    let document = try WordDocument.of(
      "# One\n\nOpening words here.\n\nA\u{1}B\u{FFFF}C `x\u{8}y`.\n")
    #expect(try document.paragraphs().contains { $0.text == "ABC xy." })
    #expect(document.diagnostics.map(\.code) == ["docx.illegal-character"])
    #expect(document.diagnostics.first?.message.hasPrefix("1 character") == true)
  }

  @Test("ids that a document's names cannot tell apart stay apart")
  func clashingNames() throws {
    let long = String(repeating: "x", count: 60)
    let ids = ["a:b", "a-b", "a_b", "A_B", "ä", "1", long + "1", long + "2"]
    let text =
      "# One\n\n" + ids.map { "## Section {#\($0)}\n\nText." }.joined(separator: "\n\n")
      + "\n\n" + ids.map { "[](#\($0)) [x](#\($0))" }.joined(separator: " ") + "\n"
    let document = try WordDocument.of(text)
    #expect(try WordRules.faults(of: document).isEmpty)
    let places = Set(try document.body.matches(of: /w:anchor="([^"]+)"/).map { String($0.1) })
    #expect(places.count == ids.count)
  }
}

/// A port of the Open XML SDK's validator: PyPI's `openxml-audit`.
enum OpenXMLAudit {
  static let isInstalled = Python.has("openxml_audit")

  static func expectValid(_ document: WordDocument) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(document.bytes), to: "book.docx")
    let result = try Python.run(
      "import sys; from openxml_audit.cli import main; sys.argv = ['openxml-audit', '-m', '20', sys.argv[1]]; main()",
      path)
    #expect(result.status == 0, "\(result.out)\n\(result.err)")
  }
}

/// Python with what PyPI has for documents, in tests that need it.
enum Python {
  static func has(_ module: String) -> Bool { (try? run("import \(module)"))?.status == 0 }

  static func run(_ program: String, _ arguments: String...) throws -> Shell.Result {
    try Shell.run("python3", ["-c", program] + arguments)
  }
}
