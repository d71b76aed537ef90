import OctavoGeneration
import OctavoJSON
import OctavoTestSupport
import Testing

/// The whole path without a key: from a keyword to a manuscript.
@Suite("Rehearsed book")
struct RehearsalTests {
  @Test("a keyword becomes a whole manuscript", arguments: ["novel", "history"])
  func wholePath(genre: String) async throws {
    let tools = GenerationTools(
      prompts: try PromptLibrary(folder: Repository.path("Templates/prompts")),
      answers: MendingAnswerReader())
    let brief = ProjectBrief(keyword: "lighthouses", genre: genre, audienceLevel: "general")
    let host = MemoryHost()
    let driver = GenerationDriver(model: RehearsalModel(), host: host)
    let ideation = IdeationMachine(project: "p", brief: brief, tools: tools)
    let ideas = try await driver.run(ideation)
    let concepts = try #require(ideas.product, "\(String(describing: ideas.failure))")
    #expect(IdeationMachine.count.contains(concepts.count))
    let task = OutlineMachine.Task(
      project: "p", brief: brief, concept: concepts[0], chapters: 10, words: 4_000)
    let planned = try await driver.run(OutlineMachine(task: task, tools: tools))
    let outline = try #require(planned.product, "\(String(describing: planned.failure))")
    #expect(outline.chapters.count >= 10)
    let project = BookProject(id: "p", brief: brief, concept: concepts[0], outline: outline)
    let written = try await driver.run(BookMachine(project: project, tools: tools))
    let book = try #require(written.product, "\(String(describing: written.failure))")
    let files = ManuscriptFiles(book)
    #expect(files.unfinished.isEmpty)
    #expect(files.files.count == outline.chapters.count + 1)
    let findings = book.chapters.flatMap(\.findings).map(\.code)
    #expect(!findings.contains("chapter.repetition-cut"), "\(findings)")
    #expect(book.words >= 2_400, "\(book.words)")
  }

  @Test("an answer is mended, held to its shape, and known when it is cut")
  func reading() throws {
    let reader = MendingAnswerReader()
    let schema =
      #"{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"],"additionalProperties":false}"#
    #expect(
      try reader.json(in: "Sure:\n```json\n{'n': 3,}\n```", schema: schema).get() == #"{"n":3}"#)
    func problem(_ text: String) -> AnswerProblem? {
      if case .failure(let problem) = reader.json(in: text, schema: schema) { problem } else { nil }
    }
    #expect(problem(#"{"n": 3"#)?.isCutShort == true)
    #expect(problem(#"{"n": "x"}"#)?.problems == ["n is of type string; it must be integer."])
    #expect(problem("nothing")?.isCutShort == false)
  }

  @Test("every bundled schema is within what Octavo can check", arguments: PromptName.allCases)
  func schemas(name: PromptName) throws {
    let library = try PromptLibrary(folder: Repository.path("Templates/prompts"))
    guard let format = library[name]?.format else { return }
    _ = try JSONSchema(text: format.schema)
  }
}
