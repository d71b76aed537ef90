import GRDB
package import OctavoBase

extension Store {
  /// Looks for everything that can be wrong with a store and changes nothing; empty where it is
  /// sound. Errors are damage, warnings are what a crash may leave, and notes are for information.
  package func check() throws(OctavoError) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for step in StoreCheck.steps {
      do {
        findings += try pool.read { db in try step(db) }
      } catch {
        // A damaged file fails some steps; the others still tell what is left.
        findings += StoreFault.error(error, path: path).diagnostics
      }
    }
    var seen: Set<Diagnostic> = []
    return findings.filter { seen.insert($0).inserted }
  }
}

/// What is looked for, one step each.
private enum StoreCheck {
  static let steps: [@Sendable (Database) throws -> [Diagnostic]] = [
    pages, references, sums, openCalls, chapters, texts, positions, strays, pieces,
    ServiceCheck.balances, ServiceCheck.reservations, ServiceCheck.counters,
  ]

  /// Most findings of one kind that are listed.
  private static let limit = 100

  @Sendable private static func pages(_ db: Database) throws -> [Diagnostic] {
    try String.fetchAll(db, sql: "PRAGMA integrity_check(\(limit))").filter { $0 != "ok" }
      .map { Diagnostic(.error, "store.damaged-page", "the file is damaged: \($0)") }
  }

  @Sendable private static func references(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT "table" AS child, parent, count(*) AS n FROM pragma_foreign_key_check
      GROUP BY 1, 2 ORDER BY 1, 2
      """
    ) { row in
      Diagnostic(
        .error, "store.dangling",
        "\(try row.integer("n")) rows of “\(try row.text("child"))” name "
          + "rows of “\(try row.text("parent"))” that are not there")
    }
  }

  @Sendable private static func sums(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT p.id, p.spent, p.reserved, coalesce(sum(c.cost), 0) AS all_costs,
        coalesce(sum(CASE WHEN c.outcome IS NULL THEN c.reserved END), 0) AS all_held
      FROM projects p LEFT JOIN calls c ON c.project_id = p.id GROUP BY p.id
      HAVING p.spent <> all_costs OR p.reserved <> all_held ORDER BY p.id
      """
    ) { row in
      Diagnostic(
        .error, "store.wrong-sum",
        "project \(try row.text("id")) says it spent "
          + "\(try row.integer("spent")) and holds back \(try row.integer("reserved")) micro-dollars; "
          + "its calls say \(try row.integer("all_costs")) and \(try row.integer("all_held"))")
    }
  }

  @Sendable private static func openCalls(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT c.project_id, count(*) AS n FROM calls c
      LEFT JOIN project_leases l ON l.project_id = c.project_id
      WHERE c.outcome IS NULL AND (l.machine IS NULL OR l.fence <> c.fence)
      GROUP BY c.project_id ORDER BY c.project_id
      """
    ) { row in
      Diagnostic(
        .warning, "store.open-call",
        "project \(try row.text("project_id")) has "
          + "\(try row.integer("n")) calls open whose process is gone",
        hints: ["the next run on it closes them, each at what it is expected to have cost"])
    }
  }

  @Sendable private static func chapters(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT n.id, n.kind FROM outline_nodes n LEFT JOIN chapters c ON c.node_id = n.id
      WHERE (n.kind = 'chapter') <> (c.node_id IS NOT NULL) ORDER BY n.id LIMIT \(limit)
      """
    ) { row in
      Diagnostic(
        .error, "store.chapter-mismatch",
        "the \(try row.text("kind")) \(try row.text("id")) and the table of chapters disagree")
    }
  }

  /// Reads every version: a flipped bit inside a text is no damage that SQLite would see.
  @Sendable private static func texts(_ db: Database) throws -> [Diagnostic] {
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT * FROM chapter_versions ORDER BY chapter_id, number")
    var findings: [Diagnostic] = []
    while let row = try cursor.next(), findings.count < limit {
      let version = try ChapterVersion(Fields(row))
      guard Store.fingerprint(version.content) != version.fingerprint else { continue }
      findings.append(
        Diagnostic(
          .error, "store.text-changed",
          "version \(version.number) of chapter "
            + "\(version.chapter.text) is not the text that was stored"))
    }
    return findings
  }

  @Sendable private static func positions(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT project_id, parent_id, count(*) AS n FROM outline_nodes WHERE archived_at IS NULL
      GROUP BY project_id, parent_id
      HAVING count(DISTINCT position) <> count(*) OR max(position) <> count(*) - 1
      ORDER BY project_id, parent_id LIMIT \(limit)
      """
    ) { row in
      let place =
        try row.textIfAny("parent_id") ?? "the top of project \(try row.text("project_id"))"
      return Diagnostic(
        .error, "store.wrong-order", "the \(try row.integer("n")) nodes in \(place) have no order")
    }
  }

  @Sendable private static func strays(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT n.id, n.kind FROM outline_nodes n JOIN outline_nodes p ON p.id = n.parent_id
      WHERE n.archived_at IS NULL AND (p.archived_at IS NOT NULL OR p.project_id <> n.project_id)
      ORDER BY n.id LIMIT \(limit)
      """
    ) { row in
      Diagnostic(
        .error, "store.stray-node",
        "the \(try row.text("kind")) \(try row.text("id")) is in the "
          + "book, but what it stands in is not")
    }
  }

  @Sendable private static func pieces(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT project_id, call, count(*) AS n, max(number) AS last FROM answer_pieces
      GROUP BY project_id, call HAVING max(number) <> count(*) - 1
      ORDER BY project_id, call LIMIT \(limit)
      """
    ) { row in
      Diagnostic(
        .error, "store.answer-gap",
        "the answer of call \(try row.text("call")) has "
          + "\(try row.integer("n")) pieces, but the last is number \(try row.integer("last"))")
    }
  }
}
