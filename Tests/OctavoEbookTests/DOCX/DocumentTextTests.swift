import Foundation
import FoundationXML
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// How pieces of text stand in a document, where a word processor has its own ideas of them.
@Suite("DOCX text")
struct DocumentTextTests {
  @Test("heads are one part where they are alike; a chapter's own has its title")
  func heads() throws {
    func parts(_ chapters: Int) throws -> [String] {
      let text = (1...chapters).map { "# Chapter \($0)\n\nText.\n" }.joined(separator: "\n")
      return try WordDocument.of(text).names.filter {
        $0.hasPrefix("word/header") || $0.hasPrefix("word/footer")
      }
    }
    // A right-hand head for each chapter more; left-hand heads and feet are the book's.
    #expect(try parts(12).count - parts(2).count == 10)
    let document = try WordDocument.of("# Ahab\n\nText.\n\n# Ishmael\n\nText.\n")
    let heads = try document.names.filter { $0.hasPrefix("word/header") }.map(document.part)
    for title in ["Ahab", "Ishmael"] {
      #expect(heads.count { $0.contains(title) } == 1)
    }
    #expect(heads.contains { $0.contains("STYLEREF") })
  }

  @Test("each line of verse is a paragraph; a stanza's ends keep together, stanzas stand apart")
  func verse() throws {
    let document = try WordDocument.of(
      "# One\n\n::: verse\none\ntwo\nthree\nfour\n\nfive\n:::\n")
    let lines = try document.root("word/document.xml").descendants("w:p").filter {
      $0.descendants("w:pStyle").first?.value("w:val") == "Verse"
    }
    #expect(
      lines.map { $0.descendants("w:t").map { $0.stringValue ?? "" }.joined() }
        == ["one", "two", "three", "four", "five"])
    #expect(lines.allSatisfy { $0.descendants("w:br").isEmpty })
    #expect(
      lines.map { !$0.descendants("w:keepNext").isEmpty } == [true, false, true, false, false])
    #expect(lines.map { !$0.descendants("w:spacing").isEmpty }.filter { $0 }.count == 1)
    let styles = try document.root("word/styles.xml").descendants("w:style")
    let style = try #require(styles.first { $0.value("w:styleId") == "Verse" })
    #expect(!style.descendants("w:contextualSpacing").isEmpty)
  }

  @Test("the lead-in falls on the first running text, not on the epigraph above it")
  func leadIn() throws {
    let document = try WordDocument.of(
      "# One\n\n::: epigraph\nA motto for all.\n:::\n\nThe first words of the chapter.\n")
    let led = try document.root("word/document.xml").descendants("w:p").filter {
      $0.descendants("w:rStyle").contains { $0.value("w:val") == "LeadIn" }
    }
    #expect(led.count == 1)
    #expect(led.first?.descendants("w:pStyle").first?.value("w:val") == "FirstParagraph")
    let arabic = try WordDocument.of("# One\n\nهذا كتاب طويل.\n\nAnd more.\n")
    #expect(try !arabic.body.contains("\"LeadIn\""))
  }

  @Test("calls that stand beside each other have a comma between their numbers")
  func adjacentCalls() throws {
    let markdown = "# One\n\nA call.[^a]\n\n[^a]: Note.[^b]\n[^b]: Other.\n"
    let result = try Publication.set(markdown)
    let document = try WordDocument.write(result)
    let body = try document.body
    let pattern =
      /<w:footnoteReference w:id="1"\/><\/w:r><w:r><w:rPr><w:rStyle w:val="FootnoteReference"\/><\/w:rPr><w:sym [^>]*w:char="002C"\/><\/w:r>(?:<w:bookmarkStart[^>]*>)?<w:r><w:rPr><w:rStyle w:val="FootnoteReference"\/><\/w:rPr><w:footnoteReference w:id="2"/
    #expect(body.firstMatch(of: pattern) != nil)
    #expect(try BookWriter(result).verifyDOCX(document.bytes).isEmpty)
    #expect(try !WordDocument.of("# One\n\nA.[^a]\n\n[^a]: N.\n").body.contains("w:sym"))
  }

  @Test("a picture within a line is shown, no higher than the line, and read back as its words")
  func inlinePictures() throws {
    let markdown = "# One\n\nA ![small leaf](leaf.png) in a line.\n"
    let document = try WordDocument.of(markdown)
    let drawing = try #require(
      try document.root("word/document.xml").descendants("wp:inline").first)
    #expect(drawing.child("wp:docPr")?.value("descr") == "small leaf")
    let height = try #require(drawing.child("wp:extent")?.value("cy").flatMap { Int($0) })
    #expect(height > 0 && height <= 12_700 * 14)
    #expect(try !document.paragraphs().contains { $0.text.contains("small leaf") })
    let found = try BookWriter(try Publication.set(markdown)).verifyDOCX(document.bytes)
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test("headings that run from right to left say so")
  func direction() throws {
    let document = try WordDocument.of("# ספר\n\n## כותרת\n\nText.\n")
    let turned = try document.root("word/document.xml").descendants("w:p").filter {
      !$0.descendants("w:bidi").isEmpty
    }
    #expect(
      turned.compactMap { $0.descendants("w:pStyle").first?.value("w:val") }
        == ["Heading1", "Heading2"])
  }
}
