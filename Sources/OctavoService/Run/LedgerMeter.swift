import OctavoBase
import OctavoGeneration
import OctavoStore
import Synchronization

/// Enters every request to a provider in the ledger, and keeps those from being sent that the
/// budget does not allow.
final class LedgerMeter: CallMeter {
  private let store: Store
  private let lease: ProjectLease
  private let prices: PriceTable
  private let current: CurrentCall
  private let watch: any RunWatch
  private let open = Mutex(OpenCalls())

  private struct OpenCalls {
    var last: Int64 = 0
    var names: [Int64: OctavoStore.CallID] = [:]
  }

  init(
    _ store: Store, _ lease: ProjectLease, prices: PriceTable, current: CurrentCall,
    watch: any RunWatch
  ) {
    self.store = store
    self.lease = lease
    self.prices = prices
    self.current = current
    self.watch = watch
  }

  func begin(_ call: MeteredCall) async throws -> Int64 {
    // All of it may be written to the provider's cache, which may cost more.
    let input = Self.most(of: call.estimatedInput)
    let most = TokenUsage(
      input: input, output: call.mostOutput, cacheWrites: input, isEstimate: true)
    let reserve = try reserve(for: most, of: call.model)
    var entry = NewCall(
      step: call.step.rawValue, provider: call.model.provider, model: call.model.model,
      request: current.text, reserve: OctavoStore.MicroDollars(reserve.count))
    entry.expectedIn = call.estimatedInput
    switch try store.ledger.open(entry, under: lease) {
    case .admitted(let name):
      return open.withLock { open in
        open.last += 1
        open.names[open.last] = name
        return open.last
      }
    case .overBudget(let state): throw Self.overBudget(state, reserve)
    }
  }

  /// Tokens that a provider may count where Octavo counts so many: vocabularies differ, and the frame
  /// of a tool's use is the provider's own.
  private static func most(of estimate: Int) -> Int { estimate + estimate / 3 + 600 }

  func end(_ number: Int64, _ call: MeteredCall, _ result: CallResult) async throws {
    guard let name = open.withLock({ $0.names.removeValue(forKey: number) }) else { return }
    let usage = result.usage ?? TokenUsage(input: 0, output: 0)
    let cost = prices.cost(of: usage, by: call.model)
    var (outcome, reason) = Self.words(result.end)
    if cost == nil, usage.input + usage.output > 0 {
      reason = OctavoStore.CallSettlement.unpriced
    }
    try store.ledger.settle(
      name,
      OctavoStore.CallSettlement(
        outcome, tokensIn: usage.input, tokensOut: usage.output, tokensCached: usage.cachedInput,
        isEstimate: usage.isEstimate, cost: OctavoStore.MicroDollars(cost?.count ?? 0),
        reason: reason))
    let spent = try store.ledger.state(lease.project).spent
    watch.saw(.spent(OctavoGeneration.MicroDollars(spent.count)))
  }

  /// The most a call can cost; a model without a price cannot be held to a budget.
  private func reserve(
    for usage: TokenUsage, of model: ModelName
  ) throws -> OctavoGeneration.MicroDollars {
    if let cost = prices.cost(of: usage, by: model) { return cost }
    guard try store.ledger.state(lease.project).budget != nil else { return .zero }
    throw ModelError(
      .stop, "generation.no-price",
      "the policy has no price for \(model.text), so that a budget cannot be held; "
        + "add it to the policy's models, or lift the budget with --budget none")
  }

  private static func overBudget(
    _ state: BudgetState, _ reserve: OctavoGeneration.MicroDollars
  ) -> ModelError {
    func dollars(_ amount: OctavoStore.MicroDollars) -> String {
      "$" + OctavoGeneration.MicroDollars(amount.count).price
    }
    return ModelError(
      .stop, "generation.budget-reached",
      "the budget of \(dollars(state.budget ?? .zero)) does not allow the next call: "
        + "\(dollars(state.spent)) are spent, and it may cost up to $\(reserve.price)")
  }

  private static func words(
    _ end: CallResult.End
  ) -> (OctavoStore.CallSettlement.Outcome, String?) {
    switch end {
    case .finished(.stop): (.completed, nil)
    case .finished(.length): (.truncated, nil)
    case .finished(.refusal): (.refused, nil)
    case .failed(let code): (.failed, code)
    case .cancelled: (.cancelled, nil)
    }
  }
}
