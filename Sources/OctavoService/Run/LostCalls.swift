import OctavoBase
import OctavoGeneration
import OctavoStore

/// What calls came to whose process died before it could write that down.
///
/// The request went out whole, so its estimated tokens count; of the answer, what is stored of it
/// and what may have come in the second before the end. The ledger marks the sum as estimated.
struct LostCalls {
  private let store: Store
  private let project: ProjectID
  private let prices: PriceTable

  /// Tokens that a fast model writes in a second.
  private static let margin = 250

  init(_ store: Store, _ lease: ProjectLease, prices: PriceTable) {
    self.store = store
    project = lease.project
    self.prices = prices
  }

  func settlement(
    of record: CallRecord
  ) throws(OctavoError) -> OctavoStore.CallSettlement {
    let name = ModelName(provider: record.call.provider, model: record.call.model)
    // Calls that an older Octavo entered have no estimate.
    guard record.call.expectedIn > 0, let price = prices.price(of: name) else {
      return .lost(record)
    }
    let text = try store.answers.find(record.call.request, of: project)?.text ?? ""
    let output = TokenEstimate.tokens(text) + Self.margin + price.reasoningTokens
    let usage = TokenUsage(
      input: record.call.expectedIn, output: output, cacheWrites: record.call.expectedIn,
      isEstimate: true)
    var lost = OctavoStore.CallSettlement.lost(record)
    lost.tokensIn = usage.input
    lost.tokensOut = output
    lost.cost = OctavoStore.MicroDollars(price.cost(of: usage).count)
    return lost
  }
}
