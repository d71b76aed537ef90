import OctavoStore

/// One kind of thing after another is forgotten; each may be forgotten again.
package struct SweepJob: JobMachine {
  package enum Step: String, Sendable, Equatable, CaseIterable {
    case events, requests, deliveries, jobs, usage, tokens, artifacts, orphans, uploads
    /// What killed processes left on the disk.
    case folders
    /// The write-ahead log, which may hold what was erased.
    case log
    /// The month's credits are given, each once.
    case grants
  }

  /// How many were forgotten, or given.
  package struct Finding: Sendable, Equatable {
    package let count: Int

    package init(count: Int) { self.count = count }
  }

  private var steps = Step.allCases[...]
  private var current: Step?
  private var counts: [String: Int] = [:]

  package init() {}

  package mutating func handle(_ event: JobEvent<Finding>) -> JobAction<Step> {
    switch event {
    case .started: break
    case .failed(let fault): return .end(.failed(fault))
    case .found(let found): if let current { counts[current.rawValue] = found.count }
    }
    current = steps.popFirst()
    if let current { return .perform(current) }
    return .end(.succeeded(result: JobText.json(counts), charge: nil, events: []))
  }
}
