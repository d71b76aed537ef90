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
  ///
  /// - Parameter check: looks at what is stored once nobody else can change it; throws to leave it.
  package func replace(
    with outline: OctavoGeneration.Outline, of id: ProjectID, by author: AuditAuthor? = nil,
    after check: () throws -> Void = {}
  ) async throws -> OctavoGeneration.Outline {
    try await change(id, by: author, after: check) { (book) throws(GenerationFailure) in
      try outline.check()
      var change = OutlineChange(outline)
      let kept = Set(outline.chapters.map(\.id))
      change.dropped = book.outline.chapters.map(\.id).filter { !kept.contains($0) }
      return change
    }
  }

  /// Makes names that no part, chapter or section of the project has or had.
  package func names(for id: ProjectID) throws -> NewNames {
    guard let book = try StoredBook(id, in: store).book else { throw RunFailure.noOutline(id) }
    let left = try store.outline.archive(id).map(\.id.text)
    return NewNames(taken: Set(book.outline.allIDs.map(\.text) + left))
  }

  private func change(
    _ id: ProjectID, by author: AuditAuthor? = nil, after check: () throws -> Void = {},
    _ edit: (BookProject) throws(GenerationFailure) -> OutlineChange
  ) async throws -> OctavoGeneration.Outline {
    try await store.leases.hold(id) { lease in
      try check()
      let stored = try StoredBook(id, in: store)
      guard let book = stored.book else { throw RunFailure.noOutline(id) }
      let change: OutlineChange
      let revision: OutlineRevision
      do throws(GenerationFailure) {
        change = try edit(book)
        revision = try OutlineRevision(change, of: book, findings: stored.outlineFindings)
      } catch {
        throw RunFailure.error(error)
      }
      try save(revision, author, lease)
      return change.outline
    }
  }

  private func save(
    _ revision: OutlineRevision, _ author: AuditAuthor?, _ lease: ProjectLease
  ) throws {
    var (meaning, batch) = (RecordMeaning(), RecordBatch())
    if let author { batch.audit = ("outline.replace", lease.project.text, author) }
    let stored = try revision.records.map { try RecordBody.stored($0) }
    for (index, record) in revision.records.enumerated() {
      let isLast = !stored[(index + 1)...].contains {
        ($0.kind, $0.name) == (stored[index].kind, stored[index].name)
      }
      guard isLast else { continue }
      var effects = try meaning.effects(of: record)
      if case .outline = record { effects.append(.state(revision.isDone ? .written : .outlined)) }
      batch.save(stored[index], effects)
    }
    try store.records.save(batch, under: lease)
  }
}

/// What is stored when a person has changed an outline.
struct OutlineRevision {
  /// In the order in which they are saved.
  private(set) var records: [GenerationRecord] = []
  /// Whether the book is whole after it.
  let isDone: Bool

  /// Throws where a text in work would have no place.
  init(
    _ change: OutlineChange, of book: BookProject, findings: [OutlineFinding]
  ) throws(GenerationFailure) {
    var after = book
    for merge in change.merged {
      for record in ChapterJoin(merge, in: after).records {
        after.apply(record)
        records.append(record)
      }
    }
    let moves = try SectionMoves(change, in: after)
    after.outline = change.outline
    records.append(.outline(change.outline))
    for record in moves.records {
      after.apply(record)
      records.append(record)
    }
    let changed = Self.rewritten(change, book)
    if !changed.isEmpty {
      let record = GenerationRecord.stale(after.stale + changed, because: Self.reason)
      after.apply(record)
      records.append(record)
    }
    records.append(.outlineFindings(Self.findings(after, findings, changed: changed)))
    isDone = after.isDone
  }

  /// What makes chapters stale that have another plan than they were written to.
  private static let reason = OctavoGeneration.NodeID("outline")
  private static let code = "outline.text-differs"

  /// Chapters whose text follows a plan they no longer have.
  private static func rewritten(
    _ change: OutlineChange, _ book: BookProject
  ) -> [OctavoGeneration.NodeID] {
    let merged = change.merged.map(\.into.id)
    return change.outline.chapters.filter { chapter in
      guard let old = book.outline.chapter(chapter.id), !merged.contains(chapter.id),
        book.standing(of: chapter.id)?.status.isWhole == true
      else { return false }
      let isSame =
        old.purpose == chapter.purpose && old.points == chapter.points
        && old.sections.map { Section($0) } == chapter.sections.map { Section($0) }
      return !isSame
    }.map(\.id)
  }

  /// What of a section the text shows.
  private struct Section: Equatable {
    let id: OctavoGeneration.NodeID
    let title: String
    let points: [String]

    init(_ section: OctavoGeneration.Outline.Section) {
      (id, title, points) = (section.id, section.title, section.points)
    }
  }

  /// What counting finds now, what the check pass found of chapters that are still there, and what
  /// is said of texts that are not written anew yet.
  private static func findings(
    _ book: BookProject, _ old: [OutlineFinding], changed: [OctavoGeneration.NodeID]
  ) -> [OutlineFinding] {
    let kept = old.filter { finding in
      guard let id = finding.chapter else { return finding.source == .model }
      guard book.outline.chapter(id) != nil else { return false }
      return finding.source == .model
        || finding.code == code && book.stale.contains(id) && !changed.contains(id)
    }
    let new = changed.compactMap { book.outline.chapter($0) }.map {
      OutlineFinding(
        .local, code, $0.id,
        "“\($0.title)” was written to an older plan; its text stays until it is written anew.")
    }
    return OutlineCheck.findings(of: book.outline) + kept + new
  }
}

/// Names for what is added to an outline, none given twice.
package struct NewNames: Sendable {
  private var taken: Set<String>

  init(taken: Set<String>) { self.taken = taken }

  /// A name made from what the thing is called and where it stands.
  package mutating func make(
    _ prefix: String, _ parts: [String]
  ) -> OctavoGeneration.NodeID {
    var number = 1
    while true {
      let name = StableID.make(prefix, parts + ["added", String(number)])
      if taken.insert(name).inserted { return OctavoGeneration.NodeID(name) }
      number += 1
    }
  }
}
