import GRDB
import OctavoBase

/// A version before it has a number.
struct NewVersion {
  let content: String
  let wordCount: Int
  let origin: ChapterVersion.Origin
  var sources: [VersionSource] = []
}

extension Store {
  /// Makes a version current, and marks as stale what it leaves behind.
  @discardableResult
  func addVersion(_ version: NewVersion, to id: NodeID, _ db: Database) throws -> AcceptedChapter {
    let last = try db.first(
      "SELECT coalesce(max(number), 0) AS n FROM chapter_versions WHERE chapter_id = ?", [id.text]
    ) { try $0.integer("n") }
    let (number, time) = ((last ?? 0) + 1, now.milliseconds)
    let content = StoredText.of(version.content)
    try db.run(
      """
      INSERT INTO chapter_versions (chapter_id, number, origin, content, word_count, fingerprint,
        created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.text, number, version.origin.rawValue, content, version.wordCount,
        Self.fingerprint(content), time,
      ])
    for source in version.sources { try insert(source, id, number, db) }
    try db.run(
      """
      UPDATE chapters SET status = 'written', reason = NULL, current_version = ?, updated_at = ?
      WHERE node_id = ?
      """, [number, time, id.text])
    try markOutdated(id, db)
    let stale = try markDependents(
      of: id, exceptVersion: number, "a chapter it builds on was changed", db)
    return AcceptedChapter(version: number, stale: stale)
  }

  static func fingerprint(_ content: String) -> String {
    var builder = FingerprintBuilder()
    builder.combine(content)
    return builder.finish().hex
  }

  /// Marks chapters whose current version was made from `id`, except from the version named.
  @discardableResult
  func markDependents(
    of id: NodeID, exceptVersion version: Int?, _ reason: String, _ db: Database
  ) throws -> [NodeID] {
    try markStale(
      "s.source_chapter = ?1 AND (?2 IS NULL OR s.source_version <> ?2)", [id.text, version],
      reason, db)
  }

  /// Marks written chapters whose current version has a source of which `condition` holds.
  func markStale(
    _ condition: String, _ arguments: StatementArguments, _ reason: String, _ db: Database
  ) throws -> [NodeID] {
    let found: [NodeID] = try db.rows(
      """
      SELECT DISTINCT c.node_id FROM chapters c JOIN version_sources s
        ON s.chapter_id = c.node_id AND s.number = c.current_version
      WHERE c.status = 'written' AND \(condition) ORDER BY c.node_id
      """, arguments
    ) { try $0.id("node_id") }
    for chapter in found {
      try db.run(
        "UPDATE chapters SET status = 'stale', reason = ?, updated_at = ? WHERE node_id = ?",
        [reason, now.milliseconds, chapter.text])
    }
    return found
  }

  /// A version made from chapters that changed while it was being written is stale from the start.
  private func markOutdated(_ id: NodeID, _ db: Database) throws {
    _ = try markStale(
      """
      c.node_id = ?1 AND s.source_chapter IS NOT NULL AND s.source_version <>
        (SELECT coalesce(current_version, 0) FROM chapters WHERE node_id = s.source_chapter)
      """, [id.text], "a chapter it builds on was changed while it was written", db)
  }

  private func insert(
    _ source: VersionSource, _ id: NodeID, _ number: Int, _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO version_sources (chapter_id, number, name, fingerprint, source_chapter,
        source_version) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        id.text, number, source.name, source.fingerprint, source.chapter?.text, source.version,
      ])
  }
}

/// The best text there is of a chapter: its current version, or what an unfinished attempt left.
struct ChapterText {
  let content: String
  let wordCount: Int
  /// Whether it is a version, not a fragment.
  let isWhole: Bool

  /// Nil where not a word is written.
  static func latest(of id: NodeID, _ store: Store, _ db: Database) throws -> ChapterText? {
    let version = try db.first(
      """
      SELECT v.* FROM chapter_versions v JOIN chapters c ON c.node_id = v.chapter_id
        AND c.current_version = v.number WHERE c.node_id = ?
      """, [id.text]
    ) { try ChapterVersion($0) }
    if let version {
      return ChapterText(content: version.content, wordCount: version.wordCount, isWhole: true)
    }
    let attempt = try store.chapter(id, db).attempt
    let sections = try store.sections(of: id, attempt: attempt, db)
    let streamed = try store.journalTexts(ofChapter: id, attempt: attempt, db)
    let texts = sections.map(\.content) + streamed.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return nil }
    let words = streamed.map { $0.split(whereSeparator: \.isWhitespace).count }
    return ChapterText(
      content: texts.joined(separator: "\n\n"),
      wordCount: (sections.map(\.wordCount) + words).reduce(0, +), isWhole: false)
  }
}
