import Foundation
import OctavoBase
import OctavoBook
import OctavoStyle
import Testing

/// Templates are found, extended and explained.
@Suite struct TemplateLibraryTests {
  /// A folder of templates that lasts as long as `body` runs.
  private func withTemplates<Result>(
    _ templates: [String: String], _ body: (String) throws -> Result
  ) throws -> Result {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? files.removeItem(atPath: folder) }
    for (name, text) in templates {
      try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)/template.yaml"))
    }
    return try body(folder)
  }

  private func load(
    _ name: String, in folders: [String]
  ) -> (outcome: Outcome<StyleSheet?>, sources: SourceMap) {
    var sources = SourceMap()
    let outcome = StyleSheetLoader.load(
      template: name, folders: folders, metadata: BookMetadata(title: "Test"), sources: &sources)
    return (outcome, sources)
  }

  @Test func aTemplateExtendsOthersKeyByKey() throws {
    try withTemplates([
      "grand": "page: {grid: 15pt}\nstyles: {quote: {indent: 3pt, size: 9pt}}\n",
      "parent": "extends: grand\nstyles: {quote: {size: 10pt}}\n",
      "child": "extends: parent\nstyles: {quote: {inset-left: 7pt}}\n",
    ]) { folder in
      let sheet = try #require(load("child", in: [folder]).outcome.value)
      #expect(sheet.name == "child")
      #expect(sheet.page.grid == Length(points: 15))
      #expect(sheet[.quote].indent == Length(points: 3))
      #expect(sheet[.quote].text.size == Length(points: 10))
      #expect(sheet[.quote].insetLeft == Length(points: 7))
    }
  }

  @Test func aFindingInAnExtendedTemplateShowsItsOwnLine() throws {
    try withTemplates(["parent": "page:\n  gird: 1pt\n", "child": "extends: parent\n"]) { folder in
      let (outcome, sources) = load("child", in: [folder])
      #expect(outcome.value == nil)
      let finding = try #require(outcome.diagnostics.first)
      let text = DiagnosticFormatter(sources: sources).format(finding)
      #expect(text.contains("/parent/template.yaml:2:3: error: unknown key `gird` in page"))
      #expect(text.contains("did you mean `grid`?"))
    }
  }

  @Test func templatesThatExtendEachOtherAreShown() throws {
    try withTemplates([
      "a": "extends: b\n", "b": "extends: ../c/../c\n", "c": "extends: a\n",
    ]) { folder in
      let (outcome, _) = load("a", in: [folder])
      #expect(outcome.value == nil)
      #expect(outcome.diagnostics.map(\.code) == ["template.cycle"])
      #expect(outcome.diagnostics[0].message.hasSuffix("a → b → c → a"))
      #expect(outcome.diagnostics[0].span != nil)
    }
  }

  @Test func aTemplateMayExtendItsNamesakeInAnotherFolder() throws {
    try withTemplates(["own/standard": "extends: standard\npage: {trim: a5}\n"]) { folder in
      let folders = ["\(folder)/own", StandardTemplateTests.templates]
      let sheet = try #require(load("standard", in: folders).outcome.value)
      #expect(sheet.page.trim.width == Length(millimetres: 148))
      #expect(sheet.ornaments.sceneBreak == "❦")
    }
    try withTemplates(["own/alone": "extends: alone\n"]) { folder in
      #expect(
        load("alone", in: ["\(folder)/own"]).outcome.diagnostics.map(\.code) == ["template.cycle"])
    }
  }

  @Test func anUnknownNameIsShownWithTheNearest() {
    var sources = SourceMap()
    var metadata = BookMetadata(title: "Test")
    let file = sources.add(name: "book.yaml", text: Array("template: standart\n".utf8))
    metadata.spans["template"] = SourceSpan(file: file.id, start: 10, end: 18)
    let outcome = StyleSheetLoader.load(
      template: "standart", folders: [StandardTemplateTests.templates], metadata: metadata,
      sources: &sources)
    #expect(outcome.value == nil)
    #expect(outcome.diagnostics.map(\.code) == ["template.unknown-template"])
    #expect(outcome.diagnostics[0].span == metadata.spans["template"])
    #expect(outcome.diagnostics[0].hints.first == "did you mean `standard`?")
  }

  @Test func aTemplateIsFoundByPath() throws {
    try withTemplates(["mine": "page: {trim: b5}\n"]) { folder in
      for path in ["\(folder)/mine", "\(folder)/mine/", "\(folder)/mine/template.yaml"] {
        let sheet = try #require(load(path, in: []).outcome.value)
        #expect(sheet.name == "mine")
      }
      #expect(TemplateLibrary(folders: [folder]).names == ["mine"])
    }
  }

  @Test func aTemplateThatCannotBeReadIsShown() throws {
    try withTemplates(["odd/template.yaml": ""]) { folder in
      let (outcome, _) = load("odd", in: [folder])
      #expect(outcome.value == nil)
      #expect(outcome.diagnostics.map(\.code) == ["template.unreadable"])
    }
  }

  @Test func theListingSaysWhereEachValueComesFrom() throws {
    try withTemplates([
      "parent": "styles: {quote: {size: 9pt}}\nfonts: {sans: [DejaVu Sans]}\n",
      "child": "extends: parent\nrunning-heads: {body: {verso-head: {center: x}}}\n"
        + "styles: {letter: {based-on: quote}}\n",
    ]) { folder in
      var sources = SourceMap()
      let chain = try TemplateLibrary(folders: [folder]).load("child", sources: &sources).value
      let rows = TemplateListing(chain).rows
      func row(_ path: String) -> String? {
        rows.first { $0.path.description == path }.map {
          "\($0.value) \($0.template ?? "built in")"
        }
      }
      #expect(row("page.grid") == "14pt built in")
      #expect(row("styles.letter.size") == "9pt parent")
      #expect(row("styles.letter.based-on") == "quote child")
      #expect(row("fonts.sans") == "[DejaVu Sans] parent")
      #expect(row("running-heads.back.verso-head.center") == "x child")
    }
  }
}
