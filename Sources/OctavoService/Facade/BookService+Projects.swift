import OctavoBase
import OctavoGeneration
package import OctavoStore

extension BookService {
  /// The caller's projects, the latest first. Needs `project_read`.
  package func projects(
    _ page: PageRequest = PageRequest(), by caller: Caller
  ) async throws(ServiceFault) -> Page<ProjectAnswer> {
    try caller.require(.projectRead)
    let (cursor, limit) = try Cursors.read(page)
    let found = try Fault.asked {
      try store.projects.list(of: caller.user, before: cursor, limit: limit + 1)
    }
    let items = found.prefix(limit)
    let last = items.last.map { ListCursor(at: $0.project.created, id: $0.project.id.text) }
    return Page(
      items: items.map(ProjectAnswer.init),
      next: found.count > limit ? last.map(Cursors.text) : nil)
  }

  /// One project. Needs `project_read`.
  package func project(
    _ id: ProjectID, by caller: Caller
  ) async throws(ServiceFault) -> ProjectAnswer {
    try caller.require(.projectRead)
    try own(id, caller)
    return ProjectAnswer(try Fault.asked { try store.projects.summary(id) })
  }

  /// Takes a project with everything of it out of the store; its jobs are cancelled first. Needs
  /// `project_write`.
  package func erase(_ id: ProjectID, by caller: Caller) async throws(ServiceFault) {
    try caller.require(.projectWrite)
    try own(id, caller)
    try await erase(id, author: caller.author)
  }

  func erase(_ id: ProjectID, author: AuditAuthor) async throws(ServiceFault) {
    try Fault.asked { try store.projects.endJobs(of: id, by: author) }
    // A cancelled run gives the project back within a second.
    let start = store.now
    while true {
      do {
        return try store.projects.erase(id, by: author)
      } catch {
        let fault = Fault.of(error)
        guard case .conflict = fault, store.now.since(start) < 5000, !Task.isCancelled else {
          throw fault
        }
        _ = await store.changes.wait(after: store.changes.count, milliseconds: 100)
      }
    }
  }

  /// The concepts that are offered, in order. Needs `project_read`.
  package func concepts(
    _ id: ProjectID, by caller: Caller
  ) async throws(ServiceFault) -> [ConceptAnswer] {
    try caller.require(.projectRead)
    try own(id, caller)
    return try Fault.asked { try store.concepts.list(id) }.map { concept in
      ConceptAnswer(
        id: concept.id, title: concept.draft.title, tagline: concept.draft.tagline,
        audience: concept.draft.audience, thesis: concept.draft.thesis,
        difference: concept.draft.difference)
    }
  }

  /// Keeps what the caller thinks of a concept, for the next outline. Needs `project_write`.
  package func rate(
    concept id: ConceptID, of project: ProjectID, _ feedback: FeedbackRequest, by caller: Caller
  ) async throws(ServiceFault) {
    try own(project, caller)
    let concepts = try Fault.asked { try store.concepts.list(project, includingRejected: true) }
    guard concepts.contains(where: { $0.id == id }) else {
      throw .notFound(.concept, id: id.text)
    }
    try keep(feedback, .concept(id), .notFound(.concept, id: id.text), caller)
  }

  /// Keeps what the caller thinks of a chapter, for its next version. Needs `project_write`.
  package func rate(
    chapter id: OctavoStore.NodeID, _ feedback: FeedbackRequest, by caller: Caller
  ) async throws(ServiceFault) {
    try keep(feedback, .chapter(id), .notFound(.chapter, id: id.text), caller)
  }

  private func keep(
    _ feedback: FeedbackRequest, _ subject: FeedbackEntry.Subject, _ missing: ServiceFault,
    _ caller: Caller
  ) throws(ServiceFault) {
    try caller.require(.projectWrite)
    try require(feature: "feedback")
    var checks = RequestChecks()
    checks.number("/rating", feedback.rating, 1...5)
    checks.text("/note", feedback.note, limit: policy.limits.textLength, isRequired: false)
    try checks.settle()
    let isKept = try Fault.asked {
      try store.feedback.add(
        subject, of: caller.user, rating: feedback.rating, note: feedback.note ?? "",
        by: caller.author)
    }
    guard isKept else { throw missing }
  }
}

extension ProjectAnswer {
  init(_ summary: ProjectSummary) {
    let project = summary.project
    self.init(
      id: project.id, keyword: project.brief.keyword, genre: project.brief.genre,
      audienceLevel: project.brief.audienceLevel, language: project.brief.language,
      intent: project.brief.intent, state: project.state.rawValue, failure: project.failure,
      conceptId: project.concept, title: summary.title, words: summary.words,
      chapters: summary.chapters, chaptersWritten: summary.chaptersWritten,
      cost: OctavoGeneration.MicroDollars(project.spent.count).dollars,
      createdAt: Timestamp(project.created), updatedAt: Timestamp(project.updated))
  }
}

/// Places in lists as texts that clients hand back.
enum Cursors {
  static let limits = 1...200

  static func text(_ cursor: ListCursor) -> String { "\(cursor.at.milliseconds).\(cursor.id)" }

  static func read(_ page: PageRequest) throws(ServiceFault) -> (ListCursor?, Int) {
    try check(page)
    guard let text = page.after else { return (nil, page.limit) }
    let parts = text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let at = Int64(parts[0]), parts[1].utf8.count <= 64 else {
      throw bad(text)
    }
    return (ListCursor(at: Moment(milliseconds: at), id: String(parts[1])), page.limit)
  }

  /// A cursor that is a number.
  static func number(_ page: PageRequest) throws(ServiceFault) -> (Int64?, Int) {
    try check(page)
    guard let text = page.after else { return (nil, page.limit) }
    guard let number = Int64(text) else { throw bad(text) }
    return (number, page.limit)
  }

  private static func check(_ page: PageRequest) throws(ServiceFault) {
    var checks = RequestChecks()
    checks.number("/limit", page.limit, limits)
    try checks.settle()
  }

  private static func bad(_ text: String) -> ServiceFault {
    .invalid([
      FieldProblem(
        "/after", "bad-cursor", "“\(text.prefix(80))” is no cursor that a page gave",
        hint: "leave it out for the first page")
    ])
  }
}
