import OctavoGeneration
import OctavoTestSupport
import Testing

/// Chapters that become one: nothing of either is lost, and nothing is bought twice.
@Suite("Joined chapters")
struct JoinTests {
  private static func piece(_ chapter: String, _ unit: String, _ text: String) -> ChapterPiece {
    ChapterPiece(chapter: NodeID(chapter), version: 1, unit: unit, text: text)
  }

  private static func version(
    _ chapter: String, _ status: ChapterStatus, _ content: String
  ) -> ChapterVersion {
    ChapterVersion(chapter: NodeID(chapter), version: 1, status: status, content: content)
  }

  /// The book after b was put at the end of a, and what a writer is still to write of it.
  private static func merged(
    _ texts: [GenerationRecord], brief: ProjectBrief = Sample.essay
  ) throws -> (book: BookProject, records: [GenerationRecord]) {
    var book = Sample.project([Sample.chapter("a"), Sample.chapter("b")], brief: brief)
    for record in texts { book.apply(record) }
    let change = try book.outline.applying([.merge(NodeID("c-a"), with: NodeID("c-b"))])
    let records = ChapterJoin(change.merged[0], in: book).records
    for record in records { book.apply(record) }
    book.apply(.outline(change.outline))
    return (book, records)
  }

  @Test("two whole chapters are one whole text that is summed up again")
  func whole() throws {
    let (book, _) = try Self.merged([
      .chapter(Self.version("c-a", .done, "## One\n\nAlpha[^n].\n\n[^n]: Note.")),
      .chapter(Self.version("c-b", .done, "## Two\n\nBeta[^n].\n\n[^n]: Other.")),
    ])
    let version = try #require(book.standing(of: NodeID("c-a")))
    #expect((version.status, version.version, version.origin) == (.written, 2, .merged))
    #expect(
      version.content.contains("## One\n\nAlpha") && version.content.contains("## Two\n\nBeta"))
    #expect(version.content.count(of: "[^1-n]") == 2 && version.content.count(of: "[^3-n]") == 2)
    #expect(book.task(for: book.outline.chapters[0], version: 2).written == version.content)
  }

  @Test(
    "a written chapter and a planned one keep the text, and only the planned sections are written",
    arguments: [true, false])
  func halfWritten(firstIsWritten: Bool) async throws {
    let name = firstIsWritten ? "c-a" : "c-b"
    let prose = "## Old\n\nThe lamp burned. The keeper slept through the storm."
    let (book, _) = try Self.merged([.chapter(Self.version(name, .done, prose))])
    #expect(book.standing(of: NodeID("c-a"))?.status == .partial)
    #expect(book.standing(of: NodeID("c-a"))?.content == prose)

    let host = MemoryHost()
    let model = BookScript().model()
    let result = try await GenerationDriver(model: model, host: host)
      .run(BookMachine(project: book, tools: try Sample.tools()))
    let done = try #require(result.product?.standing(of: NodeID("c-a")))
    #expect(done.status == .done)
    #expect(done.content.contains(prose))
    let sections = model.requests.filter { $0.step == .chapter }
    #expect(sections.count == 2, "one call for each section that is missing")
    let heading = "## Scene \(firstIsWritten ? "b" : "a") 1"
    #expect(done.content.hasPrefix(prose) == firstIsWritten)
    #expect(done.content.contains(heading))
  }

  @Test("a chapter in work keeps its version, so that its calls are found again")
  func inWork() throws {
    let (book, records) = try Self.merged([
      .piece(Self.piece("c-a", "s-a-1", "First scene of it.")),
      .chapter(Self.version("c-a", .partial, "First scene of it.")),
      .chapter(Self.version("c-b", .done, "## Two\n\nBeta ends.")),
    ])
    let task = book.task(for: book.outline.chapters[0], version: 1)
    #expect(task.pieces.map(\.unit) == ["s-a-1", "s-b-1"])
    #expect(task.pieces[1].holds("s-b-2"))
    #expect(book.standing(of: NodeID("c-a"))?.version == 1)
    #expect(records.count == 3)
  }

  @Test("a merge of two plans has no text to keep")
  func plans() throws {
    #expect(try Self.merged([]).records == [])
  }

  @Test("facts of chapters that are not in the book are in no prompt")
  func facts() throws {
    var book = Sample.project([Sample.chapter("a"), Sample.chapter("b")])
    for name in ["c-a", "c-gone"] {
      let fact = Fact(
        chapter: NodeID(name), version: 1, entity: "Mara \(name)", attribute: "age", value: "9",
        paragraph: 1, evidence: "nine")
      book.apply(.facts(chapter: NodeID(name), version: 1, [fact]))
    }
    let task = book.task(for: book.outline.chapters[1], version: 1)
    #expect(task.ledger.facts.map(\.entity) == ["Mara c-a"])
  }
}

extension String {
  fileprivate func count(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
