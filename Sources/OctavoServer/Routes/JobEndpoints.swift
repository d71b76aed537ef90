import HTTPTypes
import OctavoJSON
import OctavoService
import OctavoStore

extension Endpoint {
  /// Jobs and what happens in them.
  static let jobs: [Endpoint] = [
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/jobs"), name: "listJobs",
      summary: "The caller's jobs, the latest first", group: .jobs,
      query: [
        QueryField(name: "project", schema: .text(1...40, "Of one project")),
        QueryField(
          name: "state", schema: .word(Job.State.allCases.map(\.rawValue), "In one state")),
        .cursor, .limit,
      ],
      replies: [.ok(Shapes.jobs, "A page of jobs")],
      work: .bearer(.projectRead) { visit, caller in
        let filter = JobFilter(
          project: visit.query["project"].map { ProjectID($0) },
          state: visit.query["state"].flatMap { Job.State(rawValue: $0) })
        let page = try await visit.core.service.jobs(filter, visit.page, by: caller)
        let items = try page.items.map { try visit.core.links.linked($0) }
        return .json(["items": .array(items), "next": .text(page.next)])
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/jobs/{job}"), name: "getJob",
      summary: "One job; an export's result has links to its files", group: .jobs,
      replies: [.ok(Shapes.job, "The job")],
      work: .bearer(.projectRead) { visit, caller in
        let job = try await visit.core.service.job(try visit.job, by: caller)
        return .json(try visit.core.links.linked(job))
      }),
    Endpoint(
      method: .delete, path: PathTemplate("/api/v1/jobs/{job}"), name: "cancelJob",
      summary: "Cancel a job that has not ended", group: .jobs,
      replies: [.ok(Shapes.job, "The job as it is now")], traits: [.conflicts],
      work: .bearer(.projectWrite) { visit, caller in
        let job = try await visit.core.service.cancel(try visit.job, by: caller)
        return .json(try visit.core.links.linked(job))
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/jobs/{job}/events"), name: "watchJob",
      summary: "What happens in a job, as server-sent events", group: .jobs,
      query: [.since], replies: [.events, .noMoreEvents], traits: [.streams],
      work: .bearer(.projectRead) { visit, caller in
        try await EventStream.answer(visit, job: try visit.job, by: caller)
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/events"), name: "watchEvents",
      summary: "What happens in all of the caller's work, over a WebSocket", group: .jobs,
      query: [
        .since, QueryField(name: "project", schema: .text(1...40, "Of one project")),
        QueryField(name: "job", schema: .text(1...40, "Of one job")),
        QueryField(
          name: "types", schema: .text(1...400, "Event types, with commas between them")),
      ],
      replies: [.socket],
      work: .bearer(.projectRead) { visit, caller in
        _ = try EventSocket.filter(visit.query)
        if visit.headers[.socketKey] != nil, visit.core.watchers.isFull(for: caller.user) {
          throw Problem(.unavailable, "too many event sockets are open")
        }
        var problem = Problem(
          .upgradeRequired, "the request asks for no WebSocket",
          hint: "send the handshake of RFC 6455 §4.1, of version 13")
        problem.headers[.upgrade] = "websocket"
        problem.headers[.socketVersion] = "13"
        problem.headers[.connection] = "Upgrade"
        throw problem
      }),
  ]
}

extension QueryField {
  static let since = QueryField(
    name: "since",
    schema: .count(
      0...9_007_199_254_740_991,
      "Events after this number; those still to come where it is left out"))
}

extension Visit {
  /// The job in the path.
  var job: JobID { get throws(Problem) { try name("job", .job) } }
}

extension Reply {
  fileprivate static let events = Reply(
    status: .ok, summary: "Events, until the job has ended",
    content: .other(type: "text/event-stream"))
  fileprivate static let noMoreEvents = Reply(
    status: .noContent, summary: "The job has ended, and nothing came after the last event")
  fileprivate static let socket = Reply(
    status: .switchingProtocols, summary: "A WebSocket; each text message is an event")
}
