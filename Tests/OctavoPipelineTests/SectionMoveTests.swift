import OctavoGeneration
import OctavoTestSupport
import Testing

/// Sections of chapters in work that a person moves, joins and plans anew: no text is lost, and none
/// is bought twice.
@Suite("Moved sections")
struct SectionMoveTests {
  private static func piece(
    _ unit: String, _ text: String, chapter: String = "c-a", others: [String] = []
  ) -> ChapterPiece {
    ChapterPiece(
      chapter: NodeID(chapter), version: 1, unit: unit, others: others, text: text,
      isHeaded: !others.isEmpty)
  }

  private static func inWork(_ content: String, chapter: String = "c-a") -> ChapterVersion {
    ChapterVersion(chapter: NodeID(chapter), version: 1, status: .partial, content: content)
  }

  private static let texts: [GenerationRecord] = [
    .piece(piece("s-a-1", "The lamp burned[^n].\n\n[^n]: Oil.")),
    .piece(piece("s-a-2", "The keeper slept[^n].\n\n[^n]: Soundly.")),
    .chapter(inWork("## Scene a 1\n\nThe lamp burned[^1-n].\n\n[^1-n]: Oil.")),
  ]

  /// The book with chapters a (three sections) and b (two) after texts came and edits were made.
  private static func edited(
    _ texts: [GenerationRecord], _ edits: [OutlineEdit], a: Outline.Chapter? = nil
  ) throws -> BookProject {
    let a = a ?? Sample.chapter("a", sections: 3)
    var book = Sample.project([a, Sample.chapter("b")], brief: Sample.essay)
    for record in texts { book.apply(record) }
    let change = try book.outline.applying(edits)
    let moves = try SectionMoves(change, in: book)
    book.apply(.outline(change.outline))
    for record in moves.records { book.apply(record) }
    return book
  }

  /// What is asked of a model for the rest of the book, by the requests' prompts.
  private static func written(_ book: BookProject) async throws -> (BookProject, [String]) {
    let model = BookScript().model()
    let result = try await GenerationDriver(model: model, host: MemoryHost())
      .run(BookMachine(project: book, tools: try Sample.tools()))
    let prompts = model.requests.filter { $0.step == .chapter }.map { $0.messages[0].text }
    return (try #require(result.product), prompts)
  }

  @Test("two written sections that become one keep both texts and their notes")
  func joined() async throws {
    let book = try Self.edited(Self.texts, [.merge(NodeID("s-a-1"), with: NodeID("s-a-2"))])
    let (done, prompts) = try await Self.written(book)
    let content = try #require(done.standing(of: NodeID("c-a"))?.content)
    for words in ["The lamp burned", "The keeper slept", ": Oil.", ": Soundly."] {
      #expect(content.contains(words), "\(words) in \(content)")
    }
    #expect(!content.contains("## Scene a 2"))
    #expect(prompts.count == 3, "one section of a, two of b")
  }

  @Test("a written section and one that is not cannot become one")
  func half() throws {
    #expect(throws: GenerationFailure.self) {
      try Self.edited(Self.texts, [.merge(NodeID("s-a-2"), with: NodeID("s-a-3"))])
    }
  }

  @Test("a section that goes to another chapter takes its text along")
  func moved() async throws {
    let book = try Self.edited(
      Self.texts, [.move(NodeID("s-a-2"), to: NodeID("c-b"), at: 0)])
    #expect(book.standing(of: NodeID("c-b"))?.content.contains("The keeper slept") == true)
    #expect(book.standing(of: NodeID("c-a"))?.content.contains("The keeper slept") == false)
    let (done, prompts) = try await Self.written(book)
    #expect(prompts.count == 3, "the third of a, two of b: none twice")
    let b = try #require(done.standing(of: NodeID("c-b"))?.content)
    #expect(b.contains("The keeper slept"))
    #expect(b.contains("## Scene b 1") && b.contains("## Scene b 2"))
  }

  @Test("moved back and forth, a section has the text it had")
  func returned() throws {
    var book = try Self.edited(
      Self.texts, [.move(NodeID("s-a-2"), to: NodeID("c-b"), at: 0)])
    let change = try book.outline.applying([.move(NodeID("s-a-2"), to: NodeID("c-a"), at: 0)])
    let moves = try SectionMoves(change, in: book)
    book.apply(.outline(change.outline))
    for record in moves.records { book.apply(record) }
    let a = try #require(book.standing(of: NodeID("c-a"))?.content)
    #expect(a.hasPrefix("## Scene a 2\n\nThe keeper slept"))
    #expect(a.contains("The lamp burned"))
    #expect(book.standing(of: NodeID("c-b"))?.words == 0)
  }

