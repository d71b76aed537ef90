import OctavoBase
import OctavoBook
import OctavoStyle
import OctavoTestSupport
import Testing

/// A template with every mistake there is, all of which are told at once.
@Suite struct BrokenTemplateTests {
  /// What is found, each as `line:column code`: first what the file says wrongly, in its order, then
  /// what cannot stand together.
  private static let expected = [
    "3:1 unknown-key", "6:9 bad-trim", "7:9 missing-unit", "8:19 wrong-value",
    "10:22 wrong-value", "10:39 unknown-unit", "11:12 out-of-range", "12:10 wrong-value",
    "13:5 unknown-key", "17:3 unknown-font-role", "22:12 unknown-value", "23:13 wrong-value",
    "24:13 wrong-value", "25:3 unknown-role", "29:12 wrong-value", "36:5 unknown-key",
    "41:22 wrong-value", "42:16 empty-value", "44:17 out-of-range", "49:12 unknown-value",
    "50:16 wrong-value", "53:18 out-of-range", "55:25 wrong-value", "56:25 unknown-place",
    "59:10 out-of-range", "62:18 wrong-value", "71:13 wrong-value",
    "21:11 bad-base", "28:11 unknown-font-role", "31:15 cycle", "33:15 bad-base",
    "68:14 contradiction", "65:17 contradiction", "69:38 contradiction", "48:11 contradiction",
    "16:9 contradiction", "34:17 contradiction", "39:14 tight-leading",
  ]

  @Test func everyMistakeIsToldAtOnceAndAtItsPlace() throws {
    var sources = SourceMap()
    let outcome = StyleSheetLoader.load(
      template: Repository.path("Fixtures/templates/broken"),
      folders: [StandardTemplateTests.templates], metadata: BookMetadata(title: "Test"),
      sources: &sources)
    #expect(outcome.value == nil)
    let found = try outcome.diagnostics.map { finding in
      let span = try #require(finding.span, "\(finding.message) has no place")
      let place = sources[span.file].position(of: Int(span.start))
      #expect(sources[span.file].name.hasSuffix("broken/template.yaml"))
      return "\(place.line):\(place.column) \(finding.code.dropFirst("template.".count))"
    }
    #expect(found == Self.expected)
  }
}
