import OctavoGeneration
import OctavoTestSupport
import Testing

/// A run that dies anywhere ends, once started again, in the same book.
@Suite("Resuming")
struct ResumeTests {
  /// Runs everything from the brief to the book on a store; the store is all it knows.
  private func run(
    _ model: ScriptedModel, _ host: MemoryHost, _ tools: GenerationTools
  ) async throws -> BookProject {
    let driver = GenerationDriver(model: model, host: host)
    let ideation = IdeationMachine(project: "book", brief: Sample.brief, tools: tools)
    let concepts = try #require(try await driver.run(ideation).product)
    let task = OutlineMachine.Task(
      project: "book", brief: Sample.brief, concept: concepts[0], chapters: 2, words: 600)
    let outline = try #require(
      try await driver.run(OutlineMachine(task: task, tools: tools)).product)
    var project = BookProject(
      id: "book", brief: Sample.brief, concept: concepts[0], outline: outline)
    for record in host.records { project.apply(record) }
    let book = try await driver.run(BookMachine(project: project, tools: tools))
    return try #require(book.product, "\(String(describing: book.failure))")
  }

  @Test("killed after any stored action, the book ends the same and nothing is bought twice")
  func everyBoundary() async throws {
    let tools = try Sample.tools()
    let script = BookScript(unitWords: 150, pieces: 3)
    let wholeModel = script.model()
    let wholeHost = MemoryHost()
    let whole = try await run(wholeModel, wholeHost, tools)
    #expect(whole.outline.chapters.count == 2)
    #expect(whole.outline.chapters.allSatisfy { whole.status(of: $0.id) == .done })
    let total = wholeHost.operations
    #expect(total > 100)
    let reference = Reference(
      script: script, tools: tools, book: whole, bought: wholeModel.deliveredText)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for boundary in 0..<total { group.addTask { try await kill(after: boundary, reference) } }
      try await group.waitForAll()
    }
  }

  /// What a run comes to that nobody disturbs.
  private struct Reference: Sendable {
    let script: BookScript
    let tools: GenerationTools
    let book: BookProject
    let bought: String
  }

  private func kill(after boundary: Int, _ whole: Reference) async throws {
    let first = whole.script.model()
    let host = MemoryHost()
    host.die(after: boundary)
    await #expect(throws: Killed.self) { _ = try await run(first, host, whole.tools) }
    let second = whole.script.model()
    let again = MemoryHost(host.survivors)
    let book = try await run(second, again, whole.tools)
    #expect(ManuscriptFiles(book) == ManuscriptFiles(whole.book), "killed after action \(boundary)")
    #expect(book.ledger == whole.book.ledger, "killed after action \(boundary)")
    let bought = (first.delivered + second.delivered).filter { $0 != "END" }.joined()
    #expect(bought == whole.bought, "killed after action \(boundary)")
    // A call is entered before it is sent: dying in between leaves an entry without a request.
    let calls = first.requests.count + second.requests.count
    let unsent = first.requests.count < host.ledger.count ? 1 : 0
    #expect(again.ledger.count == calls + unsent, "killed after action \(boundary)")
  }

  @Test("killed again and again, the run still comes to its end")
  func manyDeaths() async throws {
    let tools = try Sample.tools()
    let script = BookScript(unitWords: 150, pieces: 4)
    let whole = try await run(script.model(), MemoryHost(), tools)
    var random = SeededGenerator(seed: 11)
    var state = MemoryHost.State()
    for _ in 0..<400 {
      let host = MemoryHost(state)
      host.die(after: Int(random.next() % 60))
      do {
        let book = try await run(script.model(), host, tools)
        #expect(ManuscriptFiles(book) == ManuscriptFiles(whole))
        return
      } catch is Killed {
        state = host.survivors
      }
    }
    // Replaying takes more operations than a life has: let the last one live.
    let book = try await run(script.model(), MemoryHost(state), tools)
    #expect(ManuscriptFiles(book) == ManuscriptFiles(whole))
  }
}
