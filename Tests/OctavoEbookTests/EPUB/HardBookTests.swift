import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoEbook
import OctavoTestSupport
import Testing

/// Books that no one should write still become good e-books, or say what is wrong.
@Suite("Hard e-books")
struct HardBookTests {
  @Test("ids that clash with ours, with each other and with what XML allows are told apart")
  func clashingIDs() throws {
    let publication = try Publication.of(
      """
      # One {#note-1}

      Words.[^a] [](#ref-1) [](#page-1) [](#a:b) [](#a-b) [](#9) [](#note-1)

      [^a]: A note.

      ## Two {#ref-1}

      ## Three {#page-1}

      ## Four {#a:b}

      ## Five {#a-b}

      ## Six {#9}

      ## Seven {#title-1}
      """)
    _ = try publication.identifiers()
    var inspector = try EPUBInspector(publication.bytes)
    #expect(inspector.check().map(\.message) == [])
    if EPUBCheck.isInstalled { try EPUBCheck.expectValid(publication) }
  }

  @Test("characters outside XML in titles, names, ids and links are left out and counted")
  func illegalCharacters() throws {
    let publication = try Publication.of(
      "# A\u{1}B {#x\u{2}y}\n\nText\u{B}.[^n] [](#x\u{2}y) [w](https://x.org/\u{3}) `\u{FFFE}`\n\n[^n]: N\u{1F}.\n",
      header: "front: [title, toc]\ndescription: \"x\\u0007y\"\nauthors: [\"A\\u0001B\"]\n")
    #expect(publication.diagnostics.contains { $0.code == "epub.illegal-character" })
    for (name, text) in publication.files where !name.hasSuffix(".css") {
      #expect(
        !text.unicodeScalars.contains { $0.value < 0x20 && !"\n\t\r".unicodeScalars.contains($0) },
        "\(name)")
    }
    if EPUBCheck.isInstalled { try EPUBCheck.expectValid(publication) }
  }

  @Test(
    "a cover that is no picture, or is empty is a finding, and the book is made",
    arguments: [
      ("cover.png", "GIF89a"), ("cover.jpg", ""), ("cover.txt", "words"),
    ])
  func covers(name: String, content: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "---\ntitle: T\ncover: \(name)\n---\n\n# One\n\nText.\n", to: "b.md")
    try folder.write(content, to: name)
    let result = try SmallBook.set(path: path)
    let publication = try Publication.write(result)
    #expect(!(result.diagnostics + publication.diagnostics).isEmpty)
    #expect(publication.files["text/cover.xhtml"] == nil)
    if EPUBCheck.isInstalled { try EPUBCheck.expectValid(publication) }
  }
}
