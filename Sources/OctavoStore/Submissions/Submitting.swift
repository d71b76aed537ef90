import GRDB
package import OctavoBase

extension Store {
  /// Admits or refuses work in one transaction, which orders that come at the same time share: limit,
  /// key, credits, project, job, event and audit line are written together or not at all.
  package func submit(_ order: WorkOrder) async throws(OctavoError) -> OrderOutcome {
    try await writeTogether { [self] db in
      try Submitting(order: order, store: self, db: db).perform()
    }
  }
}

/// The steps of admitting one order.
struct Submitting {
  let order: WorkOrder
  let store: Store
  let db: Database

  /// What the order is about, looked up.
  private struct Target {
    var project: ProjectID
    var chapter: NodeID?
    /// Words the chapter is planned to have.
    var words = 0
  }

  func perform() throws -> OrderOutcome {
    if let earlier = try replay() { return earlier }
    guard try Flags.isOn(order.kind, otherwise: order.isOn, db) else { return .disabled }
    let target: Target
    switch try find() {
    case .success(let found): target = found
    case .failure(let refusal): return refusal.outcome
    }
    if let refusal = try conflict(target) { return refusal }
    if let refusal = try limit() { return refusal }
    let price = order.price.credits(words: target.words)
    if let refusal = try shortage(price) { return refusal }
    return .accepted(target.project, try write(target, price))
  }

  private struct Refusal: Error {
    let outcome: OrderOutcome
  }

  private func replay() throws -> OrderOutcome? {
    guard let key = order.key else { return nil }
    let found = try db.first(
      """
      SELECT r.fingerprint, r.project_id, r.job_id, j.state FROM requests r
      LEFT JOIN jobs j ON j.id = r.job_id WHERE r.user_id = ? AND r.key = ? AND r.expires_at > ?
      """, [order.user.text, key.text, store.now.milliseconds]
    ) { row in
      (
        try row.text("fingerprint"), ProjectID(try row.text("project_id")),
        JobID(try row.text("job_id")), try row.textIfAny("state")
      )
    }
    guard let (fingerprint, project, job, state) = found else { return nil }
    guard fingerprint == key.fingerprint else { return .keyReused }
    guard key.isGiven || stands(state) else { return nil }
    return .replayed(project, job)
  }

  /// Whether a request without a key that says the same again means the same work: work under way,
  /// and a project just begun. What has ended otherwise may well be wanted anew, since the book may have
  /// changed.
  private func stands(_ state: String?) -> Bool {
    switch state {
    case "queued", "running": true
    case "succeeded": order.subject.isNewProject
    default: false
    }
  }

  private func find() throws -> Result<Target, Refusal> {
    switch order.subject {
    case .newProject: return .success(Target(project: store.newID("p")))
    case .project(let id):
      return try isOwn(id) ? .success(Target(project: id)) : missing(.project, id.text)
    case .concept(let concept, let project):
      guard try isOwn(project) else { return missing(.project, project.text) }
      let isOffered = try db.first(
        "SELECT 1 AS found FROM concepts WHERE id = ? AND project_id = ? AND status = 'offered'",
        [concept.text, project.text]
      ) { _ in true }
      return isOffered == nil
        ? missing(.concept, concept.text) : .success(Target(project: project))
    case .chapter(let id):
      let found = try db.first(
        """
        SELECT n.project_id, n.target_words FROM outline_nodes n
        JOIN projects p ON p.id = n.project_id
        WHERE n.id = ? AND n.kind = 'chapter' AND n.archived_at IS NULL AND p.owner = ?
        """, [id.text, order.user.text]
      ) { Target(project: try $0.id("project_id"), words: try $0.integer("target_words")) }
      guard var found else { return missing(.chapter, id.text) }
      found.chapter = id
      return .success(found)
    }
  }

  private func isOwn(_ id: ProjectID) throws -> Bool {
    try db.first(
      "SELECT 1 AS found FROM projects WHERE id = ? AND owner = ?", [id.text, order.user.text]
    ) { _ in true } ?? false
  }

  private func missing(_ kind: OrderSubjectKind, _ id: String) -> Result<Target, Refusal> {
    .failure(Refusal(outcome: .missing(kind, id)))
  }

