import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import OctavoBase
import OctavoObjects
import OctavoService
import OctavoStore

/// Answers every request: finds its endpoint, checks who asks and what is asked, has it done, and
/// turns whatever goes wrong into a problem document.
struct ServerResponder: HTTPResponder {
  let core: ServerCore

  /// What Hummingbird keeps of a request beside it: nothing that is needed here.
  struct Context: InitializableFromSource {
    init(source: ApplicationRequestContextSource) {}
  }

  /// What was found out about a request, however it ended.
  private struct Findings {
    var route = "-"
    var user: UserID?
    var defect: String?
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    let trace = RequestTrace(core, request.head)
    var findings = Findings()
    var answer: Answer
    do {
      answer = try await find(request, trace.id, &findings)
    } catch let error as HTTPParserError {
      trace.end(status: 400, route: findings.route, user: findings.user)
      throw error
    } catch {
      let problem = Problem(anything: error)
      if problem.kind == .defect { findings.defect = "\(error)" }
      answer = .problem(problem, request: trace.id)
    }
    answer.headers[.requestID] = trace.id
    let packed = answer.packed(for: request.headers)
    trace.end(
      status: answer.status.code, route: findings.route, user: findings.user,
      bytes: packed.body.count, defect: findings.defect)
    return packed.response(to: request.method)
  }

  private func find(
    _ request: Request, _ id: String, _ findings: inout Findings
  ) async throws -> Answer {
    let target = RequestTarget(request.head.path ?? "")
    guard !target.holdsToken else {
      throw Problem(
        .tokenInAddress, "a token must not stand in an address, where logs would keep it",
        hint: "send Authorization: Bearer TOKEN, and have that token revoked")
    }
    switch core.table.find(request.method, target.path) {
    case .nothing:
      throw Problem(
        .noSuchRoute, "there is nothing at this address", hint: "see /openapi.json for all there is"
      )
    case .otherMethods(let methods, let template):
      findings.route = template.description
      return try other(methods, request.method)
    case .endpoint(let endpoint, let template, let parameters):
      findings.route = template.description
      let visit = Visit(
        core: core, request: request, endpoint: endpoint, parameters: parameters, id: id)
      return try await perform(visit, target, &findings)
    }
  }

  private func other(
    _ methods: [HTTPRequest.Method], _ method: HTTPRequest.Method
  ) throws(Problem) -> Answer {
    let allow = methods.map(\.rawValue).joined(separator: ", ")
    if method == .options { return Answer.nothing.with(.allow, allow) }
    var problem = Problem(.methodNotAllowed, "this address takes \(allow)")
    problem.headers[.allow] = allow
    throw problem
  }

  private func perform(
    _ visit: Visit, _ target: RequestTarget, _ findings: inout Findings
  ) async throws -> Answer {
    try checkAccept(visit)
    switch visit.endpoint.work {
    case .instant(let answer):
      _ = try QueryReader.read(target.query, visit.endpoint.query)
      return answer(visit)
    case .open(let work):
      guard !visit.endpoint.traits.contains(.signed) else { return try await work(visit) }
      var visit = visit
      visit.query = try QueryReader.read(target.query, visit.endpoint.query)
      let asked = visit
      return try await withTaskExecutorPreference(BlockingThreads.requests) {
        try await within(asked) { try await work($0) }
      }
    case .bearer(let scope, let work):
      return try await withTaskExecutorPreference(BlockingThreads.requests) {
        let caller = try await caller(visit.headers)
        findings.user = caller.user
        if let scope, !caller.may(scope) { throw ServiceFault.forbidden(missing: scope) }
        var visit = visit
        visit.query = try QueryReader.read(target.query, visit.endpoint.query)
        return try await within(visit) { visit in
          var visit = visit
          if let shape = visit.endpoint.body {
            visit.body = try await RequestBodyReader(limit: core.settings.limits.body)
              .read(visit.request, as: shape)
          }
          return try await work(visit, caller)
        }
      }
    }
  }

  private func caller(_ headers: HTTPFields) async throws -> Caller {
    let bearer = headers.bearer
    if bearer == "" { throw ServiceFault.unauthorized(.malformed) }
    return try await core.service.authenticate(bearer)
  }

  /// Does the work within the limit of time, and what the client is ready to wait.
  private func within(
    _ visit: Visit, _ work: @escaping @Sendable (Visit) async throws -> Answer
  ) async throws -> Answer {
    let seconds =
      core.settings.limits.answerSeconds
      + visit.headers.preferredWait(most: core.settings.longestWait)
    return try await Deadline.within(.seconds(seconds)) { try await work(visit) }
  }

  private func checkAccept(_ visit: Visit) throws(Problem) {
    let types = visit.endpoint.replies.compactMap(\.content).map { content in
      switch content {
      case .json: "application/json"
      case .other(let type): type
      }
    }
    guard let type = types.first, !visit.endpoint.traits.contains(.signed) else { return }
    guard visit.headers.accepts(type) else {
      throw Problem(.notAcceptable, "the answer is of type \(type)", hint: "send Accept: \(type)")
    }
  }
}

extension Problem {
  /// The problem of whatever was thrown; what no one foresaw is a defect, of which a client learns
  /// nothing more.
  init(anything error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let fault as ServiceFault: self.init(fault)
    case is Deadline.Passed: self.init(.timeout, "the answer took longer than allowed")
    case is CancellationError: self.init(.unavailable, "the server is stopping")
    case let error as ObjectStoreError:
      if case .missing = error.kind {
        self.init(.notFound(.artifact, id: ""))
      } else {
        self.init(.unavailable, "the object store cannot give the file now")
      }
    default:
      self.init(
        .defect, "this should not have happened", hint: "the log has more under the request_id")
    }
  }
}
