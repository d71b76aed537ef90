import OctavoGeneration
import OctavoTestSupport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// What a person changes of a chapter: in the plan, for readers and in files alike, or not at all.
@Suite("Edited chapters")
struct ChapterEditTests {
  @Test("a title stands in the plan and in exports, and stays when the plan is changed")
  func titles() async throws {
    let desk = try ServiceDesk()
    let (project, chapter) = try await desk.written()
    let edited = try await desk.service.replaceChapter(
      chapter, with: ChapterEdit(title: "Of Zebras"), ifVersion: 1, by: desk.ann)
    #expect((edited.title, edited.version) == ("Of Zebras", 1))
    var plan = try await desk.service.outline(project, by: desk.ann)
    #expect(plan.parts[0].chapters[0].title == "Of Zebras")
    let book = try #require(try StoredBook(project, in: desk.store).book)
    #expect(book.outline.chapters[0].title == "Of Zebras")
    plan.parts[0].chapters[1].title = "Another"
    _ = try await desk.service.replaceOutline(project, with: plan, by: desk.ann)
    #expect(try await desk.service.chapter(chapter, by: desk.ann).title == "Of Zebras")
  }

  @Test("a text is one version, of one number, for the plan and for readers")
  func texts() async throws {
    let desk = try ServiceDesk()
    let (project, chapter) = try await desk.written()
    let edited = try await desk.service.replaceChapter(
      chapter, with: ChapterEdit(title: "Stripes", content: "Black and white."), ifVersion: 1,
      by: desk.ann)
    #expect((edited.content, edited.version, edited.wordCount) == ("Black and white.", 2, 3))
    #expect((edited.title, edited.status) == ("Stripes", "written"))
    let book = try #require(try StoredBook(project, in: desk.store).book)
    let standing = try #require(book.standing(of: OctavoGeneration.NodeID(chapter.text)))
    #expect((standing.version, standing.content) == (2, "Black and white."))
    #expect(try desk.store.chapters.versions(chapter).map(\.number) == [2, 1])
    // Written anew, it is the next.
    _ = try await desk.service.submitChapter(
      chapter, ChapterRequestBody(instructions: "longer"), by: desk.ann)
    try await desk.work()
    #expect(try desk.store.chapters.versions(chapter).map(\.number) == [3, 2, 1])
  }

  @Test("an edit of an older version changes nothing, not even the title")
  func conflicts() async throws {
    let desk = try ServiceDesk()
    let (project, chapter) = try await desk.written()
    let before = try await desk.service.chapter(chapter, by: desk.ann)
    let audit = try desk.store.auditLines().count
    let found = await fault {
      _ = try await desk.service.replaceChapter(
        chapter, with: ChapterEdit(title: "Late", content: "Late."), ifVersion: 0, by: desk.ann)
    }
    #expect(found == .versionMismatch(current: 1))
    // Also where the other change comes between the look and the write.
    let lease = try desk.store.leases.take(project)
    #expect(throws: (any Error).self) {
      try ChapterEditor(desk.store).apply(
        ChapterEdit(title: "Late", content: "Late."), to: OctavoGeneration.NodeID(chapter.text),
        expecting: 7,
        by: .service, under: lease)
    }
    try desk.store.leases.release(lease)
    #expect(try await desk.service.chapter(chapter, by: desk.ann) == before)
    let plan = try await desk.service.outline(project, by: desk.ann)
    #expect(plan.parts[0].chapters[0].title == before.title)
    #expect(try desk.store.auditLines().count == audit)
  }

  @Test("each change has one line in the audit log")
  func audit() async throws {
    let desk = try ServiceDesk()
    let (project, chapter) = try await desk.written()
    let before = try desk.store.auditLines().first?.seq ?? 0
    _ = try await desk.service.replaceChapter(
      chapter, with: ChapterEdit(title: "A", content: "B"), ifVersion: 1, by: desk.ann)
    let plan = try await desk.service.outline(project, by: desk.ann)
    _ = try await desk.service.replaceOutline(project, with: plan, by: desk.ann)
    try await desk.service.erase(project, by: desk.ann)
    let lines = try desk.store.auditLines().filter { $0.seq > before }
    #expect(
      lines.map(\.action).reversed() == ["chapter.replace", "outline.replace", "project.erase"])
    #expect(lines.allSatisfy { $0.author.user == desk.ann.user })
  }
}
