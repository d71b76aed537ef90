import HTTPTypes
import OctavoService
import Testing

@testable import OctavoServer

/// Readings of headers.
@Suite("Headers")
struct HeaderTests {
  @Test(
    "types that are accepted",
    arguments: [
      ("", true), ("*/*", true), ("application/json", true), ("application/*", true),
      ("text/html", false), ("text/html, application/json;q=0.5", true),
      ("application/json;q=0", false), ("*/*, application/json; q=0", false),
      ("text/*;q=0.9, */*;q=0.1", true), (",;,", false),
    ])
  func accept(_ header: String, _ isAccepted: Bool) {
    #expect(
      HTTPFields([HTTPField(name: .accept, value: header)]).accepts("application/json")
        == isAccepted)
  }

  @Test(
    "waits that are asked for",
    arguments: [
      ("wait=5", 5), ("respond-async, wait=10", 10), ("wait=999", 60), ("wait=-3", 0),
      ("wait", 0), ("wait=x", 0), ("WAIT = 7 ", 7), ("wait=4;foo", 4), ("", 0),
    ])
  func prefer(_ header: String, _ seconds: Int) {
    #expect(
      HTTPFields([HTTPField(name: .prefer, value: header)]).preferredWait(most: 60) == seconds)
  }

  @Test(
    "tokens are bearers'",
    arguments: [("Bearer abc", "abc"), ("bearer  abc", "abc"), ("Basic abc", ""), ("abc", "")])
  func bearer(_ header: String, _ token: String) {
    #expect(HTTPFields([HTTPField(name: .authorization, value: header)]).bearer == token)
    #expect(HTTPFields().bearer == nil)
  }

  @Test("states with and without their quotation marks", arguments: ["\"3\"", "3", "W/\"3\""])
  func state(_ header: String) throws {
    #expect(try HTTPFields([HTTPField(name: .ifMatch, value: header)]).expectedState() == 3)
    let marked = header.replacing("3", with: "3-0123456789abcdef")
    let tag = StateTag(version: 3, mark: "0123456789abcdef")
    #expect(try HTTPFields([HTTPField(name: .ifMatch, value: marked)]).expectedState() == tag)
  }

  @Test(
    "no state",
    arguments: ["*", "\"\"", "\"x\"", "-1", "99999999999999999999", "3-", "3-xyz", "+3"])
  func noVersion(_ header: String) {
    #expect(throws: Problem.self) {
      try HTTPFields([HTTPField(name: .ifMatch, value: header)]).expectedState()
    }
  }

  @Test(
    "names of requests that are taken over, or not",
    arguments: [
      ("abc-1_2.3", true), ("", false), ("a b", false), ("a\"b", false),
      (String(repeating: "a", count: 65), false), ("é", false),
    ])
  func requestID(_ header: String, _ isTaken: Bool) {
    let fields = HTTPFields([HTTPField(name: .requestID, value: header)])
    #expect((fields.saneRequestID == header) == isTaken)
  }

  @Test(
    "addresses that hold tokens",
    arguments: [
      ("/a?token=x", true), ("/a?b=1&Access_Token=x", true), ("/a?api_key", true),
      ("/a?since=3", false), ("/token", false), ("/a?tokens=1", false),
    ])
  func tokens(_ target: String, _ holds: Bool) {
    #expect(RequestTarget(target).holdsToken == holds)
  }

  @Test("a query's faults are named all at once")
  func query() throws {
    #expect(
      try QueryReader.read("limit=5&after=x%20y", [.cursor, .limit]) == [
        "limit": "5", "after": "x y",
      ])
    let problem = #expect(throws: Problem.self) {
      try QueryReader.read("limit=0&limt=3&after=", [.cursor, .limit])
    }
    let found = problem?.fields.map { "\($0.pointer) \($0.code) \($0.hint ?? "")" }
    #expect(
      found == [
        "?limit too-small ", "?limt unknown-field did you mean limit?", "?after too-short ",
      ])
    #expect(throws: Problem.self) { try QueryReader.read("after=%zz", [.cursor]) }
    #expect(throws: Problem.self) { try QueryReader.read("limit=1&limit=2", [.limit]) }
  }

  @Test("routes are found by literals first, and other methods are told")
  func routes() {
    let table = RouteTable(Endpoint.all)
    guard case .endpoint(let begin, _, _) = table.find(.post, "/api/v1/projects/initiate") else {
      Issue.record("no endpoint")
      return
    }
    #expect(begin.name == "initiateProject")
    guard case .otherMethods(let methods, _) = table.find(.get, "/api/v1/projects/initiate") else {
      Issue.record("other methods")
      return
    }
    #expect(methods.map(\.rawValue) == ["OPTIONS", "POST"])
    for path in ["", "api", "/api/v1/projects/", "//api/v1/projects", "/api/v1/projects/a/b/c/d"] {
      guard case .nothing = table.find(.get, path[...]) else {
        Issue.record("\(path) is found")
        continue
      }
    }
  }
}
