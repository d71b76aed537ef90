package import OctavoStore

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
}

/// All events of the store as they happen, in this process or another.
package final class EventFeed: Sendable {
  /// The caller's events after `seq`, in order. Needs `project_read`.
  package func history(
    after seq: Int64, _ filter: EventFilter = EventFilter(), limit: Int = 500, by caller: Caller
  ) async throws(ServiceFault) -> [FeedEvent] { fatal() }

  /// Watches the caller's events from after `seq` on; nil for those still to come. Needs
  /// `project_read`.
  package func subscribe(
    after seq: Int64?, _ filter: EventFilter = EventFilter(), by caller: Caller
  ) async throws(ServiceFault) -> EventSubscription { fatal() }
}

/// One watcher's place in the feed. It holds no events: a slow watcher reads later from the store.
package struct EventSubscription: Sendable {
  /// The next events, at least one, in order, at most `limit`; waits for them. Nil when the task was
  /// cancelled or the feed was closed.
  package func next(limit: Int = 256) async throws(ServiceFault) -> [FeedEvent]? { fatal() }
}
