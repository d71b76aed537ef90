import Foundation
import OctavoBase
import OctavoGeneration
import OctavoTestSupport
import Testing

/// Prompts are files that people edit: mistakes in them are found, and named.
@Suite("Prompts")
struct PromptTests {
  private static let folder = Repository.path("Templates/prompts")

  @Test(
    "every bundled prompt renders with all its values and with none", arguments: PromptName.allCases
  )
  func promptsRender(name: PromptName) throws {
    let library = try PromptLibrary(folder: Self.folder)
    let full = Dictionary(uniqueKeysWithValues: name.values.map { ($0, "<\($0)>") })
    for rendered in [library.render(name, full), library.render(name, [:])] {
      #expect(!rendered.user.isEmpty)
      #expect(!(rendered.system + rendered.user).contains("{{"))
    }
    let whole = library.render(name, full)
    #expect(!whole.system.contains("\n\n\n") && !whole.user.contains("\n\n\n"))
    let prompt = try #require(library[name])
    let text = library.render(name, full).system + library.render(name, full).user
    for value in Set(prompt.system.names + prompt.user.names) where value != "kind" {
      #expect(text.contains("<\(value)>"), "\(value) is used and not printed")
    }
  }

  @Test("every schema is an object whose members are all required, and belongs to a prompt")
  func schemasAreClosed() throws {
    let library = try PromptLibrary(folder: Self.folder)
    for name in PromptName.allCases {
      let format = try #require(library[name]).format
      #expect((format != nil) == name.isStructured)
      guard let format else { continue }
      let value = try JSONSerialization.jsonObject(with: Data(format.schema.utf8))
      try check(value, name.rawValue)
    }
  }

  private func check(_ value: Any, _ path: String) throws {
    let schema = try #require(value as? [String: Any], "\(path)")
    let type = try #require(schema["type"] as? String, "\(path)")
    switch type {
    case "object":
      let properties = try #require(schema["properties"] as? [String: Any], "\(path)")
      let required = try #require(schema["required"] as? [String], "\(path)")
      #expect(required.sorted() == properties.keys.sorted(), "\(path)")
      #expect(schema["additionalProperties"] as? Bool == false, "\(path)")
      for key in properties.keys.sorted() { try check(properties[key] ?? 0, "\(path).\(key)") }
    case "array": try check(try #require(schema["items"], "\(path)"), path + "[]")
    default: #expect(["string", "integer"].contains(type), "\(path)")
    }
  }

  @Test("a chapter's prompt states its target on a line of its own")
  func targetStandsAlone() throws {
    let library = try PromptLibrary(folder: Self.folder)
    let text = library.render(.section, ["words": "900"]).user
    #expect(text.split(separator: "\n").contains("Target words: 900"))
  }

  @Test("the whole text of a prompt, as it is sent")
  func templateRules() throws {
    let text =
      "A {{word}}{{#more}}, {{more}}{{/more}}.\n{{#list}}\nList:\n{{list}}\n{{/list}}\n{{^list}}\nNo list.\n{{/list}}\nEnd"
    let template = try PromptTemplate(text, file: "p.md", known: ["word", "more", "list"])
    #expect(template.names == ["list", "more", "word"])
    #expect(template.render(["word": "b", "list": "- {{word}}"]) == "A b.\nList:\n- {{word}}\nEnd")
    #expect(template.render(["word": "b", "more": "c"]) == "A b, c.\nNo list.\nEnd")
  }

  @Test(
    "a mistake in a prompt is named with file and line",
    arguments: [
      ("one\n{{wrod}}", "p.md:2", "did you mean 'word'?"),
      ("{{#word}}\nx", "p.md:1", "write {{/word}}"),
      ("a\n\n{{/word}}", "p.md:3", ""), ("{{word", "p.md:1", ""),
      ("{{#word}}{{#more}}{{/word}}{{/more}}", "p.md:1", ""),
      ("{{#word}}\n{{/word}}\n{{#word}}\n{{/word}}\n{{nothing at all}}", "p.md:5", "known: "),
    ])
  func mistakesAreNamed(text: String, place: String, hint: String) throws {
    let error = try #require(throws: OctavoError.self) {
      _ = try PromptTemplate(text, file: "p.md", known: ["word", "more"])
    }
    let finding = try #require(error.diagnostics.first)
    #expect(finding.message.hasPrefix(place + ":"), "\(finding.message)")
    #expect(hint.isEmpty || finding.hints.contains { $0.hasPrefix(hint) }, "\(finding.hints)")
  }

  /// The bundled prompts with a file changed.
  private func library(_ file: String, _ change: (String) -> String) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder) {
      let text = try String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8)
      try folder.write(name == file ? change(text) : text, to: name)
    }
    do {
      _ = try PromptLibrary(folder: folder.path)
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test(
    "a schema that no answer could be held to, or read by, is refused before anything is asked",
    arguments: [
      ("concepts", "\"type\": \"array\"", "\"$ref\": \"#/x\", \"type\": \"array\"", "$ref"),
      ("outline", "\"title\"", "\"name\"", "has no “title”"),
      ("facts", "\"type\": \"integer\"", "\"type\": \"string\"", "wrong type"),
      ("sections", "\"type\": \"object\"", "\"type\": \"array\"", "type 'object'"),
    ])
  func unusableSchemas(name: String, old: String, new: String, words: String) throws {
    let found = try library("\(name).schema.json") { text in
      #expect(text.contains(old), "\(text)")
      return text.replacing(old, with: new)
    }
    #expect(found.map(\.code) == ["prompt.invalid-schema"])
    #expect(found.first?.message.contains(words) == true, "\(found)")
    #expect(found.first?.message.contains("\(name).schema.json") == true)
  }

  @Test("more may be asked for than Octavo reads, and a prompt may be put in other words")
  func editedPrompts() throws {
    let more = try library("facts.schema.json") {
      $0.replacing("\"value\": {", with: "\"mood\": {\"type\": \"string\"}, \"value\": {")
    }
    #expect(more == [])
    #expect(try library("summary.md") { _ in "## User\n\nShorter: {{text}}\n" } == [])
    let lost = try library("summary.md") { $0.replacing("{{text}}", with: "the text") }
    #expect(lost.map(\.code) == ["prompt.missing-value"])
    #expect(lost.first?.message.contains("{{text}}") == true)
  }

  @Test("a folder with faults reports all of them at once")
  func faultsAreGathered() throws {
    let folder = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder) {
      try folder.write(try Data(contentsOf: URL(filePath: Self.folder + "/" + name)), to: name)
    }
    try FileManager.default.removeItem(atPath: folder.path + "/outline.md")
    try folder.write("## User\n\nLook at {{keywrod}}\n", to: "brainstorm.md")
    try folder.write("no part", to: "summary.md")
    try folder.write("[]", to: "facts.schema.json")
    try folder.write("x", to: "sumary.md")
    let error = try #require(throws: OctavoError.self) {
      _ = try PromptLibrary(folder: folder.path)
    }
    let codes = error.diagnostics.map(\.code)
    #expect(
      codes == [
        "prompt.invalid", "prompt.missing-file", "prompt.invalid", "prompt.invalid-schema",
        "prompt.unknown-file",
      ])
    #expect(error.diagnostics[0].message.contains("brainstorm.md:3"))
    #expect(error.diagnostics[4].hints == ["did you mean 'summary.md'?"])
  }
}
