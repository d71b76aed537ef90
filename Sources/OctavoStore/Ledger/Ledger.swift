import GRDB
package import OctavoBase

extension Store {
  /// Every call and what it cost.
  package var ledger: Ledger { Ledger(store: self) }
}

/// Verbs about money. A project's sums are kept beside its calls, changed in the same transactions.
package struct Ledger: Sendable {
  let store: Store

  /// Puts a call into the ledger before it is sent, on the disk, and holds its cost back.
  ///
  /// Refused where what was spent, what open calls may cost and this call together exceed the
  /// budget. The check and the reservation are one transaction: calls at once cannot both take the
  /// last of the money.
  package func open(
    _ call: NewCall, under lease: ProjectLease
  ) throws(OctavoError) -> CallAdmission {
    let (id, time): (CallID, Moment) = (store.newID("k"), store.now)
    return try store.writeDurably { db in
      try store.require(lease, db)
      let state = try Self.state(lease.project, db)
      if let left = state.left, call.reserve > left { return .overBudget(state) }
      try db.run(
        """
        INSERT INTO calls (id, project_id, node_id, fence, step, provider, model, request, reserved,
          tokens_in, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          id.text, lease.project.text, call.node?.text, lease.fence, call.step, call.provider,
          call.model, call.request, call.reserve.count, max(0, call.expectedIn),
          time.milliseconds,
        ])
      try db.run(
        "UPDATE projects SET reserved = reserved + ? WHERE id = ?",
        [call.reserve.count, lease.project.text])
      try Leases.extend(lease, at: time, db)
      return .admitted(id)
    }
  }

  /// Closes a call with what it cost. Needs no lease: money that was spent is always written down.
  ///
  /// - Returns: false where the call was closed before, by this process or by one that thought it
  ///   lost; a lost one is corrected, any other stays as it is.
  @discardableResult
  package func settle(
    _ id: CallID, _ settlement: CallSettlement
  ) throws(OctavoError) -> Bool {
    let time = store.now.milliseconds
    return try store.writeDurably { db in
      guard let record = try record(id, db) else { throw StoreFault.missing("call", id.text) }
      switch record.settlement?.outcome {
      case nil:
        try close(record, settlement, at: time, db)
        return true
      case .lost:
        try close(record, settlement, at: time, db)
        return false
      default: return false
      }
    }
  }

  /// Closes the calls that earlier holders of the project left open, as lost. Which they were, the
  /// oldest first.
  ///
  /// - Parameter settling: what is known of such a call; it counts at most at its reserve. Without
  ///   it, each is counted at its whole reserve, for the provider may have charged it.
  @discardableResult
  package func closeAbandoned(
    under lease: ProjectLease,
    settling: (CallRecord) throws(OctavoError) -> CallSettlement = { .lost($0) }
  ) throws(OctavoError) -> [CallRecord] {
    let time = store.now.milliseconds
    let open = try abandoned(under: lease)
    var settlements: [CallSettlement] = []
    for record in open { settlements.append(try settling(record)) }
    try store.writeDurably { db in
      try store.require(lease, db)
      for (record, known) in zip(open, settlements) {
        // Who thought itself alone may have settled it meanwhile.
        guard try self.record(record.id, db)?.settlement == nil else { continue }
        var settlement = known
        settlement.cost = min(settlement.cost, record.call.reserve)
        try close(record, settlement, at: time, db)
      }
    }
    return open
  }

  private func abandoned(under lease: ProjectLease) throws(OctavoError) -> [CallRecord] {
    try store.read { db in
      try store.require(lease, db)
      return try db.rows(
        """
        SELECT * FROM calls WHERE project_id = ? AND outcome IS NULL AND fence < ?
        ORDER BY started_at, rowid
        """, [lease.project.text, lease.fence]
      ) { try CallRecord($0) }
    }
  }

  /// A project's calls, the oldest first.
  package func calls(_ project: ProjectID) throws(OctavoError) -> [CallRecord] {
    try store.read { db in
      try store.requireProject(project, db)
      return try db.rows(
        "SELECT * FROM calls WHERE project_id = ? ORDER BY started_at, rowid", [project.text]
      ) { try CallRecord($0) }
    }
  }

  /// A project's budget, what is spent and what is held back.
  package func state(_ project: ProjectID) throws(OctavoError) -> BudgetState {
    try store.read { db in
      try store.requireProject(project, db)
      return try Self.state(project, db)
    }
  }

  private func record(_ id: CallID, _ db: Database) throws -> CallRecord? {
    try db.first("SELECT * FROM calls WHERE id = ?", [id.text]) { try CallRecord($0) }
  }

  private func close(
    _ record: CallRecord, _ settlement: CallSettlement, at time: Int64, _ db: Database
  ) throws {
    try db.run(
      """
      UPDATE calls SET outcome = ?, reason = ?, tokens_in = ?, tokens_out = ?, tokens_cached = ?,
        is_estimate = ?, cost = ?, provider = ?, model = ?, ended_at = ? WHERE id = ?
      """,
      [
        settlement.outcome.rawValue, settlement.reason.map(StoredText.of), settlement.tokensIn,
        settlement.tokensOut, settlement.tokensCached, settlement.isEstimate,
        settlement.cost.count, settlement.provider ?? record.call.provider,
        settlement.model ?? record.call.model, time, record.id.text,
      ])
    let held = record.settlement == nil ? record.call.reserve.count : 0
    try db.run(
      "UPDATE projects SET reserved = reserved - ?, spent = spent + ? WHERE id = ?",
      [held, settlement.cost.count - (record.settlement?.cost.count ?? 0), record.project.text])
  }

  private static func state(_ project: ProjectID, _ db: Database) throws -> BudgetState {
    let found = try db.first(
      "SELECT budget, spent, reserved FROM projects WHERE id = ?", [project.text]
    ) { row in
      BudgetState(
        budget: try row.integerIfAny("budget").map { MicroDollars(Int64($0)) },
        spent: try row.money("spent"), reserved: try row.money("reserved"))
    }
    guard let found else { throw StoreFault.missing("project", project.text) }
    return found
  }
}

extension CallSettlement {
  /// A call of which nothing more is known than what it may have cost at most.
  package static func lost(_ record: CallRecord) -> CallSettlement {
    CallSettlement(
      .lost, tokensIn: 0, tokensOut: 0, isEstimate: true, cost: record.call.reserve,
      reason: "the process ended during the call")
  }
}
