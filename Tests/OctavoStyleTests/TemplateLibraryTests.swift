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

  struct Clash: Sendable {
    let parent: String
    let child: String
    let place: String
  }

  @Test(arguments: [
    Clash(
      parent: "running-heads: {head-distance: 2gr}\n", child: "page: {grid: 30pt}\n",
      place: "2:14"),
    Clash(
      parent: "page: {margins: {outer: 2in, inner: 1in}}\n",
      child: "page:\n  margins: {inner: 4in}\n", place: "3:20"),
    Clash(
      parent: "breaking: {word-space: {natural: 0.2em}}\n",
      child: "breaking: {word-space: {minimum: 0.3em}}\n", place: "2:34"),
    Clash(
      parent: "openings: {chapter: {sink: 20gr}}\n", child: "page: {trim: 4x4in}\n",
      place: "2:14"),
    Clash(
      parent: "styles: {quote: {inset-left: 20em}}\n", child: "styles: {body: {size: 18pt}}\n",
      place: "2:23"),
    Clash(
      parent: "styles: {body: {leading: 12pt}}\n", child: "styles: {body: {size: 30pt}}\n",
      place: "2:23"),
    Clash(
      parent: "styles: {title: {size: 3em}}\n", child: "styles: {body: {size: 300pt}}\n",
      place: "2:23"),
  ]) func aClashIsShownWhereTheOverrideCausedIt(clash: Clash) throws {
    try withTemplates(["parent": clash.parent, "child": "extends: parent\n" + clash.child]) {
      folder in
      let (outcome, sources) = load("child", in: [folder])
      let finding = try #require(outcome.diagnostics.first { $0.severity == .error })
      let text = DiagnosticFormatter(sources: sources).format(finding)
      #expect(text.contains("/child/template.yaml:\(clash.place): error"), "\(text)")
    }
  }

  @Test func aPageTheBooksTrimSpoilsIsShownInTheBook() throws {
    try withTemplates(["parent": "page: {trim: 6x9in, margins: {inner: 2in, outer: 2in}}\n"]) {
      folder in
      var sources = SourceMap()
      let book = sources.add(name: "book.yaml", text: Array("title: T\ntrim: 4x9in\n".utf8))
      var metadata = BookMetadata(title: "T")
      metadata.trim = "4x9in"
      metadata.spans["trim"] = SourceSpan(file: book.id, start: 15, end: 20)
      let outcome = StyleSheetLoader.load(
        template: "parent", folders: [folder], metadata: metadata, sources: &sources)
      let places = outcome.diagnostics.map { $0.span?.file }
      #expect(!places.isEmpty && places.allSatisfy { $0 == book.id })
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
