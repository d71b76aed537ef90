import Foundation
import Octavo
import OctavoBase
import OctavoBook
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// `octavo template test` finds what is wrong, and nothing where nothing is.
@Suite("Template test")
struct TemplateTestTests {
  private static func request(_ template: String, book: String? = nil) -> TypesetRequest {
    TypesetRequest(
      book: book ?? Repository.path("Templates/torture"), template: template,
      fontFolders: [Repository.path("Fonts")], templateFolders: [Repository.path("Templates")],
      threads: 2)
  }

  @Test("the bundled templates pass", arguments: ["standard", "academic", "modern"])
  func bundled(name: String) throws {
    let result = try TemplateTest.run(Self.request(name))
    #expect(result.findings.map(\.message) == [])
    #expect(result.book.pageCount > 40)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let yaml: String
    let check: TemplateTest.Check
    let words: String
    var testDescription: String { check.rawValue }
  }

  @Test(
    "a template's fault is found",
    arguments: [
      Fault(
        yaml: "styles: {note: {size: 6pt, leading: 9pt}}\n", check: .typeSize,
        words: "type of 6pt stands in note"),
      Fault(
        yaml: "styles: {table.body: {size: 60pt, leading: 60pt}}\ntables: {least-size: 50pt}\n",
        check: .overflow, words: "the table does not fit the measure"),
      Fault(
        yaml: "styles: {chapter.title: {size: 120pt, leading: 10gr}}\n", check: .headings,
        words: "chapter.title is the page's last line"),
      Fault(
        yaml: "styles: {callout: {padding: 60pt, background: gray(0.9)}}\n", check: .overflow,
        words: "from the trimmed edge"),
      Fault(
        yaml: "running-heads: {reach: 64pt}\n", check: .overflow, words: "from the trimmed edge"),
    ])
  func faults(fault: Fault) throws {
    let folder = try TemporaryFolder()
    try folder.write("extends: standard\n" + fault.yaml, to: "mine/template.yaml")
    let result = try TemplateTest.run(Self.request(folder.path + "/mine"))
    let found = result.findings.filter { $0.check == fault.check }
    #expect(found.contains { $0.message.contains(fault.words) }, "\(result.findings)")
    #expect(!result.isPassed)
  }

  @Test("roles that a book leaves out are named, and those the template has no use for")
  func roles() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write("---\ntitle: T\n---\n# One\n\nWords.\n", to: "b.md")
    let result = try TemplateTest.run(
      Self.request("academic", book: book), prefersOwn: false)
    let words = result.findings.map(\.message)
    #expect(words.contains("the role table.head is not used"))
    #expect(!words.contains("the role drop-cap is not used"))
    #expect(result.unasked.contains("drop-cap"))
  }

  @Test("a template with a torture book of its own is tested with it")
  func ownBook() throws {
    let folder = try TemporaryFolder()
    try folder.write("extends: modern\n", to: "mine/template.yaml")
    try folder.write("title: Mine\nfront: []\n", to: "mine/torture/book.yaml")
    try folder.write("# One\n\nWords.\n", to: "mine/torture/chapters/1.md")
    let result = try TemplateTest.run(Self.request(folder.path + "/mine"))
    #expect(result.book.book.metadata.title == "Mine")
  }
}
