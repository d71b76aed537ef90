import GRDB
package import OctavoBase

extension Store {
  /// Who is told of events over the network.
  package var webhooks: Webhooks { Webhooks(store: self) }
}

/// A place that is told of events.
package struct Webhook: Sendable, Hashable, Identifiable {
  package let id: WebhookID
  package let url: String
  /// Event types; empty for all.
  package let events: [String]
  /// What bodies are signed with.
  package let secret: String
  package let isActive: Bool
  package let created: Moment
  /// Deliveries that wait, and those given up.
  package let pending: Int, failed: Int

  init(_ row: Fields) throws {
    id = try row.id("id")
    url = try row.text("url")
    events = try row.list("events")
    secret = try row.text("secret")
    isActive = try row.flag("is_active")
    created = try row.moment("created_at")
    pending = try row.integer("pending")
    failed = try row.integer("failed")
  }
}

/// A webhook's name.
package typealias WebhookID = StoreID<Webhook>

/// One event for one webhook.
package struct Delivery: Sendable, Hashable {
  package let id: StoreID<Delivery>
  package let webhook: WebhookID
  package let event: Int64
  /// JSON, as it is sent and signed.
  package let body: String
  package let state: String
  /// The last answer's status; nil before there was one.
  package let status: Int?

  init(_ row: Fields) throws {
    id = try row.id("id")
    webhook = try row.id("webhook_id")
    event = Int64(try row.integer("event_seq"))
    body = try row.text("body")
    state = try row.text("state")
    status = try row.integerIfAny("status")
  }
}

/// Verbs about webhooks.
package struct Webhooks: Sendable {
  let store: Store

  private static let select = """
    SELECT w.*,
      (SELECT count(*) FROM deliveries WHERE webhook_id = w.id AND state = 'pending') AS pending,
      (SELECT count(*) FROM deliveries WHERE webhook_id = w.id AND state = 'failed') AS failed
    FROM webhooks w
    """

  /// Makes a webhook, which is told of what happens from now on.
  package func create(
    url: String, events: [String], secret: String, by author: AuditAuthor
  ) throws(OctavoError) -> Webhook {
    let (id, time): (WebhookID, Int64) = (store.newID("k"), store.now.milliseconds)
    return try store.writeDurably { db in
      try db.run(
        """
        INSERT INTO webhooks (id, url, events, secret, cursor, created_at)
        VALUES (?, ?, ?, ?, (SELECT coalesce(max(seq), 0) FROM events), ?)
        """, [id.text, url, TextList.json(events), secret, time])
      try store.audit("webhook.create", id.text, by: author, db)
      return try get(id, db)
    }
  }

  package func list() throws(OctavoError) -> [Webhook] {
    try store.read { db in
      try db.rows(Self.select + " ORDER BY w.created_at, w.rowid") { try Webhook($0) }
    }
  }

  package func find(_ id: WebhookID) throws(OctavoError) -> Webhook {
    try store.read { db in try get(id, db) }
  }

  /// Takes a webhook away with what it was still to be told.
  package func delete(_ id: WebhookID, by author: AuditAuthor) throws(OctavoError) {
    try store.writeDurably { db in
      _ = try get(id, db)
      try db.run("DELETE FROM webhooks WHERE id = ?", [id.text])
      try store.audit("webhook.delete", id.text, by: author, db)
    }
  }

  /// Queues a delivery for each event that a webhook has not been told of: each once, whoever asks,
  /// since a webhook's place among the events moves in the same transaction.
  ///
  /// - Parameters:
  ///   - tries: of each delivery.
  ///   - body: the JSON that is sent for an event.
  /// - Returns: how many were queued.
  @discardableResult
  package func dispatch(
    limit: Int = 100, tries: Int = 8, body: (StoredEvent) -> String
  ) throws(OctavoError) -> Int {
    let isDue = try store.read { db in
      try db.first(
        """
        SELECT EXISTS (SELECT 1 FROM webhooks WHERE is_active
          AND cursor < (SELECT coalesce(max(seq), 0) FROM events)) AS found
        """
      ) { try $0.flag("found") } ?? false
    }
    guard isDue else { return 0 }
    return try store.write { db in
      var count = 0
      let hooks = try db.rows("SELECT id, events, cursor FROM webhooks WHERE is_active") { row in
        (
          id: WebhookID(try row.text("id")), events: try row.list("events"),
          cursor: try row.integer("cursor")
        )
      }
      for hook in hooks {
        let events = try db.rows(
          "SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?", [hook.cursor, limit]
        ) { try StoredEvent($0) }
        for event in events where Self.wants(hook.events, event) {
          try queue(event, body(event), for: hook.id, tries, db)
          count += 1
        }
        guard let last = events.last else { continue }
        try db.run("UPDATE webhooks SET cursor = ? WHERE id = ?", [last.seq, hook.id.text])
      }
      return count
    }
  }

  package func delivery(_ id: StoreID<Delivery>) throws(OctavoError) -> Delivery? {
    try store.read { db in
      try db.first("SELECT * FROM deliveries WHERE id = ?", [id.text]) { try Delivery($0) }
    }
  }

  /// Notes how an attempt went, under the job that made it.
  package func note(
    _ id: StoreID<Delivery>, state: String, status: Int?, by job: Job
  ) throws(OctavoError) -> JobHold {
    try store.jobs.report(job) { db in
      _ = try db.run(
        "UPDATE deliveries SET state = ?, status = ? WHERE id = ?", [state, status, id.text])
    }
  }

  /// Forgets deliveries older than `moment` that are not pending.
  package func forget(before moment: Moment) throws(OctavoError) -> Int {
    try store.write { db in
      try db.run(
        "DELETE FROM deliveries WHERE created_at < ? AND state <> 'pending'",
        [moment.milliseconds])
    }
  }

  /// A webhook hears of its own doings no more than of streamed text: both would never end.
  private static func wants(_ types: [String], _ event: StoredEvent) -> Bool {
    guard event.user != .system, event.type != "chapter.delta" else { return false }
    return types.isEmpty || types.contains(event.type)
  }

  private func queue(
    _ event: StoredEvent, _ body: String, for hook: WebhookID, _ tries: Int, _ db: Database
  ) throws {
    let id: StoreID<Delivery> = store.newID("d")
    var job = NewJob(owner: .system, kind: "webhook", payload: #"{"delivery":"\#(id.text)"}"#)
    job.priority = -10
    job.maxAttempts = tries
    let queued = try store.jobs.enqueue(job, db)
    try db.run(
      """
      INSERT INTO deliveries (id, webhook_id, event_seq, job_id, body, state, created_at)
      VALUES (?, ?, ?, ?, ?, 'pending', ?)
      """,
      [
        id.text, hook.text, event.seq, queued.id.text, StoredText.of(body),
        store.now.milliseconds,
      ])
  }

  private func get(_ id: WebhookID, _ db: Database) throws -> Webhook {
    let found = try db.first(Self.select + " WHERE w.id = ?", [id.text]) { try Webhook($0) }
    guard let found else { throw StoreFault.missing("webhook", id.text) }
    return found
  }
}