  private func conflict(_ target: Target) throws -> OrderOutcome? {
    if case .newProject = order.subject { return nil }
    let active: JobID? = try db.first(
      """
      SELECT id FROM jobs WHERE project_id = ? AND kind = ? AND chapter_id IS ?
        AND state IN ('queued', 'running') AND kind <> 'export'
      """, [target.project.text, order.kind, target.chapter?.text]
    ) { try $0.id("id") }
    if let active { return .underWay(active) }
    guard order.kind == "export" else { return nil }
    let hasText = try db.first(
      """
      SELECT EXISTS (SELECT 1 FROM outline_nodes n JOIN chapters c ON c.node_id = n.id
          WHERE n.project_id = ?1 AND n.archived_at IS NULL AND c.current_version IS NOT NULL)
        OR EXISTS (SELECT 1 FROM jobs WHERE project_id = ?1 AND kind = 'chapter'
          AND state IN ('queued', 'running')) AS found
      """, [target.project.text]
    ) { try $0.flag("found") }
    return hasText == true ? nil : .nothingWritten
  }

  private func limit() throws -> OrderOutcome? {
    let user = try db.first(
      "SELECT active_jobs, projects FROM users WHERE id = ?", [order.user.text]
    ) { (jobs: try $0.integer("active_jobs"), projects: try $0.integer("projects")) }
    guard let user else { throw StoreFault.missing("user", order.user.text) }
    if let most = order.limits.jobsAtOnce, user.jobs >= most {
      return .limited(.jobsAtOnce, retryAfter: nil)
    }
    guard case .newProject = order.subject else { return nil }
    if let most = order.limits.projects, user.projects >= most {
      return .limited(.projects, retryAfter: nil)
    }
    guard let most = order.limits.ideationsPerHour else { return nil }
    let window = UsageWindow(order.user, "ideation", at: store.now)
    return try window.wait(limit: most, db).map { .limited(.ideationsPerHour, retryAfter: $0) }
  }

  private func shortage(_ price: Int) throws -> OrderOutcome? {
    guard let left = try balance(), left < price else { return nil }
    return .creditsExhausted(needed: price, left: left)
  }

  /// Nil where nothing is counted.
  private func balance() throws -> Int? {
    try db.first("SELECT credits, unlimited FROM users WHERE id = ?", [order.user.text]) { row in
      try row.flag("unlimited") ? nil : try row.integer("credits")
    } ?? nil
  }

  private func write(_ target: Target, _ price: Int) throws -> JobID {
    if case .newProject(let brief, let budget) = order.subject {
      try store.projects.insert(target.project, brief, budget, order.user, db)
      try UsageWindow(order.user, "ideation", at: store.now).add(db)
    }
    let id: JobID = store.newID("b")
    try store.jobs.insert(try job(target), id, db)
    if try balance() != nil { try store.credits.reserve(price, of: order.user, for: id, db) }
    if let event = order.event {
      let named = NewEvent(event.type, job: id, data: event.data)
      try store.announce(named, target.project, of: order.user, db)
    }
    try store.audit(
      order.action, (target.chapter?.text ?? target.project.text), by: order.author,
      detail: #"{"job":"\#(id.text)"}"#, db)
    try note(target.project, id)
    return id
  }

  private func job(_ target: Target) throws -> NewJob {
    var job = NewJob(
      owner: order.user, kind: order.kind, payload: order.payload, project: target.project,
      chapter: target.chapter)
    job.isExclusive = order.isExclusive
    job.priority = order.priority
    job.maxAttempts = order.maxAttempts
    guard !order.waitsFor.isEmpty else { return job }
    job.needs = try db.rows(
      """
      SELECT id FROM jobs WHERE project_id = ? AND state IN ('queued', 'running')
        AND kind IN (SELECT value FROM json_each(?)) ORDER BY id
      """, [target.project.text, TextList.json(order.waitsFor)]
    ) { try $0.id("id") }
    return job
  }

  private func note(_ project: ProjectID, _ job: JobID) throws {
    guard let key = order.key else { return }
    try db.run(
      """
      INSERT INTO requests (user_id, key, fingerprint, project_id, job_id, expires_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (user_id, key) DO UPDATE SET fingerprint = excluded.fingerprint,
        project_id = excluded.project_id, job_id = excluded.job_id,
        expires_at = excluded.expires_at
      """,
      [
        order.user.text, key.text, key.fingerprint, project.text, job.text,
        store.now.milliseconds + key.window,
      ])
  }
}
