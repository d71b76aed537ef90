import OctavoGeneration
import OctavoTestSupport
import Synchronization
import Testing

/// What goes wrong with a model while it writes, and what becomes of the chapter.
@Suite("Chapter faults")
struct ChapterFaultTests {
  /// One chapter of one section, whose answers a test gives; reviews are answered by the script.
  private struct Bench {
    var words = 200
    var points: [String] = []
    var brief = Sample.essay
    let host = MemoryHost()

    func run(
      _ replies: @escaping @Sendable (Int) -> ScriptedModel.Reply
    ) async throws -> (result: GenerationResult<BookProject>, model: ScriptedModel) {
      var chapter = Sample.chapter("one", sections: 1, words: words)
      chapter.sections[0].points = points
      let counter = Counter()
      let model = ScriptedModel { request, _ in
        request.step == .chapter ? replies(counter.next()) : BookScript().reply(to: request)
      }
      let machine = BookMachine(
        project: Sample.project([chapter], brief: brief), tools: try Sample.tools())
      return (try await GenerationDriver(model: model, host: host).run(machine), model)
    }
  }

  private func chapterRequests(_ model: ScriptedModel) -> [ModelRequest] {
    model.requests.filter { $0.step == .chapter }
  }

  /// The findings but those about the script's own false fact.
  private func codes(_ chapter: ChapterVersion) -> [String] {
    chapter.findings.map(\.code).filter { $0 != "chapter.facts-dropped" }
  }

  private static let text = Prose.text(words: 200, seed: 21)

  @Test("a truncation reported as an ordinary stop is seen in the text and made good")
  func truncatedAsStop() async throws {
    let cut = String(Self.text.prefix(700))
    let kept = TextJoin.upToWholeWord(cut)
    let (result, model) = try await Bench().run { number in
      number == 0 ? .text(cut) : .text(String(Self.text.dropFirst(kept.count)))
    }
    #expect(result.product?.chapters[0].content == Self.text)
    #expect(chapterRequests(model)[1].messages[1].text == kept)
  }

  @Test("a stream that drops in the middle of a word goes on from the word before")
  func droppedMidWord() async throws {
    let cut = String(Self.text.prefix(705))
    #expect(cut.last?.isLetter == true)
    let error = ModelError(.retry(after: nil), "transport.reset", "The connection was reset.")
    let kept = TextJoin.upToWholeWord(cut)
    let bench = Bench()
    let (result, model) = try await bench.run { number in
      number == 0
        ? .text(cut, end: .fails(error)) : .text(String(Self.text.dropFirst(kept.count)))
    }
    #expect(result.product?.chapters[0].content == Self.text)
    #expect(model.deliveredText.components(of: String(Self.text.prefix(600))) == 1)
    #expect(bench.host.ledger[0].settlement?.error == error)
    #expect(bench.host.ledger[0].settlement?.usage.isEstimate == true)
  }

  @Test("a stream without an end event counts as broken off")
  func noEndEvent() async throws {
    let (result, model) = try await Bench().run { number in
      number == 0 ? .text(Self.text, end: .nothing) : .text("END")
    }
    #expect(result.product?.chapters[0].content == Self.text)
    #expect(chapterRequests(model).count == 2)
    #expect(chapterRequests(model)[1].messages[2].text.contains("answer only: END"))
  }

  /// Replies that go on exactly where they are asked to, some characters at a time.
  private static func dripping(
    _ whole: String, _ size: Int, _ end: ScriptedModel.Reply.End
  ) -> ScriptedModel {
    ScriptedModel { request, _ in
      guard request.step == .chapter else { return BookScript().reply(to: request) }
      let kept = request.messages.count > 1 ? request.messages[1].text : ""
      let rest = whole.dropFirst(kept.count)
      return rest.count <= size
        ? .text(rest.isEmpty ? "END" : String(rest)) : .text(String(rest.prefix(size)), end: end)
    }
  }

  @Test("a section that is cut off again and again is written to its end, however often")
  func cutOffOften() async throws {
    let whole = Prose.text(words: 600, seed: 22)
    let error = ModelError(.retry(after: nil), "transport.reset", "The connection was reset.")
    for end in [ScriptedModel.Reply.End.fails(error), .nothing] {
      let model = Self.dripping(whole, 150, end)
      let machine = BookMachine(
        project: Sample.project(
          [Sample.chapter("one", sections: 1, words: 600)], brief: Sample.essay),
        tools: try Sample.tools())
      let result = try await GenerationDriver(model: model, host: MemoryHost()).run(machine)
      #expect(result.product?.chapters[0].content == whole)
      #expect(chapterRequests(model).count > 12)
      #expect(result.product.map { codes($0.chapters[0]) } == [])
    }
  }

