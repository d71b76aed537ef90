import OctavoBase
import OctavoObjects
import OctavoStore

/// What a monitor asks; needs no caller.
extension BookService {
  /// Whether the store can be written to, workers are alive and the object store can be reached.
  package func readiness() async -> Readiness {
    var checks = [
      check("store") { try store.probe() },
      check("workers") {
        guard try store.workers.alive().isEmpty else { return }
        throw OctavoError(.tryAgain, "workers.none", "no worker is alive")
      },
    ]
    do {
      try await objects.check()
      checks.append(Readiness.Check(name: "objects", isReady: true, reason: nil))
    } catch {
      checks.append(
        Readiness.Check(
          name: "objects", isReady: false, reason: "the object store cannot be used"))
    }
    return Readiness(checks: checks)
  }

  private func check(_ name: String, _ body: () throws -> Void) -> Readiness.Check {
    do {
      try body()
      return Readiness.Check(name: name, isReady: true, reason: nil)
    } catch {
      let code = (error as? OctavoError)?.diagnostics.first?.code ?? "unknown"
      return Readiness.Check(name: name, isReady: false, reason: code)
    }
  }

  /// Numbers over the whole store.
  package func statistics() async throws(ServiceFault) -> Statistics {
    try Fault.asked {
      let time = store.now
      return Statistics(
        kinds: try store.jobCounts().map { counts in
          Statistics.Kind(
            kind: counts.kind, queued: counts.queued, running: counts.running,
            oldestWait: counts.oldest.map { Double(max(0, time.since($0))) / 1000 } ?? 0,
            succeeded: counts.succeeded, failed: counts.failed, cancelled: counts.cancelled)
        },
        models: try store.modelCounts().map { counts in
          Statistics.Model(
            provider: counts.provider, model: counts.model, calls: counts.calls,
            failures: counts.failures, tokensIn: counts.tokensIn, tokensOut: counts.tokensOut,
            cost: counts.cost.count, seconds: Double(counts.milliseconds) / 1000)
        },
        workersAlive: try store.workers.alive().count, lastEvent: try store.events.last())
    }
  }
}
