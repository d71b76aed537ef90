import GRDB
import OctavoBase

/// A version before it has a number.
struct NewVersion {
  let content: String
  let wordCount: Int
  let origin: ChapterVersion.Origin
}

extension Store {
  /// Makes a version current.
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
    try db.run(
      """
      UPDATE chapters SET status = 'written', reason = NULL, current_version = ?, updated_at = ?
      WHERE node_id = ?
      """, [number, time, id.text])
    return AcceptedChapter(version: number)
  }

  static func fingerprint(_ content: String) -> String {
    var builder = FingerprintBuilder()
    builder.combine(content)
    return builder.finish().hex
  }
}
