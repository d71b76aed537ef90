import GRDB
package import OctavoBase

/// Jobs of one kind, counted.
package struct JobCounts: Sendable, Hashable {
  package let kind: String
  package let queued: Int
  package let running: Int
  /// When the oldest one that is due was queued; nil where none waits.
  package let oldest: Moment?
  package let succeeded: Int
  package let failed: Int
  package let cancelled: Int
}

/// Calls to one model, counted.
package struct ModelCounts: Sendable, Hashable {
  package let provider: String
  package let model: String
  package let calls: Int
  package let failures: Int
  package let tokensIn: Int
  package let tokensOut: Int
  package let cost: MicroDollars
  /// All calls took together.
  package let milliseconds: Int64
}

extension Store {
  /// Jobs by kind: those that wait or run, and all that ever ended.
  package func jobCounts() throws(OctavoError) -> [JobCounts] {
    let time = now.milliseconds
    return try read { db in
      try db.rows(
        """
        WITH active AS (
          SELECT kind, sum(state = 'queued') AS queued, sum(state = 'running') AS running,
            min(iif(state = 'queued' AND waiting = 0 AND run_at <= ?, run_at, NULL)) AS oldest
          FROM jobs WHERE state IN ('queued', 'running') GROUP BY kind
        ), ended AS (
          SELECT kind, sum(iif(outcome = 'succeeded', count, 0)) AS succeeded,
            sum(iif(outcome = 'failed', count, 0)) AS failed,
            sum(iif(outcome = 'cancelled', count, 0)) AS cancelled
          FROM job_totals GROUP BY kind
        )
        SELECT k.kind, coalesce(a.queued, 0) AS queued, coalesce(a.running, 0) AS running,
          a.oldest, coalesce(e.succeeded, 0) AS succeeded, coalesce(e.failed, 0) AS failed,
          coalesce(e.cancelled, 0) AS cancelled
        FROM (SELECT kind FROM active UNION SELECT kind FROM ended) k
          LEFT JOIN active a ON a.kind = k.kind LEFT JOIN ended e ON e.kind = k.kind
        ORDER BY k.kind
        """, [time]
      ) { row in
        JobCounts(
          kind: try row.text("kind"), queued: try row.integer("queued"),
          running: try row.integer("running"), oldest: try row.momentIfAny("oldest"),
          succeeded: try row.integer("succeeded"), failed: try row.integer("failed"),
          cancelled: try row.integer("cancelled"))
      }
    }
  }

  /// Calls that ended, by model, over all projects there ever were.
  package func modelCounts() throws(OctavoError) -> [ModelCounts] {
    try read { db in
      try db.rows("SELECT * FROM model_totals ORDER BY provider, model") { row in
        ModelCounts(
          provider: try row.text("provider"), model: try row.text("model"),
          calls: try row.integer("calls"), failures: try row.integer("failures"),
          tokensIn: try row.integer("tokens_in"), tokensOut: try row.integer("tokens_out"),
          cost: try row.money("cost"), milliseconds: Int64(try row.integer("milliseconds")))
      }
    }
  }

  /// Throws unless the store can be written to now.
  package func probe() throws(OctavoError) {
    try write { db in
      // A value that stays the same would not be written.
      _ = try db.run(
        """
        INSERT INTO epochs (name, value) VALUES ('probe', 1)
        ON CONFLICT DO UPDATE SET value = (value + 1) % 1000000
        """)
    }
  }
}
