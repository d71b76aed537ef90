import OctavoGeneration
import OctavoStore
import Synchronization

/// Hears how a job's run goes and tells the store: progress with each step, streamed text as deltas,
/// at most twenty a second. What it notes keeps the claim alive.
///
/// A class because the run, the keeper and the timer of deltas share it.
final class JobPulse: RunWatch {
  private struct State: Sendable {
    var text = ""
    /// Characters that were told of before `text`.
    var offset = 0
    var isTimed = false
    var stage = ""
    var lastSign: Moment
    var retryAfter: Double?
  }

  /// Milliseconds for which text is gathered.
  private static let interval = 50

  private let store: Store
  private let job: Job
  private let limits: JobLimits
  private let state: Mutex<State>
  /// Held while deltas are told: one at a time, in the order of their text.
  private let telling = Mutex<Void>(())
  /// Milliseconds without any sign after which a run counts as stuck.
  static let patience: Int64 = 600_000

  init(_ store: Store, _ job: Job, _ limits: JobLimits) {
    self.store = store
    self.job = job
    self.limits = limits
    state = Mutex(State(lastSign: store.now))
    // Where an earlier attempt's text ended; a store that cannot tell begins anew.
    let told = (try? store.events.streamedCharacters(of: job.id)) ?? 0
    state.withLock { $0.offset = told }
  }

  /// Seconds that a provider asked for, where the run was stopped by one.
  var retryAfter: Double? { state.withLock { $0.retryAfter } }

  /// Whether there was a sign of life lately.
  var isAlive: Bool {
    let time = store.now
    return state.withLock { time.since($0.lastSign) < Self.patience }
  }

  func saw(_ event: RunEvent) {
    let time = store.now
    state.withLock { $0.lastSign = time }
    switch event {
    case .progress(let progress):
      tell(
        JobProgress(
          stage: progress.stage.rawValue, done: progress.done, total: progress.total))
    case .stopped(let wait): state.withLock { $0.retryAfter = wait }
    case .plan, .piece, .spent: break
    }
  }

  /// Says how far the job is; announces it where the stage or its count is another.
  func tell(_ progress: JobProgress) {
    let mark = "\(progress.stage) \(progress.done)/\(progress.total)"
    let time = store.now
    let isNew = state.withLock { state in
      state.lastSign = time
      defer { state.stage = mark }
      return state.stage != mark
    }
    guard isNew else { return }
    let type = job.kind == JobKind.export.rawValue ? "export.progress" : "job.progress"
    let data =
      #"{"done":\#(progress.done),"stage":"\#(progress.stage)","total":\#(progress.total)}"#
    // A sign that could not be given is given again with the next; the keeper watches the claim.
    _ = try? store.jobs.heartbeat(
      job, progress: progress, announcing: NewEvent(type, job: job.id, data: data),
      limits: limits)
  }

  func streamed(_ text: String, of call: String) {
    let time = store.now
    let isProse =
      job.kind == JobKind.chapter.rawValue && call.contains("/chapter/")
      && !call.contains("/review/")
    let mustTime = state.withLock { state in
      state.lastSign = time
      guard isProse else { return false }
      state.text += text
      defer { state.isTimed = true }
      return !state.isTimed
    }
    guard mustTime else { return }
    store.later(milliseconds: Self.interval) { [self] in flush() }
  }

  /// Tells of the text that was gathered; when it returns, all that was gathered before is told.
  func flush() { telling.withLock { _ in tellText() } }

  private func tellText() {
    let (text, offset) = state.withLock { state in
      let taken = (state.text, state.offset)
      state.offset += state.text.unicodeScalars.count
      state.text = ""
      state.isTimed = false
      return taken
    }
    guard !text.isEmpty, let chapter = job.chapter else { return }
    let data = JobText.json(Delta(chapterId: chapter.text, offset: offset, text: text))
    // The text itself is in the journal: a delta that is lost is lost to watchers only.
    try? store.events.append(
      NewEvent("chapter.delta", job: job.id, data: data), project: job.project)
  }

  private struct Delta: Encodable {
    let chapterId: String
    /// Characters (Unicode scalars) that were streamed before.
    let offset: Int
    let text: String
  }
}