  @Test("thoughts spoken aloud are neither judged nor printed, in whatever language and length")
  func thoughts() async throws {
    var german = Bench()
    german.brief = ProjectBrief(
      keyword: "Leuchttürme", genre: "history", audienceLevel: "general", language: "de")
    let text = (1...12).map { number in
      "Die Flut steigt und fällt am \(number). Tag, weil der Mond das Wasser zu sich zieht, und wer "
        + "am Ufer \(number) steht, der sieht es mit den eigenen Augen."
    }.joined(separator: "\n\n")
    let thought =
      Prose.text(words: 2_500, seed: 5) + String(repeating: " Again and again.", count: 90)
    for open in ["<think>\n", "  <thinking>", ""] {
      let close = open.contains("thinking") ? "</thinking>" : "\n</think>\n"
      let (result, model) = try await german.run { _ in
        // Without its opening mark a thought is only known at its end.
        .text(
          open + (open.isEmpty ? "Hm. What do they want?" : thought) + close + "\n" + text,
          pieces: 40)
      }
      #expect(result.product?.chapters[0].content == text, "\(open)")
      #expect(chapterRequests(model).count == 1)
    }
  }

  @Test("a section may begin in another language, but not go on in it")
  func foreignBeginning() async throws {
    let spanish = (1...6).map { number in
      "—¿Qué hora es en el puerto número \(number)? —preguntó la niña, que no sabía nada de los barcos "
        + "ni de la mar."
    }.joined(separator: "\n\n")
    let quoting = spanish + "\n\n" + Prose.text(words: 300, seed: 31)
    var bench = Bench()
    bench.words = 380
    let (result, model) = try await bench.run { _ in .text(quoting, pieces: 60) }
    #expect(result.product?.chapters[0].content == quoting)
    #expect(chapterRequests(model).count == 1)
    let long = (1...40).map {
      "En el año \($0) la mar se llevó el faro de los pescadores y la casa."
    }
    let host = MemoryHost()
    let other = ScriptedModel { request, _ in
      request.step == .chapter
        ? .text(long.joined(separator: "\n\n"), pieces: 80) : BookScript().reply(to: request)
    }
    let machine = BookMachine(
      project: Sample.project(
        [Sample.chapter("one", sections: 1, words: 380)], brief: Sample.essay),
      tools: try Sample.tools())
    let wrong = try await GenerationDriver(model: other, host: host).run(machine)
    #expect(wrong.failure?.code == "generation.unusable-answer")
    #expect(other.delivered.count < 3 * 60, "each was read on for long")
  }

  @Test("an empty answer and a refusal are asked for again, with the reason")
  func emptyAndRefusal() async throws {
    let (result, model) = try await Bench().run { number in
      switch number {
      case 0: .text("  \n")
      case 1: .text("I'm sorry, but I can't help with this request.", end: .finished(.refusal))
      default: .text(Self.text)
      }
    }
    #expect(result.product?.chapters[0].content == Self.text)
    let requests = chapterRequests(model)
    #expect(requests.map(\.messages.count) == [1, 1, 1])
    #expect(requests[1].messages[0].text.contains("Your answer held no text."))
    #expect(requests[2].messages[0].text.contains("You declined."))
  }

  @Test("a model that only refuses ends the chapter as failed, never as done")
  func onlyRefusals() async throws {
    let bench = Bench()
    let (result, model) = try await bench.run { _ in .text("I cannot comply with this request.") }
    #expect(result.failure?.code == "generation.unusable-answer")
    #expect(chapterRequests(model).count == 3)
    guard case .chapter(let version)? = bench.host.records.last else {
      Issue.record("the chapter was not saved")
      return
    }
    #expect(version.status == .partial && version.failedRounds == 1 && version.content.isEmpty)
  }

