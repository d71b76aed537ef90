import GRDB
package import OctavoBase

extension Store {
  /// Who may change which project.
  package var leases: Leases { Leases(store: self) }
}

/// Verbs about who may change a project.
package struct Leases: Sendable {
  let store: Store

  /// Milliseconds a lease holds without being renewed. Streaming renews it; so does `hold`.
  package static let length: Int64 = 30_000

  /// Takes a project for the process of the store's environment.
  ///
  /// A lease that ran out, or whose process is gone, is taken over. Another's throws `tryAgain`
  /// and says who holds it; so does one's own, since one process may run two commands at once.
  package func take(_ project: ProjectID) throws(OctavoError) -> ProjectLease {
    let (time, holder) = (store.now, store.environment.holder)
    return try store.write { db in
      try store.requireProject(project, db)
      if let state = try Self.state(project, db), state.expires > time,
        !store.environment.isGone(state.holder)
      {
        throw Self.held(project, by: state, asking: holder, at: time)
      }
      try db.run(
        """
        INSERT INTO project_leases
          (project_id, fence, machine, host, process, started, since, expires_at)
        VALUES (?, 1, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (project_id) DO UPDATE SET fence = fence + 1, machine = excluded.machine,
          host = excluded.host, process = excluded.process, started = excluded.started,
          since = excluded.since, expires_at = excluded.expires_at
        """,
        [
          project.text, holder.machine, holder.host, holder.process, holder.started,
          time.milliseconds, time.milliseconds + Self.length,
        ])
      let fence = try db.first(
        "SELECT fence FROM project_leases WHERE project_id = ?", [project.text]
      ) { try $0.integer("fence") }
      return ProjectLease(project: project, fence: fence ?? 0)
    }
  }

  /// Holds the lease for `length` more; throws where another took it.
  package func renew(_ lease: ProjectLease) throws(OctavoError) {
    let time = store.now
    try store.write { db in
      try store.require(lease, db)
      try Self.extend(lease, at: time, db)
    }
  }

  /// Gives the project back. A lease that another took meanwhile is left alone.
  package func release(_ lease: ProjectLease) throws(OctavoError) {
    try store.write { db in
      _ = try db.run(
        """
        UPDATE project_leases SET machine = NULL, host = NULL, process = NULL, started = NULL,
          since = NULL, expires_at = NULL WHERE project_id = ? AND fence = ?
        """, [lease.project.text, lease.fence])
    }
  }

  /// Who holds a project now; nil where nobody does, or only a process that is gone.
  package func holder(of project: ProjectID) throws(OctavoError) -> LeaseState? {
    let time = store.now
    let state = try store.read { db in try Self.state(project, db) }
    guard let state, state.expires > time, !store.environment.isGone(state.holder) else {
      return nil
    }
    return state
  }

  /// Takes a project, does some work with it, renews the lease meanwhile, and gives it back.
  ///
  /// - Parameters:
  ///   - project: what is taken.
  ///   - sleep: waits so many milliseconds, or throws when cancelled.
  ///   - body: the work; its writes fail once another process has taken the project.
  package func hold<Value>(
    _ project: ProjectID,
    sleep: @escaping @Sendable (_ milliseconds: Int64) async throws -> Void = {
      try await Pause.wait(.milliseconds($0))
    },
    body: (ProjectLease) async throws -> Value
  ) async throws -> Value {
    let lease = try take(project)
    defer { try? release(lease) }
    // Ended, and waited for, before the project is given back.
    async let _ = keep(lease, sleep)
    return try await body(lease)
  }

  private func keep(
    _ lease: ProjectLease, _ sleep: @Sendable (_ milliseconds: Int64) async throws -> Void
  ) async throws {
    while !Task.isCancelled {
      try await sleep(Self.length / 3)
      // A store that is busy for once, or full, is no reason to give the project up.
      try? renew(lease)
    }
  }

  static func extend(_ lease: ProjectLease, at time: Moment, _ db: Database) throws {
    try db.run(
      "UPDATE project_leases SET expires_at = ? WHERE project_id = ? AND fence = ?",
      [time.milliseconds + length, lease.project.text, lease.fence])
  }

  static func state(_ project: ProjectID, _ db: Database) throws -> LeaseState? {
    try db.first(
      "SELECT * FROM project_leases WHERE project_id = ? AND machine IS NOT NULL", [project.text]
    ) { row in
      LeaseState(
        holder: LeaseHolder(
          machine: try row.text("machine"), host: try row.text("host"),
          process: Int64(try row.integer("process")), started: Int64(try row.integer("started"))),
        since: try row.moment("since"), expires: try row.moment("expires_at"))
    }
  }

  private static func held(
    _ project: ProjectID, by state: LeaseState, asking: LeaseHolder, at time: Moment
  ) -> OctavoError {
    let who = state.holder == asking ? "another run in this process" : state.holder.words
    let minutes = max(0, time.since(state.since)) / 60_000
    let age = minutes == 0 ? "less than a minute" : minutes == 1 ? "a minute" : "\(minutes) minutes"
    return OctavoError(
      .tryAgain, "store.project-held",
      "project \(project.text) is being worked on by \(who), for \(age) now",
      hints: ["wait for it to end, or end it: nothing that was written is lost"])
  }
}

extension Store {
  /// Throws unless the lease is the project's latest and was not given back.
  func require(_ lease: ProjectLease, _ db: Database) throws {
    let isCurrent = try db.first(
      """
      SELECT 1 AS held FROM project_leases
      WHERE project_id = ? AND fence = ? AND machine IS NOT NULL
      """, [lease.project.text, lease.fence]
    ) { _ in true }
    guard isCurrent == nil else { return }
    try requireProject(lease.project, db)
    throw Self.lost(lease, to: try Leases.state(lease.project, db)?.holder)
  }

  static func lost(_ lease: ProjectLease, to holder: LeaseHolder?) -> OctavoError {
    let words = holder.map { ", and \($0.words) took the project" } ?? ""
    return OctavoError(
      .tryAgain, "store.lease-lost",
      "this run's right to change project \(lease.project.text) ran out\(words)",
      hints: ["run the same command again: it goes on from what is written"])
  }
}
