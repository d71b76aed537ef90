import OctavoGeneration
import OctavoTestSupport
import Testing

@Suite("Outline")
struct OutlineTests {
  private func run(
    _ model: ScriptedModel, _ host: MemoryHost = MemoryHost(), chapters: Int = 2,
    words: Int = 600
  ) async throws -> GenerationResult<Outline> {
    let task = OutlineMachine.Task(
      project: "p", brief: Sample.brief, concept: Sample.concept, chapters: chapters,
      words: words)
    let machine = OutlineMachine(task: task, tools: try Sample.tools())
    return try await GenerationDriver(model: model, host: host).run(machine)
  }

  @Test("a concept becomes chapters with sections, ids and a checked plan")
  func outline() async throws {
    let host = MemoryHost()
    let outline = try #require(try await run(BookScript().model(), host).product)
    #expect(outline.chapters.map(\.title) == ["The Lamp", "The Letter"])
    #expect(outline.parts[0].title == "")
    #expect(outline.chapters[0].sections.map(\.title) == ["Dawn 1", "Dusk 1"])
    #expect(outline.chapters[0].sections.reduce(0) { $0 + $1.targetWords } == 300)
    #expect(Set(outline.allIDs).count == outline.allIDs.count)
    #expect(try await run(BookScript().model()).product == outline)
    guard case .outlineFindings(let findings)? = host.records.last else {
      Issue.record("the findings were not saved")
      return
    }
    #expect(findings.map(\.source) == [.model])
    #expect(findings[0].chapter == outline.chapters[1].id)
    #expect(findings[0].message == "Nothing is at stake. Raise it.")
  }

  @Test("a plan far from the words asked for is brought near them; a near one is left alone")
  func targetWords() async throws {
    for (planned, expected) in [(300, 300), (3_000, 2_000), (800, 2_000), (2_300, 2_300)] {
      let script = BookScript()
      let model = ScriptedModel { request, _ in
        guard request.format?.name == "outline" else { return script.reply(to: request) }
        return .text(
          BookScript.outline.replacing("\"target_words\":300", with: "\"target_words\":\(planned)"))
      }
      let words = planned == 300 ? 600 : 4_000
      let outline = try #require(try await run(model, words: words).product)
      #expect(outline.chapters.map(\.targetWords) == [expected, expected])
    }
  }

  @Test("a chapter whose sections cannot be planned is kept and named")
  func sectionsFail() async throws {
    let host = MemoryHost()
    let model = ScriptedModel { request, _ in
      request.format?.name == "sections" ? .text("no") : BookScript().reply(to: request)
    }
    let outline = try #require(try await run(model, host).product)
    #expect(outline.chapters.allSatisfy { $0.sections.isEmpty })
    guard case .outlineFindings(let findings)? = host.records.last else { return }
    #expect(findings.map(\.code).prefix(2) == ["outline.no-sections", "outline.no-sections"])
  }

  @Test("far too few chapters are asked for again once, then taken")
  func tooFew() async throws {
    let model = BookScript().model()
    let outline = try await run(model, chapters: 12).product
    #expect(outline?.chapters.count == 2)
    #expect(model.requests[1].messages.last?.text.contains("about 12 are asked for") == true)
    #expect(model.requests.filter { $0.format?.name == "outline" }.count == 2)
  }

