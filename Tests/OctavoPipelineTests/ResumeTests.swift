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
    let files = ManuscriptFiles(whole)
    let total = wholeHost.operations
    #expect(total > 100)
    for boundary in 0..<total {
      let first = script.model()
      let host = MemoryHost()
      host.die(after: boundary)
      await #expect(throws: Killed.self) { _ = try await run(first, host, tools) }
      let second = script.model()
      let again = MemoryHost(host.survivors)
      let book = try await run(second, again, tools)
      let got = ManuscriptFiles(book)
      for (a, b) in zip(got.files, files.files) {
        #expect(a.text == b.text, "killed after action \(boundary)")
      }
      #expect(got.files.count == files.files.count && got.unfinished.isEmpty)
      #expect(book.ledger == whole.ledger, "killed after action \(boundary)")
      let bought = (first.delivered + second.delivered).filter { $0 != "END" }.joined()
      #expect(bought == wholeModel.deliveredText, "killed after action \(boundary)")
      // A call is entered before it is sent: dying in between leaves an entry without a request.
      let calls = first.requests.count + second.requests.count
      let unsent = first.requests.count < host.ledger.count ? 1 : 0
      #expect(again.ledger.count == calls + unsent, "killed after action \(boundary)")
    }
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