  @Test("after a failed round another asks anew and keeps what was accepted")
  func nextRound() async throws {
    let chapter = Sample.chapter("one", sections: 2, words: 150)
    let host = MemoryHost()
    let tools = try Sample.tools()
    let first = ScriptedModel { request, number in
      number == 0
        ? BookScript(unitWords: 150).reply(to: request)
        : .text("I cannot comply with this request.")
    }
    var project = Sample.project([chapter])
    let failed = try await GenerationDriver(model: first, host: host)
      .run(BookMachine(project: project, tools: tools))
    #expect(failed.failure?.kept == ["1 of 2 sections of “Chapter ONE”"])
    for record in host.records { project.apply(record) }
    #expect(project.status(of: chapter.id) == .partial)
    #expect((project.standing(of: chapter.id)?.words ?? 0) >= 150)
    let second = BookScript(unitWords: 150).model()
    let book = try #require(
      try await GenerationDriver(model: second, host: MemoryHost(host.survivors))
        .run(BookMachine(project: project, tools: tools)).product)
    #expect(book.status(of: chapter.id) == .done)
    #expect(second.requests.count { $0.step == .chapter } == 1)
  }

  @Test("a reply in the wrong language is cut early and asked for again")
  func wrongLanguage() async throws {
    let german = try #require(LanguageTests.passages["de"])
    let long = String(repeating: german + " ", count: 12)
    let bench = Bench()
    let (result, model) = try await bench.run { number in
      number == 0 ? .text(long, pieces: 60) : .text(Self.text)
    }
    #expect(result.product?.chapters[0].content == Self.text)
    #expect(bench.host.ledger[0].settlement?.end == .cut(.language))
    #expect(model.deliveredText.count < long.count)
    #expect(
      chapterRequests(model)[1].messages[0].text.contains(
        "You wrote in German. Write in English only."))
  }

  @Test("chatter around the text is taken out and noted")
  func chatter() async throws {
    let (result, _) = try await Bench().run { _ in
      .text(
        "Certainly! Here is the chapter:\n\n# Chapter ONE\n\n\(Self.text)\n\nLet me know if you'd like changes!"
      )
    }
    let chapter = try #require(result.product?.chapters[0])
    #expect(chapter.content == Self.text)
    #expect(codes(chapter) == ["chapter.chatter-removed"])
  }

  @Test("a repetition loop is cut while it streams, and the text goes on without it")
  func loop() async throws {
    let start = String(Self.text.prefix(600)) + " home.\n\n"
    let loop = String(repeating: "He looked at the sea and counted the ships again. ", count: 100)
    let rest = Prose.text(words: 150, seed: 33)
    let bench = Bench()
    let (result, model) = try await bench.run { number in
      number == 0 ? .text(start + loop, pieces: 200) : .text(rest)
    }
    let content = try #require(result.product?.chapters[0].content)
    #expect(content.components(of: "counted the ships") == 1)
    #expect(content.hasSuffix(rest))
    #expect(bench.host.ledger[0].settlement?.end == .cut(.repetition))
    #expect(model.delivered.filter { $0.contains("ships") }.count < 20)
    #expect(result.product.map { codes($0.chapters[0]) } == ["chapter.repetition-cut"])
  }

  @Test("a continuation that begins the text anew is cut and asked for once more")
  func restart() async throws {
    let cut = TextJoin.upToWholeWord(String(Self.text.prefix(700)))
    let bench = Bench()
    let (result, _) = try await bench.run { number in
      switch number {
      case 0: .text(cut)
      case 1: .text(Self.text, pieces: 40)
      default: .text(String(Self.text.dropFirst(cut.count)))
      }
    }
    #expect(result.product?.chapters[0].content == Self.text)
    #expect(bench.host.ledger[1].settlement?.end == .cut(.repetition))
  }

  @Test("a text that stays short is taken as it is, and named")
  func short() async throws {
    let text = Prose.text(words: 90, seed: 5)
    let (result, model) = try await Bench().run { number in .text(number == 0 ? text : "END") }
    let chapter = try #require(result.product?.chapters[0])
    #expect(chapter.content == text)
    #expect(codes(chapter) == ["chapter.short"])
    #expect(chapterRequests(model).count <= 5)
  }

  @Test("a text that runs on and on is cut")
  func endless() async throws {
    let bench = Bench()
    let (result, _) = try await bench.run { _ in
      .text(Prose.text(words: 3_000, seed: 8), pieces: 300)
    }
    let chapter = try #require(result.product?.chapters[0])
    #expect(bench.host.ledger[0].settlement?.end == .cut(.length))
    #expect((400...1_000).contains(chapter.words), "\(chapter.words)")
    #expect(chapter.content.hasSuffix("."))
  }

  @Test("the last point of a section must be reached")
  func lastPoint() async throws {
    var bench = Bench()
    bench.points = ["the sea is calm", "a lighthouse burns down"]
    let most = Prose.text(words: 140, seed: 5)
    let (result, model) = try await bench.run { number in
      .text(number == 0 ? most : "\n\nThat night the lighthouse burned down to its last stone.")
    }
    #expect(result.product?.chapters[0].content.hasSuffix("last stone.") == true)
    #expect(chapterRequests(model).count == 2)
  }

  @Test("a provider out of credit stops the run; the text so far is kept and not bought again")
  func stoppedMidStream() async throws {
    let error = ModelError(.stop, "provider.no-credit", "No credit is left.")
    let cut = String(Self.text.prefix(800))
    let bench = Bench()
    let (result, _) = try await bench.run { _ in .text(cut, end: .fails(error)) }
    guard case .stopped(let failure) = result else {
      Issue.record("the run did not stop")
      return
    }
    #expect(failure.code == "provider.no-credit")
    let survivors = bench.host.survivors
    var project = Sample.project(
      [Sample.chapter("one", sections: 1, words: 200)], brief: Sample.essay)
    for record in survivors.records { project.apply(record) }
    let kept = TextJoin.upToWholeWord(cut)
    let model = ScriptedModel { request, number in
      request.step == .chapter
        ? .text(String(Self.text.dropFirst(kept.count))) : BookScript().reply(to: request)
    }
    let book = try await GenerationDriver(model: model, host: MemoryHost(survivors))
      .run(BookMachine(project: project, tools: try Sample.tools()))
    #expect(book.product?.chapters[0].content == Self.text)
    #expect(!model.deliveredText.contains(Self.text.prefix(100)))
  }
}

/// Counts calls, from any thread.
final class Counter: Sendable {
  private let value = Mutex(0)

  /// 0, 1, 2 …
  func next() -> Int {
    value.withLock {
      $0 += 1
      return $0 - 1
    }
  }
}