  @Test("far more chapters than were asked for are never taken, nor far too many sections")
  func tooMany() async throws {
    let chapter =
      #"{"title":"T","purpose":"p","points":["a"],"target_words":300,"needs":[],"gives":[]}"#
    for (count, isTaken) in [(600, false), (6, false), (5, true)] {
      let script = BookScript()
      let model = ScriptedModel { request, _ in
        guard request.format?.name == "outline" else { return script.reply(to: request) }
        let list = Array(repeating: chapter, count: count).joined(separator: ",")
        return .text(#"{"parts":[{"title":"P","chapters":[\#(list)]}]}"#)
      }
      let result = try await run(model)
      #expect((result.product?.chapters.count == count) == isTaken, "\(count)")
      guard !isTaken else { continue }
      #expect(result.failure?.code == "generation.unusable-answer")
      #expect(model.requests.count == 3)
    }
    let section = #"{"title":"S","points":["a"],"target_words":10}"#
    let many = Array(repeating: section, count: 60).joined(separator: ",")
    let model = ScriptedModel { request, _ in
      guard request.format?.name == "sections" else { return BookScript().reply(to: request) }
      return .text(
        #"{"chapters":[{"number":1,"sections":[\#(many)]},{"number":2,"sections":[\#(many)]}]}"#)
    }
    let outline = try #require(try await run(model).product)
    #expect(outline.chapters.allSatisfy { $0.sections.isEmpty })
  }

  @Test("a plan without sense shows in the local findings")
  func localChecks() {
    var outline = Sample.outline([
      Sample.chapter("a", needs: ["The Map"], gives: []),
      Sample.chapter("b", gives: ["the map"]),
      Sample.chapter("c", needs: ["the map", "a ghost"]),
    ])
    outline.parts[0].chapters[2].title = "Chapter A"
    outline.parts[0].chapters[1].targetWords = 90_000
    outline.parts[0].chapters[0].sections[1].title = outline.parts[0].chapters[0].sections[0].title
    outline.parts[0].chapters[0].points = []
    let findings = OutlineCheck.findings(of: outline)
    #expect(
      findings.map { "\($0.chapter?.text ?? "") \($0.code)" } == [
        "c-a outline.words-out-of-range", "c-a outline.nothing-to-say", "c-a outline.doubled-title",
        "c-a outline.need-before-giver", "c-b outline.words-out-of-range",
        "c-b outline.sections-do-not-add-up", "c-c outline.doubled-title",
        "c-c outline.words-out-of-range", "c-c outline.need-without-giver",
      ])
    #expect(OutlineCheck.findings(of: Outline(parts: [])).map(\.code) == ["outline.empty"])
  }

  @Test("an outline survives JSON, and a broken one says where")
  func json() throws {
    let outline = Sample.outline([
      Sample.chapter("a", needs: ["x"], gives: ["y"]), Sample.chapter("b"),
    ])
    let json = try outline.json()
    #expect(try Outline(json: json) == outline)
    #expect(try Outline(json: json).json() == json)
    #expect(json.contains("\"target_words\" : 240"))
    let short = #"{"parts":[{"id":"p","title":"","chapters":[{"id":"c","title":"T"}]}]}"#
    #expect(try Outline(json: short).chapters[0].targetWords == OutlineLimits.usual)
    let broken = #"{"parts":[{"id":"p","title":"","chapters":[{"title":"T"}]}]}"#
    let failure = try #require(throws: GenerationFailure.self) { _ = try Outline(json: broken) }
    #expect(failure.message == "“parts.[0].chapters.[0]” has no “id”.")
    let doubled = #"{"parts":[{"id":"p","title":"","chapters":[{"id":"p","title":"T"}]}]}"#
    #expect(throws: GenerationFailure.self) { _ = try Outline(json: doubled) }
  }

  @Test("chapters are renamed, moved, added, dropped and merged; ids stay")
  func edits() throws {
    var outline = Sample.outline([
      Sample.chapter("a", gives: ["x"]), Sample.chapter("b", needs: ["x"]), Sample.chapter("c"),
    ])
    outline.parts.append(Outline.Part(id: NodeID("p-2"), title: "Two", chapters: []))
    let new = Outline.Chapter(id: NodeID("c-new"), title: "New", targetWords: 900)
    let change = try outline.applying([
      .rename(NodeID("c-a"), title: "Alpha"), .move(NodeID("c-c"), to: NodeID("p-2"), at: 9),
      .addChapter(new, to: NodeID("p-2"), at: 0), .move(NodeID("p-2"), to: nil, at: 0),
      .merge(NodeID("c-a"), with: NodeID("c-b")), .drop(NodeID("c-new")),
      .move(NodeID("s-a-2"), to: nil, at: 0),
    ])
    #expect(change.outline.chapters.map(\.id.text) == ["c-c", "c-a"])
    #expect(change.dropped == [NodeID("c-new")])
    #expect(change.merged.map { [$0.from.id.text, $0.into.id.text] } == [["c-b", "c-a"]])
    let merged = change.outline.chapters[1]
    #expect(merged.title == "Alpha")
    #expect(merged.sections.map(\.id.text) == ["s-a-2", "s-a-1", "s-b-1", "s-b-2"])
    #expect(merged.needs == [] && merged.gives == ["x"] && merged.targetWords == 480)
  }

  @Test("an edit that cannot be made changes nothing and names what it missed")
  func badEdits() throws {
    let outline = Sample.outline([Sample.chapter("a"), Sample.chapter("b")])
    let edits: [(OutlineEdit, String)] = [
      (.rename(NodeID("c-aa"), title: "X"), "outline.unknown-id"),
      (.rename(NodeID("c-a"), title: "  "), "outline.untitled"),
      (.merge(NodeID("c-a"), with: NodeID("s-b-1")), "outline.unlike-nodes"),
      (.merge(NodeID("c-a"), with: NodeID("c-a")), "outline.merge-with-itself"),
      (.addPart(id: NodeID("c-a"), title: "", at: 0), "outline.doubled-id"),
      (.move(NodeID("c-a"), to: NodeID("c-b"), at: 0), "outline.not-a-part"),
    ]
    for (edit, code) in edits {
      let failure = #expect(throws: GenerationFailure.self) { _ = try outline.applying([edit]) }
      #expect(failure?.code == code)
    }
    let near = #expect(throws: GenerationFailure.self) {
      _ = try outline.applying([.drop(NodeID("s-a-11"))])
    }
    #expect(near?.message.contains("“s-a-1”") == true)
  }

