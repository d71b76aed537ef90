package import OctavoBase
import OctavoStore

/// A process' share of the work: as many jobs at once as it has lanes, until its task is cancelled.
///
/// Any number of them, in any number of processes, may work on one store.
package struct Worker: Sendable {
  private let shop: Workshop
  private let lanes: Int
  /// Kinds that are done; all where nil.
  private let kinds: [JobKind]?

  /// Milliseconds that an idle lane waits at most before it looks again.
  private static let patience = 1000
  /// Milliseconds between two looks, however much happens.
  private static let pause = 20

  package init(_ shop: Workshop, lanes: Int, kinds: [JobKind]? = nil) {
    self.shop = shop
    self.lanes = max(lanes, 1)
    self.kinds = kinds
  }

  /// Works until the task is cancelled. Jobs under way are then given back within a second, with
  /// all that they had written.
  package func run() async throws(OctavoError) {
    let name = try shop.store.workers.enter(lanes: lanes)
    await withTaskExecutorPreference(BlockingThreads.jobs) {
      await withTaskGroup { group in
        for _ in 0..<lanes { group.addTask { await work(as: name) } }
        group.addTask { await keepHouse(as: name) }
      }
    }
    try shop.store.workers.leave(name)
  }

  /// Does what is due now, one after another, and comes back when nothing is, or the task is
  /// cancelled; how many there were.
  @discardableResult
  package func drain() async throws(OctavoError) -> Int {
    let name = try shop.store.workers.enter(lanes: 1)
    let result = await withTaskExecutorPreference(BlockingThreads.jobs) {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await keepAlive(as: name) }
        defer { group.cancelAll() }
        return await doAll(as: name)
      }
    }
    try shop.store.workers.leave(name)
    return try result.get()
  }

  private func doAll(as name: String) async -> Result<Int, OctavoError> {
    var count = 0
    do throws(OctavoError) {
      while !Task.isCancelled, let job = try claim(as: name) {
        await JobRun(shop: shop, job: job).perform()
        count += 1
      }
      return .success(count)
    } catch {
      return .failure(error)
    }
  }

  /// Signs of life alone.
  private func keepAlive(as name: String) async {
    while !Task.isCancelled {
      do { try await Pause.wait(.seconds(1)) } catch { return }
      try? shop.store.workers.sign(name, lanes: 1)
    }
  }

  private func claim(as name: String) throws(OctavoError) -> Job? {
    try shop.store.jobs.claim(
      worker: name, kinds: kinds?.map(\.rawValue), limits: shop.policy.jobLimits)
  }

  private func work(as name: String) async {
    while !Task.isCancelled {
      let count = shop.store.changes.count
      // A store that is busy for once is asked again in a moment.
      if let job = try? claim(as: name) {
        await JobRun(shop: shop, job: job).perform()
        continue
      }
      _ = await shop.store.changes.wait(after: count, milliseconds: Self.patience)
      try? await Pause.wait(.milliseconds(Self.pause))
    }
  }

  /// Signs of life, events for webhooks, and the next sweep.
  private func keepHouse(as name: String) async {
    var signed = Moment(milliseconds: 0)
    while !Task.isCancelled {
      let (time, count) = (shop.store.now, shop.store.changes.count)
      if time.since(signed) >= 1000 || time < signed {
        try? shop.store.workers.sign(name, lanes: lanes)
        try? ensureSweep()
        signed = time
      }
      if tellsWebhooks { tellWebhooks() }
      _ = await shop.store.changes.wait(after: count, milliseconds: Self.patience)
      try? await Pause.wait(.milliseconds(100))
    }
  }

  /// Whether the feature is on, by an admin's switch or by the policy.
  private var tellsWebhooks: Bool {
    let switched = (try? shop.store.flags.list())?["webhook"]
    return switched ?? shop.policy.features["webhook"] ?? true
  }

  private func tellWebhooks() {
    let tries = shop.policy.webhooks.tries
    _ = try? shop.store.webhooks.dispatch(tries: tries) { EventJSON.text($0) }
  }

  private func ensureSweep() throws(OctavoError) {
    var sweep = NewJob(owner: .system, kind: JobKind.sweep.rawValue)
    sweep.priority = -5
    sweep.delay = Int64(shop.policy.retention.everyHours * 3_600_000)
    try shop.store.jobs.ensure(sweep)
  }
}
