import GRDB
package import OctavoBase

extension Store {
  /// The books in the making.
  package var projects: Projects { Projects(store: self) }
}

/// Verbs about projects as wholes. `exchange` and `care` hold export, import and erasure.
package struct Projects: Sendable {
  let store: Store

  /// Begins a project, of the shell's user unless another is named.
  package func create(
    _ brief: ProjectBrief, budget: MicroDollars? = nil, owner: UserID = .local
  ) throws(OctavoError) -> ProjectID {
    let id: ProjectID = store.newID("p")
    try store.writeDurably { db in try insert(id, brief, budget, owner, db) }
    return id
  }

  /// The latest project of the same brief that fits, else a new one with the budget. Processes that
  /// ask at once are given the same one.
  ///
  /// - Parameters:
  ///   - fits: whether a project will do, judged by the providers that were asked for it.
  ///   - creating: called before a new one is made; throws where none shall be.
  package func findOrCreate(
    _ brief: ProjectBrief, budget: MicroDollars?, fits: (_ providers: Set<String>) -> Bool,
    creating: () throws -> Void = {}
  ) throws(OctavoError) -> (id: ProjectID, isNew: Bool) {
    let new: ProjectID = store.newID("p")
    var found: ProjectID?
    try store.writeDurably { db in
      let same = try db.rows(
        """
        SELECT id FROM projects WHERE keyword = ? AND genre = ? AND audience_level = ?
          AND language = ? AND intent = ? AND owner = 'local' ORDER BY created_at DESC, id
        """, Self.columns(of: brief)
      ) { ProjectID(try $0.text("id")) }
      found = try same.first { id in
        let providers = try db.rows(
          "SELECT DISTINCT provider FROM calls WHERE project_id = ?", [id.text]
        ) { try $0.text("provider") }
        return fits(Set(providers))
      }
      guard found == nil else { return }
      try creating()
      try insert(new, brief, budget, .local, db)
    }
    return (found ?? new, found == nil)
  }

  /// The providers that gave text for a project.
  package func providers(of id: ProjectID) throws(OctavoError) -> Set<String> {
    try store.read { db in
      Set(
        try db.rows(
          "SELECT DISTINCT provider FROM calls WHERE project_id = ? AND tokens_out > 0", [id.text]
        ) { try $0.text("provider") })
    }
  }

  func insert(
    _ id: ProjectID, _ brief: ProjectBrief, _ budget: MicroDollars?, _ owner: UserID,
    _ db: Database
  ) throws {
    let time = store.now.milliseconds
    let values: StatementArguments =
      [id.text] + Self.columns(of: brief) + [budget?.count, time, time, owner.text]
    try db.run(
      """
      INSERT INTO projects (id, keyword, genre, audience_level, language, intent, state, budget,
        created_at, updated_at, owner) VALUES (?, ?, ?, ?, ?, ?, 'initiated', ?, ?, ?, ?)
      """, values)
  }

  private static func columns(of brief: ProjectBrief) -> StatementArguments {
    [
      StoredText.of(brief.keyword), StoredText.of(brief.genre),
      StoredText.of(brief.audienceLevel), StoredText.of(brief.language),
      StoredText.of(brief.intent),
    ]
  }

  /// A project by its name; the error of an unknown one hints at the nearest.
  package func find(_ id: ProjectID) throws(OctavoError) -> Project {
    try store.read { db in try store.project(id, db) }
  }

  /// All projects, the latest first.
  package func list() throws(OctavoError) -> [ProjectSummary] {
    try store.read { db in
      try db.rows(Self.listing + " ORDER BY p.created_at DESC, p.id") { row in
        try Self.summary(row)
      }
    }
  }

  /// A user's projects that were begun before `cursor`, the latest first, at most `limit`.
  package func list(
    of owner: UserID, before cursor: ListCursor? = nil, limit: Int
  ) throws(OctavoError) -> [ProjectSummary] {
    try store.read { db in
      try db.rows(
        Self.listing + """
           WHERE p.owner = ?1 AND (?2 IS NULL OR (p.created_at, p.id) < (?2, ?3))
          ORDER BY p.created_at DESC, p.id DESC LIMIT ?4
          """, [owner.text, cursor?.at.milliseconds, cursor?.id, limit]
      ) { row in try Self.summary(row) }
    }
  }

  /// Whom a project belongs to; nil where there is no such project.
  package func owner(of id: ProjectID) throws(OctavoError) -> UserID? {
    try store.read { db in
      try db.first("SELECT owner FROM projects WHERE id = ?", [id.text]) { try $0.id("owner") }
    }
  }

  /// One project with its title and counts.
  package func summary(_ id: ProjectID) throws(OctavoError) -> ProjectSummary {
    try store.read { db in
      try store.requireProject(id, db)
      let found = try db.first(Self.listing + " WHERE p.id = ?", [id.text]) { row in
        try Self.summary(row)
      }
      guard let found else { throw StoreFault.missing("project", id.text) }
      return found
    }
  }

  /// Says how far the project has come; `failure` is why it went no further.
  package func setState(
    _ state: Project.State, failure: String? = nil, under lease: ProjectLease
  ) throws(OctavoError) {
    try change("state = ?, failure = ?", [state.rawValue, failure.map(StoredText.of)], lease)
  }

  /// Fixes the style sheet, JSON.
  package func setStyleLock(_ json: String?, under lease: ProjectLease) throws(OctavoError) {
    try change("style_lock = ?", [json], lease)
  }

  /// Keeps the pipeline's own data, a JSON object.
  package func setExtra(_ json: String, under lease: ProjectLease) throws(OctavoError) {
    try change("extra = ?", [json], lease)
  }

  /// Sets the most that may be spent, all told; nil lifts the limit.
  package func setBudget(
    _ budget: MicroDollars?, under lease: ProjectLease
  ) throws(OctavoError) {
    try change("budget = ?", [budget?.count], lease)
  }

  private func change(
    _ assignment: String, _ values: StatementArguments, _ lease: ProjectLease
  ) throws(OctavoError) {
    let time = store.now.milliseconds
    try store.write { db in
      try store.require(lease, db)
      _ = try db.run(
        "UPDATE projects SET \(assignment), updated_at = ? WHERE id = ?",
        values + [time, lease.project.text])
    }
  }

  private static let listing = """
    SELECT p.*,
      (SELECT title FROM concepts c WHERE c.id = p.concept_id) AS title,
      (SELECT coalesce(sum(v.word_count), 0) FROM outline_nodes n
        JOIN chapters c ON c.node_id = n.id
        JOIN chapter_versions v ON v.chapter_id = n.id AND v.number = c.current_version
        WHERE n.project_id = p.id AND n.archived_at IS NULL) AS words,
      (SELECT count(*) FROM outline_nodes n JOIN chapters c ON c.node_id = n.id
        WHERE n.project_id = p.id AND n.archived_at IS NULL
          AND c.current_version IS NOT NULL) AS chapters_written,
      (SELECT count(*) FROM outline_nodes n WHERE n.project_id = p.id AND n.kind = 'chapter'
        AND n.archived_at IS NULL) AS chapters
    FROM projects p
    """

  private static func summary(_ row: Fields) throws -> ProjectSummary {
    ProjectSummary(
      project: try Project(row), title: try row.textIfAny("title"),
      words: try row.integer("words"), chaptersWritten: try row.integer("chapters_written"),
      chapters: try row.integer("chapters"))
  }
}

extension Store {
  func project(_ id: ProjectID, _ db: Database) throws -> Project {
    try requireProject(id, db)
    let found = try db.first("SELECT * FROM projects WHERE id = ?", [id.text]) { row in
      try Project(row)
    }
    guard let found else { throw StoreFault.missing("project", id.text) }
    return found
  }

  /// Throws, with the nearest name as hint, unless the project is there.
  func requireProject(_ id: ProjectID, _ db: Database) throws {
    let found = try db.first("SELECT 1 AS found FROM projects WHERE id = ?", [id.text]) { _ in true
    }
    guard found == nil else { return }
    let names = try db.rows("SELECT id FROM projects ORDER BY id") { try $0.text("id") }
    throw StoreFault.missing("project", id.text, among: names)
  }

  /// Marks the project as changed now.
  func touch(_ project: ProjectID, _ db: Database) throws {
    try db.run(
      "UPDATE projects SET updated_at = ? WHERE id = ?", [now.milliseconds, project.text])
  }
}
