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
  /// Jobs by kind, as far as they are kept.
  package func jobCounts() throws(OctavoError) -> [JobCounts] {
    let time = now.milliseconds
    return try read { db in
      try db.rows(
        """
        SELECT kind, sum(state = 'queued') AS queued, sum(state = 'running') AS running,
          min(iif(state = 'queued' AND waiting = 0 AND run_at <= ?, run_at, NULL)) AS oldest,
          sum(state = 'succeeded') AS succeeded, sum(state = 'failed') AS failed,
          sum(state = 'cancelled') AS cancelled FROM jobs GROUP BY kind ORDER BY kind
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

  /// Calls by model, over all projects.
  package func modelCounts() throws(OctavoError) -> [ModelCounts] {
    try read { db in
      try db.rows(
        """
        SELECT provider, model, count(*) AS calls, sum(outcome = 'failed') AS failures,
          sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out, sum(cost) AS cost,
          coalesce(sum(ended_at - started_at), 0) AS milliseconds
        FROM calls GROUP BY provider, model ORDER BY provider, model
        """
      ) { row in
        ModelCounts(
          provider: try row.text("provider"), model: try row.text("model"),
          calls: try row.integer("calls"), failures: try row.integerIfAny("failures") ?? 0,
          tokensIn: try row.integer("tokens_in"), tokensOut: try row.integer("tokens_out"),
          cost: try row.money("cost"), milliseconds: Int64(try row.integer("milliseconds")))
      }
    }
  }

  /// Throws unless the store can be written to now.
  package func probe() throws(OctavoError) {
    try write { db in
      _ = try db.run("UPDATE epochs SET value = value WHERE name = 'access'")
    }
  }
}
