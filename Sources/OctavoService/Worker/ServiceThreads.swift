package import OctavoBase

extension BlockingThreads {
  /// For requests, and for what tells watchers of events.
  package static let requests = BlockingThreads(24, name: "octavo-request")
  /// For jobs.
  static let jobs = BlockingThreads(12, name: "octavo-job")
}
