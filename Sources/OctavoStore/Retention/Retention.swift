import GRDB
package import OctavoBase

extension Store {
  /// What is forgotten with time.
  package var retention: Retention { Retention(store: self) }
}

/// Verbs of the sweep. Each forgets a bounded number at a time, so that nobody waits for it long.
package struct Retention: Sendable {
  let store: Store

  /// Most rows that one transaction takes away.
  private static let batch = 5000

  /// Streamed text and other events that are older than `moment`.
  package func forgetEvents(before moment: Moment) throws(OctavoError) -> Int {
    // Events that a webhook has still to be told of stay.
    try repeated(
      """
      DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE at < ?1
        AND seq <= (SELECT coalesce(min(cursor), 9223372036854775807) FROM webhooks
          WHERE is_active) LIMIT \(Self.batch))
      """, moment)
  }

  /// Requests' keys whose time is over.
  package func forgetRequests() throws(OctavoError) -> Int {
    try repeated(
      """
      DELETE FROM requests WHERE (user_id, key) IN (SELECT user_id, key FROM requests
        WHERE expires_at < ?1 LIMIT \(Self.batch))
      """, store.now)
  }

  /// Jobs that ended before `moment`.
  package func forgetJobs(endedBefore moment: Moment) throws(OctavoError) -> Int {
    try repeated(
      """
      DELETE FROM jobs WHERE id IN (SELECT id FROM jobs
        WHERE state NOT IN ('queued', 'running') AND updated_at < ?1 LIMIT \(Self.batch))
      """, moment)
  }

  /// Minutes in which users did something, once no limit looks at them.
  package func forgetUsage(before moment: Moment) throws(OctavoError) -> Int {
    try store.write { db in
      try db.run(
        "DELETE FROM usage_minutes WHERE minute < ?", [moment.milliseconds / 60_000])
    }
  }

  /// Tokens that ended before `moment`.
  package func forgetTokens(endedBefore moment: Moment) throws(OctavoError) -> Int {
    try store.write { db in
      try db.run(
        "DELETE FROM tokens WHERE coalesce(revoked_at, expires_at) < ?", [moment.milliseconds])
    }
  }

  private func repeated(_ sql: String, _ moment: Moment) throws(OctavoError) -> Int {
    var total = 0
    while true {
      let count = try store.write { db in try db.run(sql, [moment.milliseconds]) }
      total += count
      if count < Self.batch { return total }
    }
  }
}
