import OctavoBase
package import OctavoStore
import Synchronization

/// An event as watchers get it. Its JSON is made once and shared by all of them.
package struct FeedEvent: Sendable, Hashable {
  /// Ever growing over the whole store, with gaps.
  package let seq: Int64
  /// Such as `chapter.delta`.
  package let type: String
  package let user: UserID
  package let project: ProjectID?
  package let job: JobID?
  /// `{"seq", "type", "job_id", "project_id", "at", "data"}` as UTF-8, without a line feed.
  package let json: [UInt8]

  init(_ event: StoredEvent) {
    seq = event.seq
    type = event.type
    user = event.user
    project = event.project
    job = event.job
    json = Array(EventJSON.text(event).utf8)
  }
}

/// An event as JSON, for watchers and webhooks alike.
enum EventJSON {
  /// Types and names are the service's own, of letters, digits, points and underscores.
  static func text(_ event: StoredEvent) -> String {
    func name(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
    return #"{"seq":\#(event.seq),"type":"\#(event.type)","job_id":\#(name(event.job?.text)),"#
      + #""project_id":\#(name(event.project?.text)),"at":"\#(Timestamp(event.at).text)","#
      + #""data":\#(event.data)}"#
  }
}

/// Which of a user's events somebody wants.
package struct EventFilter: Sendable, Hashable {
  package var project: ProjectID?
  package var job: JobID?
  /// All types where nil.
  package var types: Set<String>?

  package init(project: ProjectID? = nil, job: JobID? = nil, types: Set<String>? = nil) {
    self.project = project
    self.job = job
    self.types = types
  }

  func wants(_ event: FeedEvent, of user: UserID) -> Bool {
    event.user == user && (project == nil || event.project == project)
      && (job == nil || event.job == job) && (types?.contains(event.type) ?? true)
  }
}

/// All events of the store as they happen, in this process or another.
///
/// One task reads what is new, once for all watchers, and keeps the latest of it in memory. Watchers
/// have a place in it and nothing else: who falls behind it reads on from the store. So a slow
/// watcher costs nobody anything.
/// A class because it owns the task and the events in memory.
package final class EventFeed: Sendable {
  private struct State: Sendable {
    /// Consecutive events of the store, the latest last.
    var recent: [FeedEvent] = []
    /// Every event up to this number was read.
    var seq: Int64 = -1
    /// Every event after this number and up to `seq` is in `recent`.
    var floor: Int64 = -1
    var pump: Task<Void, Never>?
    var isClosed = false
  }

  /// Events kept in memory at most.
  private static let most = 4096
  /// Milliseconds after which the store is looked at, whatever happens.
  private static let patience = 1000

  private let store: Store
  private let state = Mutex(State())
  private let waiting = WaitingTasks<(user: UserID, filter: EventFilter)>()

  init(_ store: Store) { self.store = store }

  deinit { close() }

  /// The caller's events after `seq`, in order. Needs `project_read`.
  package func history(
    after seq: Int64, _ filter: EventFilter = EventFilter(), limit: Int = 500, by caller: Caller
  ) async throws(ServiceFault) -> [FeedEvent] {
    try caller.require(.projectRead)
    return try stored(after: seq, filter, limit, caller.user).events
  }

  /// Watches the caller's events from after `seq` on; nil for those still to come. Needs
  /// `project_read`.
  package func subscribe(
    after seq: Int64?, _ filter: EventFilter = EventFilter(), by caller: Caller
  ) async throws(ServiceFault) -> EventSubscription {
    try caller.require(.projectRead)
    try start()
    let place = state.withLock { state in seq.map { min($0, state.seq) } ?? state.seq }
    return EventSubscription(feed: self, user: caller.user, filter: filter, at: place)
  }

  /// Ends the watching: those who wait get nil.
  package func close() {
    let pump = state.withLock { state in
      state.isClosed = true
      return state.pump
    }
    pump?.cancel()
    waiting.release { _ in true }
  }

  /// What a watcher at a place gets now, and its next place; nil once the feed was closed.
  func next(
    after place: Int64, _ filter: EventFilter, _ user: UserID, limit: Int
  ) throws(ServiceFault) -> (events: [FeedEvent], place: Int64)? {
    enum Found {
      case closed, behind
      case events([FeedEvent], Int64)
    }
    let found: Found = state.withLock { state in
      if state.isClosed { return .closed }
      guard place >= state.floor else { return .behind }
      var events: [FeedEvent] = []
      for event in state.recent[Self.index(after: place, in: state.recent)...]
      where filter.wants(event, of: user) {
        if events.count == limit { break }
        events.append(event)
      }
      let isCut = events.count == limit
      return .events(events, isCut ? events.last?.seq ?? place : max(place, state.seq))
    }
    switch found {
    case .closed: return nil
    case .events(let events, let place): return (events, place)
    case .behind: return try stored(after: place, filter, limit, user)
    }
  }

  /// Waits until an event that a filter wants has come after the look at `place`.
  func wait(after place: Int64, _ filter: EventFilter, _ user: UserID) async {
    await waiting.wait(with: (user, filter)) {
      state.withLock { $0.seq > place || $0.isClosed }
    }
  }

  private static func index(after place: Int64, in events: [FeedEvent]) -> Int {
    var (low, high) = (0, events.count)
    while low < high {
      let middle = (low + high) / 2
      if events[middle].seq <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A part of the store's history, and the place after it.
  private func stored(
    after seq: Int64, _ filter: EventFilter, _ limit: Int, _ user: UserID
  ) throws(ServiceFault) -> (events: [FeedEvent], place: Int64) {
    let count = min(max(limit, 1), 5000)
    // Looked at before the store is: what comes in between is still to be given.
    let read = state.withLock { $0.seq }
    let rows = try Fault.asked {
      try store.events.after(
        seq, of: user, project: filter.project, job: filter.job, limit: count)
    }
    let events = rows.lazy.map { FeedEvent($0) }.filter { filter.wants($0, of: user) }
    // Fewer than asked for: there is nothing more up to what the feed has read.
    let place = rows.count < count ? max(rows.last?.seq ?? seq, read) : rows[count - 1].seq
    return (Array(events), place)
  }

  /// Begins to read, unless that was done.
  private func start() throws(ServiceFault) {
    guard state.withLock({ $0.pump == nil && !$0.isClosed }) else { return }
    let last = try Fault.asked { try store.events.last() }
    state.withLock { state in
      guard state.pump == nil, !state.isClosed else { return }
      (state.seq, state.floor) = (last, last)
      let store = store
      state.pump = Task(executorPreference: BlockingThreads.requests) { [weak self] in
        var count = store.changes.count
        while !Task.isCancelled {
          self?.read()
          count = await store.changes.wait(after: count, milliseconds: Self.patience)
        }
      }
    }
  }

  /// Takes in what is new and wakes those who want some of it.
  private func read() {
    while true {
      let seq = state.withLock { $0.seq }
      // A store that cannot be read for once is read again in a moment.
      guard let rows = try? store.events.after(seq, limit: 1000), let last = rows.last else {
        return
      }
      let events = rows.map { FeedEvent($0) }
      state.withLock { state in
        state.recent += events
        state.seq = last.seq
        if state.recent.count > Self.most {
          let gone = state.recent.count - Self.most * 3 / 4
          state.floor = state.recent[gone - 1].seq
          state.recent.removeFirst(gone)
        }
      }
      waiting.release { wish in events.contains { wish.filter.wants($0, of: wish.user) } }
      if rows.count < 1000 { return }
    }
  }
}

/// One watcher's place in the feed. It holds no events: a slow watcher reads later from the store.
/// A class because its place moves; one task reads it at a time.
package final class EventSubscription: Sendable {
  private let feed: EventFeed
  private let user: UserID
  private let filter: EventFilter
  private let place: Mutex<Int64>

  init(feed: EventFeed, user: UserID, filter: EventFilter, at place: Int64) {
    self.feed = feed
    self.user = user
    self.filter = filter
    self.place = Mutex(place)
  }

  /// The next events, at least one, in order, at most `limit`; waits for them. Nil when the task was
  /// cancelled or the feed was closed.
  package func next(limit: Int = 256) async throws(ServiceFault) -> [FeedEvent]? {
    while !Task.isCancelled {
      let before = place.withLock { $0 }
      guard
        let found = try feed.next(after: before, filter, user, limit: max(limit, 1))
      else { return nil }
      place.withLock { $0 = found.place }
      if !found.events.isEmpty { return found.events }
      await feed.wait(after: found.place, filter, user)
    }
    return nil
  }
}
