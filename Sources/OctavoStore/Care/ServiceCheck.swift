import GRDB
import OctavoBase

/// What is looked for in the tables of the service.
enum ServiceCheck {
  private static let limit = 100

  /// A user's balance is the sum of their ledger.
  @Sendable static func balances(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT u.id, u.credits, coalesce(sum(e.amount), 0) AS total
      FROM users u LEFT JOIN credit_entries e ON e.user_id = u.id
      GROUP BY u.id HAVING u.credits <> total ORDER BY u.id LIMIT \(limit)
      """
    ) { row in
      Diagnostic(
        .error, "store.wrong-credits",
        "user \(try row.text("id")) has \(try row.integer("credits")) credits, but the ledger says "
          + "\(try row.integer("total"))")
    }
  }

  /// An ended job holds no credits, one that is gone neither, and one that has not ended has not given
  /// any back.
  @Sendable static func reservations(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT r.job_id AS id, ifnull(j.state, 'gone') AS state,
        EXISTS (SELECT 1 FROM credit_entries WHERE job_id = r.job_id AND kind <> 'reserve') AS closed
      FROM credit_entries r LEFT JOIN jobs j ON r.job_id = j.id
      WHERE r.kind = 'reserve' AND r.job_id IS NOT NULL
        AND (ifnull(j.state, 'gone') IN ('queued', 'running')) = closed
      ORDER BY r.job_id LIMIT \(limit)
      """
    ) { row in
      let isClosed = try row.flag("closed")
      return Diagnostic(
        .error, "store.wrong-reservation",
        "job \(try row.text("id")) is \(try row.text("state")), but its credits are "
          + (isClosed ? "settled already" : "still held back"))
    }
  }

  /// Counters that triggers keep are what they count.
  @Sendable static func counters(_ db: Database) throws -> [Diagnostic] {
    try db.rows(
      """
      SELECT u.id FROM users u
      WHERE u.active_jobs <> (SELECT count(*) FROM jobs WHERE owner = u.id
          AND state IN ('queued', 'running'))
        OR u.queued_jobs <> (SELECT count(*) FROM jobs WHERE owner = u.id AND state = 'queued')
        OR u.running_jobs <> (SELECT count(*) FROM jobs WHERE owner = u.id AND state = 'running')
        OR u.projects <> (SELECT count(*) FROM projects WHERE owner = u.id)
      ORDER BY u.id LIMIT \(limit)
      """
    ) { row in
      Diagnostic(
        .error, "store.wrong-count",
        "the jobs or projects of user \(try row.text("id")) are not as many as are counted")
    }
  }
}
