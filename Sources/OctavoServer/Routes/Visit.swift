import HTTPTypes
import HummingbirdCore
import OctavoJSON
import OctavoService
import OctavoStore

/// One request on its way through an endpoint.
struct Visit: Sendable {
  let core: ServerCore
  let request: Request
  let endpoint: Endpoint
  /// What stands at the path's named places, still encoded.
  let parameters: [String: String]
  /// The query's parameters, checked against the endpoint's.
  var query: [String: String] = [:]
  /// The body, checked against the endpoint's shape; null where it has none.
  var body: JSONValue = .null
  /// The id the log knows the request by.
  let id: String

  var headers: HTTPFields { request.headers }

  /// A thing's name in the path. What cannot be one is not found, and never looked up.
  func name<Thing>(
    _ place: String, _ kind: ServiceFault.Kind
  ) throws(Problem) -> StoreID<Thing> {
    StoreID(try text(place, kind))
  }

  /// A name in the path.
  func text(_ place: String, _ kind: ServiceFault.Kind) throws(Problem) -> String {
    let text = parameters[place] ?? ""
    guard (1...Self.longestName).contains(text.utf8.count), text.utf8.allSatisfy(Self.isPlain)
    else { throw Problem(.notFound(kind, id: "")) }
    return text
  }

  /// Characters of a name in a path.
  static let longestName = 40

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The page that is asked for.
  var page: PageRequest {
    PageRequest(after: query["after"], limit: query["limit"].flatMap { Int($0) } ?? 50)
  }

  /// The job once it has ended, the time is over, or the server stops: the job goes on all the same.
  /// Nil where it is no more.
  private func wait(_ id: JobID, _ seconds: Int, _ caller: Caller) async throws -> JobAnswer? {
    let waited = try? await untilShutdown {
      try await core.service.wait(for: id, seconds: Double(seconds), by: caller)
    }
    if let waited { return waited }
    do throws(ServiceFault) {
      return try await core.service.job(id, by: caller)
    } catch {
      if case .notFound = error { return nil }
      throw error
    }
  }

  /// Answers for work that was handed in, after the wait that the client prefers.
  func answer(_ submission: Submission, by caller: Caller) async throws -> Answer {
    let seconds = headers.preferredWait(most: core.settings.longestWait)
    var answer: Answer
    // A token that may hand in work and not look at it gets the name of the job, and so does who
    // repeats a request whose work was erased meanwhile.
    if seconds > 0, caller.may(.projectRead),
      let job = try await wait(submission.job, seconds, caller)
    {
      let json = Shapes.waited(try core.links.linked(job), job.id)
      answer = .json(json, job.hasEnded ? .ok : .accepted)
      answer.headers[.preferenceApplied] = "wait=\(seconds)"
    } else {
      answer = .json(submission.json, .accepted)
    }
    answer.headers[.location] = "/api/v1/jobs/\(submission.job.text)"
    if submission.isReplay { answer.headers[.idempotencyReplayed] = "true" }
    return answer
  }
}
