package import OctavoGeneration
package import OctavoStore

/// A person's changes of a stored outline: names stay, and so do the texts that hang on them.
package struct OutlineEditor: Sendable {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// Makes the edits in order, all or none.
  package func apply(
    _ edits: [OutlineEdit], to id: ProjectID
  ) async throws -> OctavoGeneration.Outline {
    try await change(id) { (book) throws(GenerationFailure) in try book.outline.applying(edits) }
  }

  /// Puts a whole outline in place. Chapters that are no longer in it go to the archive.
  package func replace(
    with outline: OctavoGeneration.Outline, of id: ProjectID
  ) async throws -> OctavoGeneration.Outline {
    try await change(id) { (book) throws(GenerationFailure) in
      var change = OutlineChange(outline)
      let kept = Set(outline.chapters.map(\.id))
      change.dropped = book.outline.chapters.map(\.id).filter { !kept.contains($0) }
      return change
    }
  }

  private func change(
    _ id: ProjectID, _ edit: (BookProject) throws(GenerationFailure) -> OutlineChange
  ) async throws -> OctavoGeneration.Outline {
    try await store.leases.hold(id) { lease in
      guard let book = try StoredBook(id, in: store).book else { throw RunFailure.noOutline(id) }
      let change: OutlineChange
      do throws(GenerationFailure) {
        change = try edit(book)
      } catch {
        throw RunFailure.error(error)
      }
      var meaning = RecordMeaning()
      for record in records(of: change, in: book) {
        let effects = try meaning.effects(of: record)
        try store.records.save(try RecordBody.stored(record), effects: effects, under: lease)
      }
      return change.outline
    }
  }

  /// Merged texts come first: were the run to end here, nothing would be missing.
  private func records(of change: OutlineChange, in book: BookProject) -> [GenerationRecord] {
    var book = book
    var records: [GenerationRecord] = []
    for merge in change.merged {
      guard let version = merged(merge, in: book) else { continue }
      book.apply(.chapter(version))
      records.append(.chapter(version))
    }
    return records
      + [.outline(change.outline), .outlineFindings(OutlineCheck.findings(of: change.outline))]
  }

  /// The first chapter's next version, with the second's text at its end; nil where the second
  /// has none.
  private func merged(
    _ merge: OutlineChange.Merge, in book: BookProject
  ) -> OctavoGeneration.ChapterVersion? {
    guard let second = book.standing(of: merge.from), second.words > 0 else { return nil }
    let first = book.standing(of: merge.into)
    // A chapter that is not whole does not become whole by another's text.
    let isWhole = second.status == .done && first?.status == .done
    return OctavoGeneration.ChapterVersion(
      chapter: merge.into, version: (book.latest(of: merge.into)?.version ?? 0) + 1,
      status: isWhole ? .done : .partial,
      content: ChapterAssembly.merged(
        first?.content ?? "", second.content, kind: book.brief.kind))
  }
}
