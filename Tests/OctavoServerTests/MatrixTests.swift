import HTTPTypes
import OctavoJSON
import OctavoService
import OctavoStore
import OctavoTestSupport
import Testing

@testable import OctavoServer

/// Who may do what: every endpoint, with every kind of token, on what is theirs and what is not.
@Suite("Authorization", .serialized, .ownThreads)
struct MatrixTests {
  /// A kind of bearer.
  struct Bearer: Sendable, CustomTestStringConvertible {
    let name: String
    let scopes: Set<Scope>
    let role: User.Role

    var testDescription: String { name }

    /// Whether the endpoint lets it in.
    func may(_ endpoint: Endpoint) -> Bool {
      guard let scope = endpoint.scope else { return true }
      if role == .admin, scopes.contains(.admin) { return true }
      return scope != .admin && scopes.contains(scope)
    }
  }

  static let bearers: [Bearer] =
    Scope.allCases.map { Bearer(name: "user with \($0.rawValue)", scopes: [$0], role: .user) }
    + Scope.allCases.map { Bearer(name: "admin with \($0.rawValue)", scopes: [$0], role: .admin) }
    + [Bearer(name: "user with all", scopes: Set(Scope.allCases), role: .user)]

  /// A body that fits an endpoint's shape.
  static func body(_ endpoint: Endpoint, _ names: [String: String]) -> JSONValue? {
    switch endpoint.name {
    case "initiateProject": ["keyword": "bees", "genre": "guide", "audience_level": "all"]
    case "planProject": ["concept_id": .string(names["concept"] ?? "c")]
    case "replacePlan": ["parts": [["title": "", "chapters": [["title": "One"]]]]]
    case "exportProject": ["formats": ["pdf"], "template": "standard"]
    case "writeChapter": [:]
    case "replaceChapter": ["title": "Another"]
    case "rateConcept", "rateChapter": ["rating": 3]
    case "createUser": ["name": .string("u\(Int.random(in: 0...Int.max))")]
    case "grantCredits": ["amount": 1]
    case "createToken": ["label": "l", "scopes": ["export"]]
    case "createWebhook": ["url": "https://example.org/"]
    case "setFlag": ["on": true]
    default: nil
    }
  }

  static func path(_ template: PathTemplate, _ names: [String: String]) -> String {
    template.steps.map { step in
      switch step {
      case .literal(let text): "/" + text
      case .name(let name), .rest(let name): "/" + (names[name] ?? "nothing")
      }
    }.joined()
  }

  /// Endpoints that would end the bearer the others are tested with, or that need a socket.
  static let apart: Set<String> = ["eraseAccount", "watchEvents", "watchJob"]

  @Test("without a token, with one that is unknown or in the wrong place: nothing but what is open")
  func withoutToken() async throws {
    let server = try await TestServer(.quiet)
    for endpoint in Endpoint.all {
      for template in [endpoint.path] + endpoint.aliases {
        let path = Self.path(template, [:])
        for header in [
          nil, "Bearer nothing", "Basic YTpi", "Bearer",
          "Bearer \(String(repeating: "x", count: 5000))",
        ] {
          let answer = try server.client.ask(
            endpoint.method.rawValue, path, Self.body(endpoint, [:]),
            headers: header.map { ["Authorization": $0] } ?? [:])
          if endpoint.needsToken {
            #expect(answer.status == 401, "\(endpoint.name) \(header ?? "")")
            #expect(answer["www-authenticate"]?.hasPrefix("Bearer") == true)
          } else {
            #expect(answer.status != 401, "\(endpoint.name)")
          }
        }
      }
    }
  }

  @Test("scopes and roles let in exactly whom they should", arguments: bearers)
  func scopes(_ bearer: Bearer) async throws {
    let server = try await TestServer(.quiet)
    let names = try await server.book(of: try server.user("owner"))
    let own = try server.user("bearer", bearer.scopes, role: bearer.role)
    for endpoint in Endpoint.all where endpoint.needsToken && !Self.apart.contains(endpoint.name) {
      let answer = try server.client.with(own).ask(
        endpoint.method.rawValue, Self.path(endpoint.path, names), Self.body(endpoint, names),
        headers: ["If-Match": "\"1\""])
      if bearer.may(endpoint) {
        #expect(answer.status != 403, "\(endpoint.name): \(answer.text)")
        #expect(answer.status < 500, "\(endpoint.name): \(answer.text)")
      } else {
        #expect(answer.status == 403, "\(endpoint.name): \(answer.text)")
        #expect(answer.problem == "forbidden")
      }
    }
  }

  @Test("what belongs to another is answered as what is not there, by an admin's token too")
  func others() async throws {
    let server = try await TestServer(.quiet)
    let owner = try server.user("owner")
    let names = try await server.book(of: owner)
    let before = try server.client.with(owner).ask("GET", "/api/v1/projects")
    let strangers = [
      try server.user("stranger"), try server.user("chief", Set(Scope.allCases), role: .admin),
    ]
    let nowhere = names.mapValues { String($0.first ?? "x") + "00000000000a" }
    for endpoint in Endpoint.all
    where endpoint.needsToken && endpoint.group != .admin && !endpoint.path.names.isEmpty {
      for stranger in strangers {
        let client = server.client.with(stranger)
        let theirs = try client.ask(
          endpoint.method.rawValue, Self.path(endpoint.path, names), Self.body(endpoint, names),
          headers: ["If-Match": "\"1\""])
        let nothing = try client.ask(
          endpoint.method.rawValue, Self.path(endpoint.path, nowhere), Self.body(endpoint, names),
          headers: ["If-Match": "\"1\""])
        #expect(theirs.status == 404, "\(endpoint.name): \(theirs.text)")
        #expect(nothing.status == 404, "\(endpoint.name): \(nothing.text)")
        #expect(theirs.json["detail"] == nothing.json["detail"], "\(endpoint.name)")
      }
    }
    let after = try server.client.with(owner).ask("GET", "/api/v1/projects")
    #expect(after.text == before.text)
  }

  @Test("lists hold what is one's own alone")
  func lists() async throws {
    let server = try await TestServer(.quiet)
    _ = try await server.book(of: try server.user("owner"))
    let stranger = server.client.with(try server.user("stranger"))
    for path in ["/api/v1/projects", "/api/v1/jobs"] {
      #expect(try stranger.ask("GET", path).json["items"] == [])
    }
  }

  @Test("a token that was revoked or has expired is told so")
  func ended() async throws {
    let server = try await TestServer(.quiet)
    let store = server.service.store
    let secret = try server.user("owner")
    #expect(try server.client.with(secret).ask("GET", "/api/v1/account").status == 200)
    let token = try #require(try store.tokens.list(of: nil).first { $0.label == "test" })
    _ = try store.tokens.revoke(token.id)
    // Tokens are remembered for a tenth of a second.
    try await Task.sleep(for: .milliseconds(300))
    let answer = try server.client.with(secret).ask("GET", "/api/v1/account")
    #expect(answer.status == 401)
    #expect(answer.json["detail"]?.string?.contains("revoked") == true)
    let old = try TokenMaker(store).make(
      OctavoStore.NewToken(
        user: token.user, label: "old", scopes: [.projectRead], expires: Moment(milliseconds: 1)))
    let expired = try server.client.with(old.secret).ask("GET", "/api/v1/account")
    #expect(expired.status == 401)
    #expect(expired.json["detail"]?.string?.contains("expired") == true)
  }
}

extension TestServer.Setting {
  /// Without workers: jobs stay where they are.
  static var quiet: TestServer.Setting {
    var setting = TestServer.Setting()
    setting.lanes = 0
    return setting
  }
}
