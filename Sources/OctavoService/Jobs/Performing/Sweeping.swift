import OctavoObjects
import OctavoStore

/// Performs the steps of the sweep.
struct Sweeping: Sendable {
  private let shop: Workshop

  init(_ shop: Workshop) { self.shop = shop }

  private func moment(daysAgo days: Int) -> Moment {
    shop.store.now.adding(milliseconds: -Int64(days) * 86_400_000)
  }

  func perform(_ step: SweepJob.Step) async throws -> SweepJob.Finding {
    let retention = shop.store.retention
    let temporary = moment(daysAgo: shop.policy.retention.temporaryDays)
    let count =
      switch step {
      case .events: try retention.forgetEvents(before: temporary)
      case .requests: try retention.forgetRequests()
      case .deliveries: try shop.store.webhooks.forget(before: temporary)
      case .jobs: try retention.forgetJobs(endedBefore: temporary)
      case .usage: try retention.forgetUsage(before: moment(daysAgo: 1))
      case .tokens: try retention.forgetTokens(endedBefore: temporary)
      case .artifacts:
        try shop.store.artifacts.forget(
          before: moment(daysAgo: shop.policy.retention.exportDays))
      case .orphans: try await takeOrphans()
      case .uploads: try await shop.objects.sweep(olderThan: 86_400)
      case .folders: WorkFolder.sweep(olderThan: 86_400)
      case .log: shop.store.emptyLog() ? 1 : 0
      case .grants: try grantCredits()
      }
    return SweepJob.Finding(count: count)
  }

  private func takeOrphans() async throws -> Int {
    var count = 0
    while true {
      let keys = try shop.store.artifacts.beginSweep()
      guard !keys.isEmpty else { return count }
      for text in keys {
        // A key of another form was never put.
        if let key = try? ObjectKey(text) { try await shop.objects.delete(key) }
        try shop.store.artifacts.gone(text)
        count += 1
      }
    }
  }

  private func grantCredits() throws -> Int {
    let key = ServicePolicy.grantKey(shop.store.now)
    var count = 0
    var name: String?
    while true {
      let users = try shop.store.users.list(after: name, limit: 500)
      guard let last = users.last else { return count }
      for user in users where user.credits != nil {
        guard let amount = shop.policy.plan(user.plan).credits, amount > 0 else { continue }
        let grant = CreditGrant(amount, key: key, note: user.plan)
        if try shop.store.credits.grant(grant, to: user.id) { count += 1 }
      }
      name = last.name
    }
  }
}
