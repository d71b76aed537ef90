import HTTPTypes
import HummingbirdCore
import OctavoBase
import OctavoService
import OctavoStore

/// The WebSocket of events: who may have one, and what is sent over it.
struct EventSocket: Sendable {
  let core: ServerCore

  /// The path that speaks WebSocket.
  static let path = "/api/v1/events"

  /// What a socket for this request does; nil where it may not have one, so that the request is
  /// answered as any other: with a problem that says why.
  func handler(for head: HTTPRequest) async -> SocketHandler? {
    let target = RequestTarget(head.path ?? "")
    guard target.path == Self.path, let bearer = head.headerFields.bearer,
      !target.holdsToken, let endpoint = core.table.endpoint(named: "watchEvents"),
      let query = try? QueryReader.read(target.query, endpoint.query),
      let filter = try? Self.filter(query),
      let caller = try? await core.service.authenticate(bearer), caller.may(.projectRead),
      let watch = try? await core.service.feed.subscribe(
        after: query["since"].flatMap { Int64($0) }, filter, by: caller),
      let place = core.watchers.enter(caller.user)
    else { return nil }
    let right = WatchRight(service: core.service, bearer: bearer)
    return { receiver, sender in
      let trace = RequestTrace(core, head)
      defer { trace.end(status: 101, route: Self.path, user: caller.user) }
      defer { withExtendedLifetime(place) {} }
      try await converse(watch, right, receiver, sender)
    }
  }

  /// What of all events is asked for.
  static func filter(_ query: [String: String]) throws(Problem) -> EventFilter {
    let types = query["types"].map { $0.split(separator: ",").map(String.init) }
    for type in types ?? [] where !EventTypes.all.contains(type) {
      let near = NearestName.of(type, in: EventTypes.all).map { "did you mean \($0)?" }
      throw .invalid([
        FieldProblem(
          "?types", "not-allowed", "there are no events of type “\(type.prefix(60))”",
          hint: near ?? "there are \(EventTypes.all.joined(separator: ", "))")
      ])
    }
    return EventFilter(
      project: query["project"].map { ProjectID($0) }, job: query["job"].map { JobID($0) },
      types: types.map { Set($0) })
  }

  /// Sends until the client goes, or reads too slowly.
  private func converse(
    _ watch: EventSubscription, _ right: WatchRight, _ receiver: SocketReceiver,
    _ sender: SocketSender
  ) async throws {
    let clock = SendClock()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await receiver.drain() }
      group.addTask { try await send(watch, sender, clock) }
      group.addTask { try await guardPace(clock) }
      group.addTask { try await guardRight(right) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func send(
    _ watch: EventSubscription, _ sender: SocketSender, _ clock: SendClock
  ) async throws {
    while let events = try await watch.next(limit: 64) {
      clock.begins(at: core.uptime())
      try await sender.send(events.map(\.json))
      clock.ended(last: events.last?.seq ?? 0)
      core.metrics.count(events: events.count)
    }
    try Task.checkCancellation()
  }

  /// Ends in an error when the token is good no more.
  private func guardRight(_ right: WatchRight) async throws {
    while true {
      try await Pause.wait(.seconds(core.settings.limits.rightSeconds))
      try await right.check()
    }
  }

  /// Ends in an error when the client has taken nothing for too long.
  private func guardPace(_ clock: SendClock) async throws {
    let limit = Double(core.settings.limits.slowWatcherSeconds)
    while true {
      try await Pause.wait(.seconds(limit / 2))
      try clock.check(at: core.uptime(), limit: limit)
    }
  }
}
