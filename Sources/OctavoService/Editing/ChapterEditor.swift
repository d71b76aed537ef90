import OctavoBase
package import OctavoGeneration
package import OctavoStore

/// A person's changes of chapters' texts. Each is a new version; those before it stay stored.
package struct ChapterEditor: Sendable {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// Makes an older version's text stand again, as the chapter's latest. It is summed up and checked
  /// when the book is written on.
  package func restore(
    _ chapter: OctavoGeneration.NodeID, version number: Int, of id: ProjectID
  ) async throws {
    try await store.leases.hold(id) { lease in
      guard let book = try StoredBook(id, in: store).book else { throw RunFailure.noOutline(id) }
      guard let old = try store.chapters.text(chapter.stored, version: number) else {
        throw try missing(number, of: chapter)
      }
      let version = OctavoGeneration.ChapterVersion(
        chapter: chapter, version: try next(chapter, in: book), status: .written,
        content: old.content, origin: .edited)
      try save([.chapter(version)] + stale(for: chapter, in: book), book, lease)
    }
  }

  /// Gives a chapter a person's title or text, which stand at once, in the plan and for readers alike:
  /// all of it in one transaction, or nothing where the chapter has another version by now.
  func apply(
    _ edit: ChapterEdit, to chapter: OctavoGeneration.NodeID, expecting version: Int,
    by author: AuditAuthor, under lease: ProjectLease
  ) throws {
    let id = lease.project
    guard let book = try StoredBook(id, in: store).book else { throw RunFailure.noOutline(id) }
    var batch = RecordBatch()
    batch.expect(chapter.stored, version: version)
    batch.audit = ("chapter.replace", chapter.text, author)
    var records: [GenerationRecord] = []
    if let title = edit.title {
      var outline = book.outline
      outline.rename(chapter, title)
      records.append(.outline(outline))
    }
    if let content = edit.content {
      let number = try next(chapter, in: book)
      let text = OctavoGeneration.ChapterVersion(
        chapter: chapter, version: number, status: .written, content: content, origin: .edited)
      records += [.chapter(text)] + stale(for: chapter, in: book)
      batch.effects.append(
        .edited(
          EditedText(
            chapter.stored, number: number, content: content, wordCount: WordScan.count(content))))
    }
    try save(records, book, lease, in: batch)
  }

  /// Takes the chapters' files that people edited; says what became of each.
  func take(_ edits: [EditedChapter], of id: ProjectID) async throws -> [Diagnostic] {
    try await store.leases.hold(id) { lease in
      guard var book = try StoredBook(id, in: store).book else { throw RunFailure.noOutline(id) }
      var findings: [Diagnostic] = []
      for edit in edits {
        let change = try self.change(edit, in: book)
        try save(change.records, book, lease)
        for record in change.records { book.apply(record) }
        findings += change.findings
      }
      return findings
    }
  }

  private func save(
    _ records: [GenerationRecord], _ book: BookProject, _ lease: ProjectLease,
    in batch: RecordBatch = RecordBatch()
  ) throws {
    guard !records.isEmpty else { return }
    var (meaning, batch, changed) = (RecordMeaning(), batch, book)
    for record in records {
      changed.apply(record)
      batch.save(try RecordBody.stored(record), try meaning.effects(of: record))
    }
    if !changed.isDone, batch.saved.count > 0 {
      batch.saved[batch.saved.count - 1].effects.append(.state(.outlined))
    }
    try store.records.save(batch, under: lease)
  }

  /// The number after every one that was given to a version of the chapter.
  private func next(
    _ chapter: OctavoGeneration.NodeID, in book: BookProject
  ) throws -> Int {
    let stored = try store.chapters.versions(chapter.stored).first?.number ?? 0
    return max(book.latest(of: chapter)?.version ?? 0, stored) + 1
  }

  private func stale(
    for chapter: OctavoGeneration.NodeID, in book: BookProject
  ) -> [GenerationRecord] {
    let ids = Dependents.of(chapter, in: book.outline, kind: book.brief.kind)
      .filter { book.standing(of: $0)?.status == .done }
    return ids.isEmpty ? [] : [.stale(ids, because: chapter)]
  }

  private func missing(_ number: Int, of chapter: OctavoGeneration.NodeID) throws -> OctavoError {
    let numbers = try store.chapters.versions(chapter.stored).map { String($0.number) }.reversed()
    return OctavoError(
      .missingInput, "chapter.no-such-version",
      "chapter \(chapter.text) has no stored version \(number)",
      hints: numbers.isEmpty ? [] : ["versions: " + numbers.joined(separator: ", ")])
  }
}

