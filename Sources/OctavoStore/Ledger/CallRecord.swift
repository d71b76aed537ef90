/// A call that is about to be sent.
package struct NewCall: Sendable, Hashable {
  /// The step that asks.
  package var step: String
  /// The part, chapter or section it is for.
  package var node: NodeID?
  package var provider: String
  package var model: String
  /// A fingerprint of the request, to tell equal ones; may be empty.
  package var request: String
  /// Most that it may cost; held back from the budget until it is settled.
  package var reserve: MicroDollars
  /// Tokens of the request, by estimate, for the case that nobody settles the call; 0 where they
  /// are not known, and in calls that are settled.
  package var expectedIn = 0

  package init(
    step: String, node: NodeID? = nil, provider: String, model: String, request: String = "",
    reserve: MicroDollars
  ) {
    self.step = step
    self.node = node
    self.provider = provider
    self.model = model
    self.request = request
    self.reserve = reserve
  }
}

/// Whether a call may be sent.
package enum CallAdmission: Sendable, Hashable {
  /// It is in the ledger, open, and may be sent.
  case admitted(CallID)
  /// It could cost more than is left; nothing was written.
  case overBudget(BudgetState)
}

/// A project's money at one moment.
package struct BudgetState: Sendable, Hashable {
  /// Most that may be spent; nil for no limit.
  package let budget: MicroDollars?
  /// What settled calls cost.
  package let spent: MicroDollars
  /// What open calls may cost.
  package let reserved: MicroDollars

  /// What a further call may cost; nil for no limit.
  package var left: MicroDollars? {
    budget.map { MicroDollars($0.count - spent.count - reserved.count) }
  }
}

/// How a call ended and what it cost.
package struct CallSettlement: Sendable, Hashable {
  /// How a call ended.
  package enum Outcome: String, Sendable, CaseIterable {
    case completed, truncated, refused, failed, cancelled
    /// The process died while it was open: what it cost is estimated.
    case lost
  }

  /// The reason of a call whose model had no price.
  package static let unpriced = "generation.no-price"

  package var outcome: Outcome
  /// The error's code or another word on the outcome.
  package var reason: String?
  package var tokensIn: Int
  package var tokensOut: Int
  /// Of `tokensIn`, those the provider had in its cache.
  package var tokensCached: Int
  /// Whether Octavo counted the tokens, not the provider.
  package var isEstimate: Bool
  package var cost: MicroDollars
  /// Who answered, where it was another than the one asked.
  package var provider: String?, model: String?

  package init(
    _ outcome: Outcome, tokensIn: Int, tokensOut: Int, tokensCached: Int = 0,
    isEstimate: Bool = false, cost: MicroDollars, reason: String? = nil
  ) {
    self.outcome = outcome
    self.reason = reason
    self.tokensIn = tokensIn
    self.tokensOut = tokensOut
    self.tokensCached = tokensCached
    self.isEstimate = isEstimate
    self.cost = cost
  }
}

/// One line of the ledger.
package struct CallRecord: Sendable, Hashable, Identifiable {
  package let id: CallID
  package let project: ProjectID
  package let call: NewCall
  /// Nil while it is open.
  package let settlement: CallSettlement?
  package let started: Moment
  /// Nil while it is open.
  package let ended: Moment?

  init(_ row: Fields) throws {
    id = try row.id("id")
    project = try row.id("project_id")
    var call = NewCall(
      step: try row.text("step"), node: try row.idIfAny("node_id"),
      provider: try row.text("provider"), model: try row.text("model"),
      request: try row.text("request"), reserve: try row.money("reserved"))
    // The column holds the estimate until the call is settled.
    if try row.textIfAny("outcome") == nil { call.expectedIn = try row.integer("tokens_in") }
    self.call = call
    started = try row.moment("started_at")
    ended = try row.momentIfAny("ended_at")
    settlement =
      try row.textIfAny("outcome") == nil
      ? nil
      : CallSettlement(
        try row.word("outcome"), tokensIn: try row.integer("tokens_in"),
        tokensOut: try row.integer("tokens_out"), tokensCached: try row.integer("tokens_cached"),
        isEstimate: try row.flag("is_estimate"), cost: try row.money("cost"),
        reason: try row.textIfAny("reason"))
  }
}