  @Test("random edits never lose a chapter that was not dropped or merged")
  func randomEdits() throws {
    for seed in 0..<200 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var change = OutlineChange(
        Sample.outline(["a", "b", "c", "d", "e"].map { Sample.chapter($0) }))
      let all = Set(change.outline.chapters.map(\.id))
      for _ in 0..<6 {
        let ids = change.outline.chapters.map(\.id)
        guard ids.count > 1 else { break }
        let one = ids[Int(random.next() % UInt64(ids.count))]
        let other = ids[Int(random.next() % UInt64(ids.count))]
        let edits: [OutlineEdit] = [
          .move(one, to: nil, at: Int(random.next() % 6)), .drop(one),
          .merge(one, with: other), .rename(one, title: "R"),
        ]
        let edit = edits[Int(random.next() % 4)]
        if let next = try? change.outline.applying([edit]) {
          change.outline = next.outline
          change.dropped += next.dropped
          change.merged += next.merged
        }
      }
      let left = Set(change.outline.chapters.map(\.id))
      let gone = Set(change.dropped + change.merged.map(\.from.id))
      #expect(left.union(gone) == all && left.isDisjoint(with: gone), "seed \(seed)")
    }
  }

  @Test("only chapters that need what was given, and a story's next, depend on a chapter")
  func dependents() {
    let outline = Sample.outline([
      Sample.chapter("a", gives: ["The Map"]), Sample.chapter("b"),
      Sample.chapter("c", needs: ["the map"], gives: ["a key"]),
      Sample.chapter("d", needs: ["a key"]),
    ])
    func names(_ id: String, _ kind: BookKind) -> [String] {
      Dependents.of(NodeID(id), in: outline, kind: kind).map(\.text)
    }
    #expect(names("c-a", .expository) == ["c-c"])
    #expect(names("c-a", .narrative) == ["c-b", "c-c"])
    #expect(names("c-d", .narrative) == [])
    #expect(names("c-c", .expository) == ["c-d"])
  }
}
