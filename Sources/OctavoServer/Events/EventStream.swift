import HTTPTypes
import HummingbirdCore
import NIOCore
import OctavoJSON
import OctavoService
import OctavoStore
import ServiceLifecycle

/// What happens in a job as server-sent events (WHATWG HTML §9.2), resumable by `Last-Event-ID`.
enum EventStream {
  /// The stream, or `204` where the job has ended and nothing is left to tell: that ends a browser's
  /// attempts to connect again.
  static func answer(_ visit: Visit, job: JobID, by caller: Caller) async throws -> Answer {
    let state = try await visit.core.service.job(job, by: caller)
    let since = try start(visit)
    let filter = EventFilter(job: job)
    if state.hasEnded {
      let rest = try await visit.core.service.feed.history(
        after: since, filter, limit: 1, by: caller)
      if rest.isEmpty { return .nothing }
    }
    let watch = try await visit.core.service.feed.subscribe(after: since, filter, by: caller)
    guard let place = visit.core.watchers.enter(caller.user) else {
      throw Problem(.unavailable, "too many event streams are open")
    }
    let core = visit.core
    let right = WatchRight(service: core.service, bearer: visit.headers.bearer)
    let stream = Answer.Body.stream(type: "text/event-stream", length: nil) { writer in
      var output = EventStreamWriter(core: core, job: job, right: right, sink: writer)
      defer { withExtendedLifetime(place) {} }
      try? await output.run(watch, caller)
      writer = output.sink
    }
    return Answer(.ok, stream).with(.cacheControl, "no-store")
  }

  /// The event after which to go on: the last one received, or the one named, or the first.
  private static func start(_ visit: Visit) throws(Problem) -> Int64 {
    if let header = visit.headers[.lastEventID] {
      guard let seq = Int64(header), seq >= 0 else {
        throw Problem(.badRequest, "the header Last-Event-ID holds no event's number")
      }
      return seq
    }
    return visit.query["since"].flatMap { Int64($0) } ?? 0
  }
}

/// Writes one stream: events as they come, and a comment now and then so that proxies keep it open.
private struct EventStreamWriter {
  let core: ServerCore
  let job: JobID
  let right: WatchRight
  var sink: any ResponseBodyWriter
  /// Seconds on the server's clock.
  private var spoken = 0.0

  init(core: ServerCore, job: JobID, right: WatchRight, sink: any ResponseBodyWriter) {
    self.core = core
    self.job = job
    self.right = right
    self.sink = sink
  }

  /// What became of a wait.
  private enum Next {
    case events([FeedEvent]?)
    case silence
  }

  mutating func run(_ watch: EventSubscription, _ caller: Caller) async throws {
    try await sink.write(ByteBuffer(string: "retry: 2000\n\n"))
    spoken = core.uptime()
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      guard let events = try await next(watch) else { return }
      try await right.check()
      if events.isEmpty {
        // Erased by another process, a job says nothing any more.
        if case .notFound = await fault(of: caller) { return }
        try await sayWord()
        continue
      }
      spoken = core.uptime()
      try await sink.write(ByteBuffer(bytes: events.flatMap(Self.frame)))
      core.metrics.count(events: events.count)
      if events.contains(where: Self.isLast) { return }
    }
  }

  /// Why the job cannot be seen; nil where it can.
  private func fault(of caller: Caller) async -> ServiceFault? {
    do throws(ServiceFault) {
      _ = try await core.service.job(job, by: caller)
      return nil
    } catch {
      return error
    }
  }

  /// A comment that keeps the stream open, where it is time for one.
  private mutating func sayWord() async throws {
    guard core.uptime() - spoken >= Double(core.settings.limits.pingSeconds) - 0.5 else { return }
    spoken = core.uptime()
    try await sink.write(ByteBuffer(string: ": still here\n\n"))
  }

  /// The next events; none after a while of silence, nil at the end of all.
  ///
  /// A wait that is given up may have got events all the same: they are not dropped.
  private func next(_ watch: EventSubscription) async throws -> [FeedEvent]? {
    let limits = core.settings.limits
    let period = Duration.seconds(min(limits.pingSeconds, limits.rightSeconds))
    return try await untilShutdown {
      try await withThrowingTaskGroup(of: Next.self) { group in
        group.addTask { .events(try await watch.next(limit: 64)) }
        group.addTask {
          try? await Pause.wait(period)
          return .silence
        }
        let first = try await group.next()
        group.cancelAll()
        guard case .silence? = first else {
          if case .events(let events)? = first { return events }
          return nil
        }
        if case .events(let late?)? = try await group.next() { return late }
        return Task.isCancelled ? nil : []
      }
    }
  }

  private static func frame(_ event: FeedEvent) -> [UInt8] {
    Array("id: \(event.seq)\nevent: \(event.type)\ndata: ".utf8) + event.json + [0x0A, 0x0A]
  }

  /// Whether an event says that its job has ended.
  private static func isLast(_ event: FeedEvent) -> Bool {
    guard event.type == "job.state", let value = try? JSONParser.parse(bytes: event.json),
      let state = value["data"]?["state"]?.string
    else { return false }
    return state != "queued" && state != "running"
  }
}