  @Test("a text has no place in a chapter that is whole")
  func whole() throws {
    let done = ChapterVersion(
      chapter: NodeID("c-b"), version: 1, status: .done, content: "All of it.")
    #expect(throws: GenerationFailure.self) {
      try Self.edited(
        Self.texts + [.chapter(done)], [.move(NodeID("s-a-2"), to: NodeID("c-b"), at: 0)])
    }
  }

  @Test("a section that was written in two parts and is planned shorter keeps both")
  func shorter() async throws {
    let a = Sample.chapter("a", sections: 2, words: 2_000)
    let texts: [GenerationRecord] = [
      .piece(Self.piece("s-a-1", "The lamp burned.")),
      .piece(Self.piece("s-a-1.2", "The keeper slept.")), .chapter(Self.inWork("Some.")),
    ]
    let book = try Self.edited(texts, [.target(NodeID("s-a-1"), words: 900)], a: a)
    let task = book.task(for: book.outline.chapters[0], version: 1)
    let held = task.pieces.filter { $0.holds("s-a-1") }.map(\.text)
    #expect(held == ["The lamp burned.\n\nThe keeper slept."])
  }

  @Test("sections with one text stay together, or the change is refused")
  func together() throws {
    let texts: [GenerationRecord] = [
      .piece(Self.piece("s-a-1", "## Mine\n\nAll of it.", others: ["s-a-2"])),
      .chapter(Self.inWork("## Mine\n\nAll of it.")),
    ]
    #expect(throws: GenerationFailure.self) {
      try Self.edited(texts, [.move(NodeID("s-a-2"), to: NodeID("c-b"), at: 0)])
    }
    let book = try Self.edited(texts, [.move(NodeID("s-a-3"), to: NodeID("c-a"), at: 0)])
    #expect(book.standing(of: NodeID("c-a"))?.content.contains("All of it.") == true)
  }

  @Test("what had come of a section is shown, and gone on from, where the section is now")
  func unfinished() async throws {
    let begun = Self.inWork("## Scene a 1\n\nThe lamp burned.\n\n## Scene a 2\n\nThe keeper sl")
    let texts: [GenerationRecord] = [
      .piece(Self.piece("s-a-1", "The lamp burned.")), .chapter(begun),
    ]
    let renamed = try Self.edited(texts, [.rename(NodeID("s-a-1"), title: "Dawn")])
    let shown = try #require(renamed.standing(of: NodeID("c-a"))?.content)
    #expect(shown.hasPrefix("## Dawn") && shown.hasSuffix("The keeper sl"))

    let moved = try Self.edited(texts, [.move(NodeID("s-a-2"), to: NodeID("c-b"), at: 0)])
    let task = moved.task(for: moved.outline.chapters[1], version: 1)
    #expect(task.callNames == ["s-a-2": "book/chapter/c-a/v1/s-a-2"])
  }

  /// The journal of a run that died in a section of chapter b, and the name of that section's call.
  private static func died(
    _ book: BookProject
  ) async throws -> (host: MemoryHost, call: String, text: String)? {
    for operations in 10..<200 {
      let host = MemoryHost()
      host.die(after: operations)
      _ = try? await GenerationDriver(model: BookScript().model(), host: host)
        .run(BookMachine(project: book, tools: try Sample.tools()))
      let half = host.journals.first { name, journal in
        journal.end == nil && journal.text.count > 100 && name.contains("/chapter/c-b/v1/s-b")
      }
      if let half { return (host, half.key, half.value.text) }
    }
    return nil
  }

  @Test("half a section of a merged chapter is gone on from, not bought again")
  func mergedHalf() async throws {
    var book = Sample.project([Sample.chapter("a"), Sample.chapter("b")], brief: Sample.essay)
    let died = try #require(try await Self.died(book))
    for record in died.host.records { book.apply(record) }
    let change = try book.outline.applying([.merge(NodeID("c-a"), with: NodeID("c-b"))])
    for record in ChapterJoin(change.merged[0], in: book).records { book.apply(record) }
    book.apply(.outline(change.outline))
    let model = BookScript().model()
    let result = try await GenerationDriver(model: model, host: MemoryHost(died.host.survivors))
      .run(BookMachine(project: book, tools: try Sample.tools()))
    let done = try #require(result.product?.standing(of: NodeID("c-a")))
    let first = try #require(model.requests.first)
    #expect(first.messages.count == 3, "asked to go on, not to begin")
    #expect(done.content.contains(died.text.prefix(60)))
  }
}
