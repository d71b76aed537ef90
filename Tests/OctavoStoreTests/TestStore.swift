import Foundation
import OctavoBase
import OctavoTestSupport
import Synchronization

@testable import OctavoStore

/// A clock that moves when it is told to, and does what was put off until then.
final class TestClock: Sendable {
  private struct State: Sendable {
    var milliseconds: Int64 = 1_800_000_000_000
    var later: [(due: Int64, work: @Sendable () -> Void)] = []
  }

  private let state = Mutex(State())

  var now: Moment { Moment(milliseconds: state.withLock { $0.milliseconds }) }

  func advance(seconds: Int64) { advance(milliseconds: seconds * 1000) }

  func advance(milliseconds: Int64) {
    let due = state.withLock { state in
      state.milliseconds += milliseconds
      let time = state.milliseconds
      defer { state.later.removeAll { $0.due <= time } }
      return state.later.filter { $0.due <= time }
    }
    for item in due { item.work() }
  }

  func later(_ milliseconds: Int, _ work: @escaping @Sendable () -> Void) {
    state.withLock { $0.later.append(($0.milliseconds + Int64(milliseconds), work)) }
  }
}

/// Environments whose clock, names and processes are the test's own.
enum TestEnvironment {
  static func make(
    _ clock: TestClock = TestClock(), seed: UInt64 = 1, process: Int64 = 1,
    gone: Set<Int64> = [], patience: Double = 30
  ) -> StoreEnvironment {
    let generator = Mutex(SeededGenerator(seed: seed))
    return StoreEnvironment(
      now: { clock.now }, randomBits: { generator.withLock { $0.next() } },
      holder: LeaseHolder(machine: "test", host: "desk", process: process, started: 0),
      isGone: { gone.contains($0.process) }, later: { clock.later($0, $1) },
      patience: patience, pause: { _ in })
  }
}

/// A store in a folder of its own, with a project that is held.
struct TestStore: ~Copyable {
  let folder: TemporaryFolder
  let clock: TestClock
  let store: Store
  let project: ProjectID
  let lease: ProjectLease

  init(budget: MicroDollars? = nil) throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = try Store.open(folder: folder.path, environment: TestEnvironment.make(clock))
    let project = try store.projects.create(Self.brief, budget: budget)
    lease = try store.leases.take(project)
    self.folder = folder
    self.clock = clock
    self.store = store
    self.project = project
  }

  static let brief = ProjectBrief(keyword: "bridges", genre: "history", audienceLevel: "general")

  /// Another process' view of the same store.
  func other(seed: UInt64 = 2, process: Int64 = 2, gone: Set<Int64> = []) throws -> Store {
    try Store.open(
      folder: folder.path,
      environment: TestEnvironment.make(clock, seed: seed, process: process, gone: gone))
  }

  /// A part with two chapters and a chapter without a part, of two sections each.
  @discardableResult
  func outline() throws -> [OutlineNode] {
    func chapter(_ title: String) -> OutlineDraft {
      OutlineDraft(
        .chapter, NodePlan(title: title, purpose: "why", beats: ["a", "b"], targetWords: 1000),
        children: [
          OutlineDraft(.section, NodePlan(title: title + " i")),
          OutlineDraft(.section, NodePlan(title: title + " ii")),
        ])
    }
    return try store.outline.set(
      [
        OutlineDraft(
          .part, NodePlan(title: "First Part"), children: [chapter("One"), chapter("Two")]),
        chapter("Three"),
      ], under: lease)
  }

  /// The chapters' names in reading order.
  func chapters() throws -> [NodeID] { try store.outline.chapters(project).map(\.id) }

  /// Writes a chapter in one go, as the pipeline's record of it does; its new version.
  @discardableResult
  func write(
    _ id: NodeID, _ content: String, summary: String? = nil, facts: [FactDraft] = []
  ) throws -> Int {
    let number = (try store.chapters.versions(id).first?.number ?? 0) + 1
    let finished = FinishedChapter(
      id, number: number, content: content,
      wordCount: content.split(whereSeparator: \.isWhitespace).count, summary: summary, facts: facts
    )
    try store.records.save(
      StoredRecord("chapter", "\(id.text)/\(number)", body: "{}"), effects: [.finished(finished)],
      under: lease)
    return number
  }
}

extension Store {
  /// A user that a test works with.
  func makeUser(_ name: String, credits: Int? = nil) throws -> UserID {
    try users.create(
      NewUser(
        name: name, plan: "free", isUnlimited: credits == nil,
        grant: credits.map { CreditGrant($0) })
    ).id
  }
}

/// The error a call ends with; nil where it does not.
func failure(_ body: () throws -> Void) -> OctavoError? {
  do {
    try body()
    return nil
  } catch {
    return error as? OctavoError ?? OctavoError(.defect, "test.other-error", "\(error)")
  }
}

extension OctavoError {
  /// Its first finding's code.
  var code: String { diagnostics.first?.code ?? "" }
  /// Its first finding's words.
  var words: String { diagnostics.first?.message ?? "" }
}
