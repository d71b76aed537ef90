import OctavoBase
import OctavoBook
import OctavoStyle
import Testing

/// The template the product ships is right, and says what its design says.
@Suite struct StandardTemplateTests {
  /// The repository's `Templates/`, found from this file.
  static let templates: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/") + "/Templates"
  }()

  static func load(_ name: String, trim: String? = nil) -> Outcome<StyleSheet?> {
    var sources = SourceMap()
    var metadata = BookMetadata(title: "Test")
    metadata.trim = trim
    let outcome = StyleSheetLoader.load(
      template: name, folders: [templates], metadata: metadata, sources: &sources)
    for finding in outcome.diagnostics {
      Issue.record("\(DiagnosticFormatter(sources: sources).format(finding))")
    }
    return outcome
  }

  @Test func aNovelPageHoldsThirtyEightLinesOfTwentySixPicas() throws {
    let sheet = try #require(Self.load("standard").value)
    #expect(sheet.name == "standard")
    #expect(sheet.page.trim == Size(width: Length(points: 432), height: Length(points: 648)))
    #expect(sheet.page.grid == Length(points: 14))
    #expect(sheet.page.lines == 38)
    #expect(sheet.page.measure == Length(points: 312))
  }

  @Test func everyRoleHasAStyle() throws {
    let sheet = try #require(Self.load("standard").value)
    for role in StyleRole.allCases {
      #expect(sheet.styles[role] != nil)
      #expect(sheet[role].text.size > .zero)
      #expect(sheet[role].leading >= sheet[role].text.size || role.isInline)
      #expect(sheet.fonts.families[sheet[role].text.fontRole]?.isEmpty == false)
    }
  }

  @Test func displaysTakeWholeGridLines() throws {
    let sheet = try #require(Self.load("standard").value)
    for role in [StyleRole.quote, .verse, .epigraph, .code, .sceneBreak, .letter, .callout] {
      let space = sheet[role].spaceBefore + sheet[role].spaceAfter
      #expect(space.scaledPoints % sheet.page.grid.scaledPoints == 0)
      #expect(sheet[role].leading == sheet.page.grid)
    }
  }

  @Test(arguments: ["5x8in", "5.5x8.5in", "a5", "7x10in", "us-trade"])
  func theBooksOwnTrimIsTaken(trim: String) throws {
    let sheet = try #require(Self.load("standard", trim: trim).value)
    #expect(sheet.page.lines >= 30)
  }
}
