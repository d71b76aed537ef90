import OctavoBase
import OctavoGeneration
import OctavoStore

/// Performs the steps that ask models.
struct Generating: Sendable {
  private let store: Store
  private let job: Job
  private let runner: ProjectRunner

  init(_ shop: Workshop, _ job: Job, _ pulse: JobPulse) {
    store = shop.store
    self.job = job
    runner = shop.runner.watched(by: pulse)
  }

  private func project() throws(JobFault) -> ProjectID {
    guard let id = job.project else {
      throw JobFault(.stop, "job.no-project", "the job names no project")
    }
    return id
  }

  func ideation(_ step: IdeationJob.Step) async throws -> IdeationJob.Finding {
    let concepts = try await runner.ideate(try project())
    return IdeationJob.Finding(
      concepts: concepts.map { concept in
        ConceptAnswer(
          id: ConceptID(concept.id), title: concept.title, tagline: concept.tagline,
          audience: concept.audience, thesis: concept.thesis, difference: concept.difference)
      })
  }

  func outline(_ step: OutlineJob.Step) async throws -> OutlineJob.Finding {
    let id = try project()
    let request = try read(OutlineRequest.self)
    switch step {
    case .plan:
      let old = try StoredBook(id, in: store).plan
      let version = old.map { $0.isDone ? $0.version + 1 : $0.version } ?? 1
      let said = try store.feedback.take(.concept(ConceptID(request.conceptID)), for: job.id)
      return .planned(OutlineJob.Plan(version: version, notes: FeedbackNotes.text(said)))
    case .generate(let plan):
      let outline = try await runner.outline(
        id, concept: request.conceptID, chapters: request.chapters, words: request.words,
        version: plan.version, notes: plan.notes)
      return .made(chapters: outline.chapters.map(\.id.text), words: outline.targetWords)
    }
  }

  func chapter(_ step: ChapterJob.Step) async throws -> ChapterJob.Finding {
    let id = try project()
    guard let chapter = job.chapter else {
      throw JobFault(.stop, "job.no-chapter", "the job names no chapter")
    }
    let node = OctavoGeneration.NodeID(chapter.text)
    switch step {
    case .plan:
      let request = try read(ChapterRequestBody.self)
      guard let book = try StoredBook(id, in: store).book, book.outline.chapter(node) != nil else {
        throw JobFault(.stop, "job.no-chapter", "the chapter is not in the plan any more")
      }
      let said = try store.feedback.take(.chapter(chapter), for: job.id)
      let wishes = [request.instructions ?? "", FeedbackNotes.text(said)].filter { !$0.isEmpty }
      let instructions = wishes.joined(separator: "\n\n")
      return .planned(
        ChapterJob.Plan(
          version: book.regeneration(of: node, instructions: instructions).version,
          instructions: instructions))
    case .write(let plan):
      let before = Set(try store.chapters.list(id).filter { $0.status == .stale }.map(\.id))
      let book = try await runner.write(
        id, only: [ChapterRequest(chapter: node, version: plan.version)],
        instructions: plan.instructions)
      let stale = try store.chapters.list(id).filter { $0.status == .stale }.map(\.id)
      return .written(
        ChapterJob.Written(
          chapterId: chapter.text, version: plan.version,
          wordCount: book.standing(of: node)?.words ?? 0,
          stale: stale.filter { !before.contains($0) }.map(\.text)))
    }
  }

  private func read<Body: Decodable>(_ type: Body.Type) throws(JobFault) -> Body {
    do {
      return try WireJSON.read(type, from: job.payload)
    } catch {
      throw JobFault(.stop, "job.unreadable", "the job's request cannot be read")
    }
  }
}

/// What people said, as a prompt is told of it.
enum FeedbackNotes {
  static func text(_ said: [FeedbackEntry]) -> String {
    let lines = said.map { entry in
      let note = entry.note.split(whereSeparator: \.isNewline).joined(separator: " ")
      return "- \(entry.rating) of 5" + (note.isEmpty ? "" : ": \(note)")
    }
    guard !lines.isEmpty else { return "" }
    return "What readers said of the last version:\n" + lines.joined(separator: "\n")
  }
}