// MARK: - Edited files

extension ChapterEditor {
  private struct Change {
    var records: [GenerationRecord] = []
    var findings: [Diagnostic] = []
  }

  private func change(_ edit: EditedChapter, in book: BookProject) throws -> Change {
    let id = OctavoGeneration.NodeID(edit.chapter.text)
    guard let chapter = book.outline.chapter(id) else {
      return .init(findings: [
        Self.finding(
          .warning, edit, "belongs to a chapter that is not in the outline; it stays out")
      ])
    }
    let standing = book.standing(of: id)
    let file = ChapterFile(edit.text, was: chapter.title)
    let exported = ChapterFile(title: chapter.title, content: standing?.content ?? "").text
    let isSame = file.content == ChapterFile(exported, was: chapter.title).content
    guard !isSame || file.title != chapter.title else { return Change() }
    guard WordScan.count(file.content) > 0 else {
      return .init(findings: [
        Self.finding(.warning, edit, "has no text; the project keeps the chapter's")
      ])
    }
    var change = Change()
    if file.title != chapter.title {
      var outline = book.outline
      outline.rename(id, file.title)
      change.records.append(.outline(outline))
    }
    if !isSame { change.records += try texts(of: chapter, file.content, in: book) }
    change.findings.append(
      edit.wasExported(as: exported)
        ? Self.finding(.note, edit, "was edited since the export and is taken as it is now")
        : Self.finding(
          .warning, edit,
          "and the project's chapter were both changed since the export; the file's text stands, "
            + "and the other stays stored"))
    return change
  }

  private static func finding(
    _ severity: Diagnostic.Severity, _ edit: EditedChapter, _ words: String
  ) -> Diagnostic {
    Diagnostic(severity, "exchange.edited", "\(edit.path) \(words)")
  }

  /// A whole chapter stays whole, with its summary and facts. Of one in work the sections without a
  /// text are still to be written.
  private func texts(
    of chapter: OctavoGeneration.Outline.Chapter, _ content: String, in book: BookProject
  ) throws -> [GenerationRecord] {
    let number = try next(chapter.id, in: book)
    guard let standing = book.standing(of: chapter.id), standing.status != .done else {
      return finished(chapter, content, number, in: book)
    }
    let pieces = book.pieces.filter {
      $0.chapter == chapter.id && $0.version == standing.version
    }
    let units = WritingUnit.units(of: chapter).map(\.id)
    let missing = units.filter { unit in !pieces.contains { $0.holds(unit) } }
    let known = ChapterAssembly.content(
      units: WritingUnit.units(of: chapter), pieces: pieces, kind: book.brief.kind)
    // A section that broke off counts as written: its end is the author's now.
    let rest = standing.status.isWhole ? [] : missing.dropFirst(known == standing.content ? 0 : 1)
    let held = units.filter { !rest.contains($0) }
    guard let first = held.first else { return finished(chapter, content, number, in: book) }
    let piece = ChapterPiece(
      chapter: chapter.id, version: number, unit: first, others: Array(held.dropFirst()),
      text: content, isHeaded: true)
    let version = OctavoGeneration.ChapterVersion(
      chapter: chapter.id, version: number, status: rest.isEmpty ? .written : .partial,
      content: content, origin: .edited)
    return [.piece(piece), .chapter(version)]
  }

  private func finished(
    _ chapter: OctavoGeneration.Outline.Chapter, _ content: String, _ number: Int,
    in book: BookProject
  ) -> [GenerationRecord] {
    let version = OctavoGeneration.ChapterVersion(
      chapter: chapter.id, version: number, status: .done, content: content, origin: .edited)
    var records: [GenerationRecord] = []
    if let summary = book.summaries.last(where: { $0.chapter == chapter.id }) {
      records.append(
        .summary(ChapterSummary(chapter: chapter.id, version: number, text: summary.text)))
    }
    // Facts whose words are gone would support nothing.
    let evidence = Evidence(content)
    let facts = book.ledger.facts.filter { $0.chapter == chapter.id }.compactMap { fact in
      evidence.paragraph(holding: fact.evidence, claimed: fact.paragraph).map {
        fact.moved(to: number, paragraph: $0)
      }
    }
    records.append(.facts(chapter: chapter.id, version: number, facts))
    return records + [.chapter(version)] + stale(for: chapter.id, in: book)
  }
}
