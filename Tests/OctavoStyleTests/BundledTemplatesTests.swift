import Foundation
import OctavoBase
import OctavoBook
import OctavoStyle
import Testing

/// The bundled templates hold on every page a book may have.
@Suite struct BundledTemplatesTests {
  static let names = ["academic", "modern", "standard"]
  static let trims =
    TrimSize.named.map(\.name) + [
      "5x8in", "5.06x7.81in", "5.25x8in", "5.5x8.5in", "6x9in", "6.14x9.21in", "7x10in",
      "8x10in", "8.5x11in",
    ]

  @Test(arguments: names, trims)
  func everyTrimIsSet(name: String, trim: String) throws {
    let sheet = try #require(StandardTemplateTests.load(name, trim: trim).value)
    let steps = sheet.pageSteps.map(\.page)
    for page in steps {
      let ems = page.measure.points / sheet[.body].text.size.points
      #expect((18...37).contains(ems), "\(name) on \(trim) has a measure of \(ems) em")
      #expect(page.lines >= 24)
      #expect(page.bottomMargin >= page.topMargin)
    }
    for (thin, thick) in zip(steps, steps.dropFirst()) {
      #expect(thick.innerMargin > thin.innerMargin, "the gutter grows with the book")
      #expect(abs(thick.measure.points - thin.measure.points) < 1.5, "the lines stay as they are")
    }
  }

  @Test(arguments: names) func everyTemplateSaysWhatItIsFor(name: String) throws {
    var sources = SourceMap()
    let library = TemplateLibrary(folders: [StandardTemplateTests.templates])
    let chain = try library.load(name, sources: &sources).value
    #expect(chain.last?.summary?.isEmpty == false)
    #expect(library.names == Self.names)
  }

  @Test func standardSetsANovelAsItWas() throws {
    let sheet = try #require(StandardTemplateTests.load("standard").value)
    for pages in [1, 300, 580] {
      let page = sheet.fitted(toPages: pages).page
      #expect(page.innerMargin == Length(points: 56))
      #expect(page.outerMargin == Length(points: 64))
    }
    let thick = sheet.fitted(toPages: 800).page
    #expect(thick.innerMargin > Length(points: 56))
    #expect(thick.measure == Length(points: 312))
  }
}
