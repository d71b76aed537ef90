import OctavoGeneration
import OctavoStore

/// Puts an outline in the place of the one that stands, which is kept.
struct OutlineChoice {
  private let stored: StoredBook
  private let desk: RunDesk

  init(_ stored: StoredBook, _ desk: RunDesk) {
    self.stored = stored
    self.desk = desk
  }

  /// One transaction: outline, findings, style and concept change together, or nothing does.
  func take(_ next: KeptOutline) throws -> OctavoGeneration.Outline {
    var meaning = RecordMeaning()
    var batch = RecordBatch()
    if let standing = stored.standing {
      batch.save(StoredRecord(RunRecord.kept, standing.name, body: try RecordBody.json(standing)))
    }
    batch.forget(RunRecord.kept, next.name)
    batch.forget(RunRecord.pending)
    for record in [.outline(next.outline), .outlineFindings(next.findings)] as [GenerationRecord] {
      batch.save(try RecordBody.stored(record), try meaning.effects(of: record))
    }
    batch.forget(RecordBody.styleKind)
    if let style = next.style { batch.save(try RecordBody.stored(.style(style))) }
    batch.save(
      StoredRecord(RunRecord.plan, body: try RecordBody.json(next.plan)),
      [
        .concept(ConceptID(next.plan.concept)), .style(try next.style.map(RecordBody.json)),
        .state(isWritten(next) ? .written : .outlined),
      ])
    try desk.store.records.save(batch, under: desk.lease)
    return next.outline
  }

  private func isWritten(_ next: KeptOutline) -> Bool {
    guard var book = stored.book else { return false }
    book.outline = next.outline
    return book.isDone
  }
}
