import Foundation
import OctavoTestSupport
import Testing

/// `octavo template` as a shell meets it.
@Suite("Template command", .ownThreads)
struct TemplateCommandTests {
  @Test("the list names every template and what it is for")
  func list() throws {
    let result = try Program.octavo(["template", "list"])
    let lines = result.out.split(separator: "\n")
    #expect(lines.map { $0.prefix { $0 != " " } } == ["academic", "modern", "standard"])
    #expect(lines.allSatisfy { $0.count > 40 })
    let json = try Program.octavo(["template", "list", "--json"]).out
    #expect(json.contains(#"{"name":"modern","description":"A handbook"#), "\(json)")
  }

  @Test("what is shown of a template says where each value stands")
  func show() throws {
    let result = try Program.octavo(["template", "show", "academic", "styles.quote", "toc.depth"])
    #expect(result.status == 0)
    let lines = result.out.split(separator: "\n")
    let size = try #require(lines.first { $0.hasPrefix("styles.quote.size ") })
    #expect(size.contains(" 9.3pt ") && size.contains("academic/template.yaml:"))
    let inherited = try #require(lines.first { $0.hasPrefix("styles.quote.align ") })
    #expect(inherited.contains("standard/template.yaml:"))
    let builtIn = try #require(lines.first { $0.hasPrefix("styles.quote.weight ") })
    #expect(builtIn.hasSuffix("built in"))
    #expect(lines.contains { $0.hasPrefix("toc.depth ") })
    let wrong = try Program.octavo(["template", "show", "academic", "page.trimm"])
    #expect(wrong.status == 64 && wrong.err.contains("page.trimm"))
    #expect(try Program.octavo(["template", "show", "academc"]).status == 66)
  }

  @Test("a new template sets a book as the one it extends; nothing is written over")
  func new() throws {
    let folder = try TemporaryFolder()
    let made = try Program.octavo(
      ["template", "new", "my-house", "--extends", "modern"], folder: folder.url)
    #expect(made.status == 0, "\(made.err)")
    #expect(made.out == "my-house/template.yaml\n")
    let own = try Program.octavo(["template", "show", "my-house"], folder: folder.url).out
    let base = try Program.octavo(["template", "show", "modern"], folder: folder.url).out
    #expect(own == base)
    let again = try Program.octavo(["template", "new", "my-house"], folder: folder.url)
    #expect(again.status == 73 && again.err.contains("is there already"))
  }

  @Test("what a new template offers to change holds when the signs before it are taken off")
  func uncommented() throws {
    let folder = try TemporaryFolder()
    _ = try Program.octavo(["template", "new", "mine"], folder: folder.url)
    let path = folder.path + "/mine/template.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let parts = text.split(separator: "\n\n", maxSplits: 1)
    let open = parts[1].split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("# ") ? String($0.dropFirst(2)) : String($0) }.joined(separator: "\n")
    try folder.write(open, to: "mine/template.yaml")
    let own = try Program.octavo(["template", "show", "mine"], folder: folder.url)
    #expect(own.status == 0, "\(own.err)")
    #expect(own.out.contains("my-house") == false && own.out.contains("mine/template.yaml:"))
  }

  @Test("a template that cannot be used is told of with everything that is wrong with it")
  func broken() throws {
    let result = try Program.octavo([
      "template", "test", Repository.path("Fixtures/templates/broken"),
    ])
    #expect(result.status == 65)
    #expect(result.err.components(separatedBy: ": error: ").count > 30)
  }

  @Test("a test tells what it looked for, and ends with 65 where something is found")
  func test() throws {
    let folder = try TemporaryFolder()
    let good = try Program.octavo(["template", "test", "standard", "-o", folder.path])
    #expect(good.status == 0, "\(good.out)\(good.err)")
    #expect(good.out.contains("ok    grid "))
    let pdf = folder.path + "/standard-torture.pdf"
    #expect(FileManager.default.fileExists(atPath: pdf))
    try folder.write(
      "extends: standard\nstyles: {note: {size: 5pt, leading: 8pt}}\n", to: "s/template.yaml")
    let bad = try Program.octavo(["template", "test", folder.path + "/s", "--json"])
    #expect(bad.status == 65)
    #expect(bad.out.contains(#""check":"type-size","passed":false"#), "\(bad.out.prefix(300))")
  }
}
