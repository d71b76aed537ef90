import GRDB
package import OctavoBase

/// What a project cost, by step and model.
package struct CostReport: Sendable, Hashable {
  /// Calls of one step to one model.
  package struct Line: Sendable, Hashable {
    package let step: String
    package let provider: String
    package let model: String
    /// All calls, and of them those still open, those that failed or were lost, and those whose
    /// tokens were estimated.
    package let calls: Int, open: Int, failed: Int, estimated: Int
    package let tokensIn: Int, tokensOut: Int, tokensCached: Int
    /// Of `calls`, those whose model had no price: what they cost is not known.
    package let unpriced: Int
    package let cost: MicroDollars
  }

  /// In the order of step, provider and model names.
  package let lines: [Line]
  package let state: BudgetState
}

extension Ledger {
  /// What a project cost, by step and model; the sum of the lines is `state.spent`.
  package func report(_ project: ProjectID) throws(OctavoError) -> CostReport {
    let state = try state(project)
    return try store.read { db in
      let lines = try db.rows(
        """
        SELECT step, provider, model, count(*) AS calls, sum(outcome IS NULL) AS open,
          coalesce(sum(outcome IN ('failed', 'lost')), 0) AS failed,
          sum(is_estimate) AS estimated,
          coalesce(sum(reason = ?), 0) AS unpriced,
          coalesce(sum(tokens_in) FILTER (WHERE outcome IS NOT NULL), 0) AS tokens_in,
          sum(tokens_out) AS tokens_out, sum(tokens_cached) AS tokens_cached, sum(cost) AS cost
        FROM calls WHERE project_id = ? GROUP BY step, provider, model
        ORDER BY step, provider, model
        """, [CallSettlement.unpriced, project.text]
      ) { try CostReport.Line($0) }
      return CostReport(lines: lines, state: state)
    }
  }
}

extension CostReport.Line {
  fileprivate init(_ row: Fields) throws {
    step = try row.text("step")
    provider = try row.text("provider")
    model = try row.text("model")
    calls = try row.integer("calls")
    open = try row.integer("open")
    failed = try row.integer("failed")
    estimated = try row.integer("estimated")
    tokensIn = try row.integer("tokens_in")
    tokensOut = try row.integer("tokens_out")
    tokensCached = try row.integer("tokens_cached")
    unpriced = try row.integer("unpriced")
    cost = try row.money("cost")
  }
}
