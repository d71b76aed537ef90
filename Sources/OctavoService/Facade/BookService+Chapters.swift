import OctavoBase
import OctavoGeneration
package import OctavoStore

extension BookService {
  /// A chapter with its text. Needs `project_read`.
  package func chapter(
    _ id: OctavoStore.NodeID, by caller: Caller
  ) async throws(ServiceFault) -> ChapterAnswer {
    try caller.require(.projectRead)
    let project = try own(id, caller)
    return try answer(id, project)
  }

  /// Changes a chapter's title or text; the text becomes its next version. Needs `project_write`.
  ///
  /// - Parameter version: the version the edit was made from; nil throws `versionRequired`.
  package func replaceChapter(
    _ id: OctavoStore.NodeID, with edit: ChapterEdit, ifVersion tag: StateTag?, by caller: Caller
  ) async throws(ServiceFault) -> ChapterAnswer {
    try caller.require(.projectWrite)
    let project = try own(id, caller)
    guard let tag else { throw .versionRequired }
    var checks = RequestChecks()
    if edit.title != nil { checks.text("/title", edit.title, limit: 300) }
    checks.text(
      "/content", edit.content, limit: policy.limits.chapterLength, isRequired: false)
    if edit.title == nil, edit.content == nil {
      checks.report("", "nothing-to-change", "neither title nor content is given")
    }
    try checks.settle()
    try require(tag, id, project)
    do {
      try await store.leases.hold(project) { lease in
        // Whoever held the project until now may have changed it.
        try require(tag, id, project)
        try ChapterEditor(store).apply(
          edit, to: OctavoGeneration.NodeID(id.text), expecting: tag.version,
          by: caller.author, under: lease)
      }
    } catch {
      let isOutdated =
        (error as? OctavoError)?.diagnostics.first?.code == "store.version-conflict"
      throw isOutdated
        ? .versionMismatch(current: try answer(id, project).version) : Fault.of(error)
    }
    return try answer(id, project)
  }

  /// Throws unless a client that names this state has seen the chapter as it is.
  private func require(
    _ tag: StateTag, _ id: OctavoStore.NodeID, _ project: ProjectID
  ) throws(ServiceFault) {
    let current = try answer(id, project)
    guard tag.hasSeen(current.tag) else { throw .versionMismatch(current: current.version) }
  }

  private func answer(
    _ id: OctavoStore.NodeID, _ project: ProjectID
  ) throws(ServiceFault) -> ChapterAnswer {
    try Fault.asked {
      let node = try store.outline.node(id)
      guard node.kind == .chapter, node.archived == nil else {
        throw ServiceFault.notFound(.chapter, id: id.text)
      }
      let chapter = try store.chapters.find(id)
      let version = try store.chapters.text(id)
      let content = try version?.content ?? partial(id, project)
      return ChapterAnswer(
        id: id, projectId: project, title: node.plan.title, status: chapter.status.rawValue,
        reason: chapter.reason, content: content,
        summary: try version == nil ? nil : store.chapters.summary(of: id),
        wordCount: version?.wordCount ?? WordScan.count(content),
        targetWords: node.plan.targetWords, version: chapter.version ?? 0,
        updatedAt: Timestamp(chapter.updated))
    }
  }

  /// What is written so far of a chapter that was never whole.
  private func partial(_ id: OctavoStore.NodeID, _ project: ProjectID) throws -> String {
    let chapter = OctavoGeneration.NodeID(id.text)
    guard let book = try StoredBook(project, in: store).book else { return "" }
    if let text = book.standing(of: chapter)?.content, !text.isEmpty { return text }
    return book.pieces.filter { $0.chapter == chapter }.map(\.text).joined(separator: "\n\n")
  }
}
