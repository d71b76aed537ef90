import HTTPTypes
import OctavoJSON
import OctavoService
import OctavoStore
import Testing

@testable import OctavoServer

/// Problem documents.
@Suite("Problems")
struct ProblemTests {
  static let faults: [(ServiceFault, Int)] = [
    (.unauthorized(.missing), 401), (.unauthorized(.revoked), 401),
    (.forbidden(missing: .export), 403), (.notFound(.project, id: "p1"), 404),
    (.invalid([FieldProblem("/keyword", "missing", "is missing", hint: "write one")]), 422),
    (.conflict(code: "in-work", message: "being worked on", hint: nil), 409),
    (.versionMismatch(current: 4), 412), (.versionRequired, 428), (.keyReused, 422),
    (.limited(.jobsAtOnce, retryAfterSeconds: 7), 429),
    (.creditsExhausted(needed: 5, left: 2), 402), (.disabled(feature: "export"), 403),
    (.unavailable(code: "busy", message: "busy", retryAfterSeconds: 3), 503),
  ]

  @Test(
    "every fault of the service has its status and a document of the published shape",
    arguments: faults)
  func statuses(_ fault: ServiceFault, _ status: Int) {
    let problem = Problem(fault)
    #expect(problem.kind.status.code == status)
    let json = problem.json(request: "r1")
    #expect(Problem.schema.violations(of: json) == [])
    #expect(json["type"]?.string?.hasPrefix("urn:octavo:problem:") == true)
  }

  @Test("every kind has a URI, a title and a status of its own kind")
  func kinds() {
    #expect(Set(ProblemKind.allCases.map(\.uri)).count == ProblemKind.allCases.count)
    #expect(Set(ProblemKind.allCases.map(\.title)).count == ProblemKind.allCases.count)
    for kind in ProblemKind.allCases { #expect((400...599).contains(kind.status.code)) }
  }

  @Test("who must wait is told how long")
  func waiting() {
    let limited = Problem(ServiceFault.limited(.ideationsPerHour, retryAfterSeconds: 90))
    #expect(limited.headers[.retryAfter] == "90")
    #expect(limited.json(request: nil)["retry_after"] == 90)
    let unavailable = Problem(
      ServiceFault.unavailable(code: "busy", message: "busy", retryAfterSeconds: 0))
    #expect(unavailable.headers[.retryAfter] == "1")
  }

  @Test("what belongs to others is told apart from nothing by not a word")
  func others() {
    let one = Problem(ServiceFault.notFound(.project, id: "p1")).json(request: nil)
    let other = Problem(ServiceFault.notFound(.project, id: "something else")).json(request: nil)
    #expect(one == other)
  }

  @Test("a defect tells a client nothing of what happened inside")
  func defects() {
    struct Inside: Error { let path = "/secret/place" }
    let problem = Problem(anything: Inside())
    #expect(problem.kind == .defect)
    #expect(!problem.json(request: "r").text().contains("secret"))
  }

  @Test("a body with a thousand faults has the first fifty named and the others counted")
  func many() {
    let fields = (0..<1000).map { FieldProblem("/\($0)", "missing", "is missing") }
    let json = Problem.invalid(fields).json(request: nil)
    #expect(json["errors"]?.array?.count == 50)
    #expect(json["errors_left_out"] == 950)
    #expect(Problem.schema.violations(of: json) == [])
  }
}
