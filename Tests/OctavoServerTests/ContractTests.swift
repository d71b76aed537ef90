import Foundation
import HTTPTypes
import OctavoJSON
import OctavoService
import OctavoStore
import OctavoTestSupport
import Testing

@testable import OctavoServer

/// The routes and their answers, against the published description.
@Suite("Contract", .serialized, .ownThreads)
struct ContractTests {
  /// The shape an endpoint publishes for a status.
  static func shape(_ name: String, _ status: Int) throws -> JSONSchema {
    let endpoint = try #require(Endpoint.all.first { $0.name == name })
    let isPublished = endpoint.replies.contains { $0.status.code == status }
    if status >= 400, !isPublished { return Problem.schema }
    let reply = try #require(
      endpoint.replies.first { $0.status.code == status }, "\(name) \(status)")
    guard case .json(let schema)? = reply.content else { return JSONSchema() }
    return schema
  }

  /// Asks an endpoint and holds the answer to what it publishes.
  static func ask(
    _ client: TestClient, _ name: String, _ names: [String: String] = [:],
    _ body: JSONValue? = nil, query: String = "", headers: [String: String] = [:]
  ) throws -> TestAnswer {
    let endpoint = try #require(Endpoint.all.first { $0.name == name })
    let answer = try client.ask(
      endpoint.method.rawValue, MatrixTests.path(endpoint.path, names) + query, body,
      headers: headers)
    if !answer.body.isEmpty {
      let violations = try shape(name, answer.status).violations(of: answer.json)
      #expect(violations.map(\.message) == [], "\(name): \(answer.text.prefix(500))")
    }
    return answer
  }

  @Test("a book's whole life, each answer of the shape that is published")
  func life() async throws {
    let server = try await TestServer()
    let ann = server.client.with(try server.user("ann"))
    let wait = ["Prefer": "wait=60"]
    let begun = try Self.ask(
      ann, "initiateProject", [:],
      ["keyword": "bees", "genre": "popular science", "audience_level": "beginner"], headers: wait)
    #expect(begun.status == 200)
    #expect(begun["preference-applied"] == "wait=60")
    #expect(begun.json["state"] == "succeeded")
    let project = try #require(begun.json["project_id"]?.string)
    var names = ["project": project, "job": try #require(begun.json["job_id"]?.string)]
    #expect(begun["location"] == "/api/v1/jobs/\(names["job"] ?? "")")

    let concepts = try Self.ask(ann, "listConcepts", names)
    let offered = try #require(concepts.json["concepts"]?.array)
    #expect((3...5).contains(offered.count))
    names["concept"] = try #require(offered[0]["id"]?.string)
    #expect(try Self.ask(ann, "rateConcept", names, ["rating": 5, "note": "yes"]).status == 204)

    let planned = try Self.ask(
      ann, "planProject", names,
      ["concept_id": .string(names["concept"] ?? ""), "chapters": 2, "words": 600], headers: wait)
    #expect(planned.json["state"] == "succeeded", "\(planned.text)")
    let plan = try Self.ask(ann, "getPlan", names)
    let chapters = try #require(plan.json["parts"]?.array).flatMap { $0["chapters"]?.array ?? [] }
    #expect(chapters.count == 2)
    #expect(chapters.map { $0["order_index"]?.integer } == [0, 1])
    #expect(try Self.ask(ann, "replacePlan", names, plan.json).status == 200)

    for chapter in chapters {
      names["chapter"] = try #require(chapter["id"]?.string)
      let written = try Self.ask(ann, "writeChapter", names, [:], headers: wait)
      #expect(written.json["state"] == "succeeded", "\(written.text)")
    }
    try edit(ann, names)

    let exported = try Self.ask(
      ann, "exportProject", names,
      ["formats": ["pdf", "epub"], "template": "standard"], headers: wait)
    #expect(exported.json["state"] == "succeeded", "\(exported.text)")
    let artifacts = try #require(exported.json["result"]?["artifacts"]?.array)
    #expect(artifacts.map { $0["format"]?.string } == ["pdf", "epub", "report"])
    for artifact in artifacts { try download(server.client, artifact) }

    #expect(try Self.ask(ann, "getProject", names).json["chapters_written"] == 2)
    #expect(try Self.ask(ann, "getAccount").json["limits"]?["projects_held"] == 1)
    #expect(try Self.ask(ann, "listJobs").json["items"]?.array?.count == 5)
    let archive = try Self.ask(ann, "archiveProject", names)
    #expect(archive.body.starts(with: Array("PK".utf8)))
    #expect(archive["content-disposition"]?.hasPrefix("attachment; filename=") == true)
    #expect(try Self.ask(ann, "eraseProject", names).status == 204)
    #expect(try Self.ask(ann, "getProject", names).status == 404)
  }

  private func edit(_ client: TestClient, _ names: [String: String]) throws {
    let chapter = try Self.ask(client, "getChapter", names)
    let tag = try #require(chapter["etag"])
    #expect(chapter.json["version"]?.integer.map { tag.hasPrefix("\"\($0)-") } == true)
    let same = try client.ask(
      "GET", "/api/v1/chapters/\(names["chapter"] ?? "")", headers: ["If-None-Match": tag])
    #expect(same.status == 304)
    let edit: JSONValue = ["title": "By hand", "content": "One paragraph."]
    #expect(try Self.ask(client, "replaceChapter", names, edit).status == 428)
    let stale = try Self.ask(client, "replaceChapter", names, edit, headers: ["If-Match": "\"0\""])
    #expect(stale.status == 412)
    #expect(stale.json["version"] == chapter.json["version"])
    let changed = try Self.ask(client, "replaceChapter", names, edit, headers: ["If-Match": tag])
    #expect(changed.status == 200, "\(changed.text)")
    #expect(changed.json["title"] == "By hand")
    #expect(changed["etag"] != tag)
    try editTwice(client, names)
    #expect(try Self.ask(client, "rateChapter", names, ["rating": 9]).status == 422)
    #expect(try Self.ask(client, "rateChapter", names, ["rating": 4]).status == 204)
  }

  /// Two people who read the same state cannot both change it, be it a title alone or the plan.
  private func editTwice(_ client: TestClient, _ names: [String: String]) throws {
    let tag = try #require(try Self.ask(client, "getChapter", names)["etag"])
    let titles = ["First", "Second"].map { title in
      (try? Self.ask(
        client, "replaceChapter", names, ["title": .string(title)], headers: ["If-Match": tag]))?
        .status
    }
    #expect(titles == [200, 412])
    let read = try Self.ask(client, "getChapter", names, headers: ["If-None-Match": tag])
    #expect((read.status, read.json["title"]) == (200, "First"))
    let plan = try Self.ask(client, "getPlan", names)
    let state = try #require(plan["etag"])
    var renamed = plan.json.text()
    renamed = renamed.replacing("First", with: "Third")
    let body = try JSONParser.parse(renamed)
    #expect(
      try Self.ask(client, "replacePlan", names, body, headers: ["If-Match": state]).status == 200)
    #expect(
      try Self.ask(client, "replacePlan", names, plan.json, headers: ["If-Match": state]).status
        == 412)
    #expect(try Self.ask(client, "replacePlan", names, body).status == 200)
  }

  /// Fetches a file whole, in parts, and in ways that are refused.
  private func download(_ client: TestClient, _ artifact: JSONValue) throws {
    let url = try #require(artifact["url"]?.string)
    let target = String(url.dropFirst("http://127.0.0.1".count))
    let whole = try client.ask("GET", target)
    #expect(whole.status == 200, "\(whole.text.prefix(300))")
    #expect(whole.body.count == artifact["bytes"]?.integer)
    #expect(whole["etag"] == artifact["sha256"]?.string.map { "\"\($0)\"" })
    #expect(whole["x-content-type-options"] == "nosniff")
    #expect(whole["content-disposition"]?.hasPrefix("attachment; filename=\"") == true)
    #expect(whole["content-disposition"]?.contains("\r") == false)
    let head = try client.ask("HEAD", target)
    #expect(head.status == 200)
    #expect(head["content-length"] == "\(whole.body.count)")
    let part = try client.ask("GET", target, headers: ["Range": "bytes=10-19"])
    #expect(part.status == 206)
    #expect(part.body == Array(whole.body[10..<20]))
    #expect(part["content-range"] == "bytes 10-19/\(whole.body.count)")
    let tail = try client.ask("GET", target, headers: ["Range": "bytes=-5"])
    #expect(tail.body == Array(whole.body.suffix(5)))
    let none = try client.ask("GET", target, headers: ["Range": "bytes=\(whole.body.count)-"])
    #expect(none.status == 416)
    #expect(none["content-range"] == "bytes */\(whole.body.count)")
    let moved = try client.ask(
      "GET", target, headers: ["Range": "bytes=0-1", "If-Range": "\"other\""])
    #expect(moved.status == 200)
    for bad in Self.spoilt(target) {
      let refused = try client.ask("GET", bad)
      #expect(refused.status == 403, "\(bad): \(refused.text)")
      #expect(refused.body.count < 1000)
    }
  }

  /// The same link with each part of it altered.
  static func spoilt(_ target: String) -> [String] {
    let sides = target.split(separator: "?", maxSplits: 1).map(String.init)
    let fields = sides[1].split(separator: "&").map(String.init)
    var bad = fields.indices.map { index in
      var changed = fields
      changed[index] += "0"
      return sides[0] + "?" + changed.joined(separator: "&")
    }
    bad += fields.indices.map { index in
      var missing = fields
      missing.remove(at: index)
      return sides[0] + "?" + missing.joined(separator: "&")
    }
    let query = "?" + sides[1]
    bad += [
      "\(sides[0])x\(query)", "\(target)&response-content-type=text/html",
      "/artifacts/../octavo.sqlite\(query)", "/artifacts/%2e%2e/octavo.sqlite\(query)",
      "\(sides[0])/../../x\(query)", "\(sides[0])%00\(query)", "\(sides[0])",
      "\(target.replacing("name=", with: "name=a%0d%0aSet-Cookie:x%3d1"))",
    ]
    return bad
  }

  @Test("lists go on page by page and hold everything once")
  func pages() async throws {
    let server = try await TestServer(.quiet)
    let ann = server.client.with(try server.user("ann"))
    for number in 0..<7 {
      let answer = try Self.ask(
        ann, "initiateProject", [:],
        ["keyword": .string("bees \(number)"), "genre": "guide", "audience_level": "all"])
      #expect(answer.status == 202)
    }
    for list in ["listProjects", "listJobs"] {
      var (seen, after): ([String], String?) = ([], nil)
      repeat {
        let query = "?limit=3" + (after.map { "&after=\($0)" } ?? "")
        let page = try Self.ask(ann, list, query: query).json
        seen += page["items"]?.array?.compactMap { $0["id"]?.string } ?? []
        after = page["next"]?.string
      } while after != nil && seen.count < 20
      #expect(seen.count == 7)
      #expect(Set(seen).count == 7)
    }
    #expect(try Self.ask(ann, "listProjects", query: "?limit=201").status == 422)
    #expect(try Self.ask(ann, "listProjects", query: "?after=nonsense").status == 422)
  }

  @Test("aliases are the same call")
  func aliases() async throws {
    let server = try await TestServer(.quiet)
    let ann = server.client.with(try server.user("ann"))
    for path in ["/v1/projects/ideate", "/projects/initiate_ideation"] {
      let answer = try ann.ask(
        "POST", path, ["keyword": .string(path), "genre": "guide", "audience_level": "all"])
      #expect(answer.status == 202)
      #expect(answer.json["project_id"] != nil && answer.json["job_id"] != nil)
    }
  }

  @Test("methods that are not there, and what there is instead")
  func methods() async throws {
    let client = try await TestServer(.quiet).client
    for endpoint in Endpoint.all {
      let path = MatrixTests.path(endpoint.path, [:])
      let refused = try client.ask("PATCH", path)
      #expect(refused.status == 405, "\(path)")
      #expect(refused["allow"]?.contains(endpoint.method.rawValue) == true)
      let options = try client.ask("OPTIONS", path)
      #expect(options.status == 204)
      #expect(options["allow"] == refused["allow"])
    }
    #expect(try client.ask("GET", "/nothing").problem == "no-such-route")
  }

  @Test("long answers are packed for who can unpack them")
  func packing() async throws {
    let client = try await TestServer(.quiet).client
    let plain = try client.ask("GET", "/openapi.json")
    let packed = try client.ask("GET", "/openapi.json", headers: ["Accept-Encoding": "br, gzip"])
    #expect(packed["content-encoding"] == "gzip")
    #expect(packed["vary"] == "Accept-Encoding")
    #expect(packed.body.count * 4 < plain.body.count)
    #expect(try Gzip.unpack(packed.body, limit: 1 << 20) == plain.body)
    let refused = try client.ask("GET", "/openapi.json", headers: ["Accept-Encoding": "gzip;q=0"])
    #expect(refused["content-encoding"] == nil)
  }

  @Test(
    "the description names every operation, its security and its problems, and refers to nothing else"
  )
  func description() throws {
    let document = OpenAPIDocument(Endpoint.all).json
    let schemas = try #require(document["components"]?["schemas"]?.object).members.map(\.key)
    let text = document.text()
    for part in text.components(separatedBy: "#/components/schemas/").dropFirst() {
      #expect(schemas.contains(String(part.prefix { $0 != "\"" })))
    }
    for endpoint in Endpoint.all {
      for place in [endpoint.path] + endpoint.aliases {
        let method = endpoint.method.rawValue.lowercased()
        let operation = try #require(document["paths"]?[place.published]?[method])
        #expect((operation["security"]?.array?.isEmpty == false) == endpoint.needsToken)
        let answers = try #require(operation["responses"]?.object).members.map(\.key)
        #expect(answers.contains("401") == endpoint.needsToken)
        for name in place.names {
          #expect(operation["parameters"]?.array?.contains { $0["name"]?.string == name } == true)
        }
      }
    }
    let names = Endpoint.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test("events of a job as a stream, from any place on, until the job has ended")
  func stream() async throws {
    let server = try await TestServer()
    let ann = server.client.with(try server.user("ann"))
    let begun = try Self.ask(
      ann, "initiateProject", [:],
      ["keyword": "bees", "genre": "guide", "audience_level": "all"])
    let job = try #require(begun.json["job_id"]?.string)
    let whole = try ann.ask("GET", "/api/v1/jobs/\(job)/events")
    #expect(whole["content-type"] == "text/event-stream")
    let ids = Self.ids(whole.text)
    #expect(ids.count >= 3)
    #expect(whole.text.contains("event: ideation_completed"))
    let rest = try ann.ask(
      "GET", "/api/v1/jobs/\(job)/events", headers: ["Last-Event-ID": "\(ids[0])"])
    #expect(Self.ids(rest.text) == Array(ids.dropFirst()))
    let nothing = try ann.ask(
      "GET", "/api/v1/jobs/\(job)/events", headers: ["Last-Event-ID": "\(ids.last ?? 0)"])
    #expect(nothing.status == 204)
    let bad = try ann.ask("GET", "/api/v1/jobs/\(job)/events", headers: ["Last-Event-ID": "x"])
    #expect(bad.status == 400)
  }

  static func ids(_ text: String) -> [Int] {
    text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.compactMap { Int($0.dropFirst(4)) }
  }

  @Test("monitors are told what there is to tell")
  func monitors() async throws {
    let server = try await TestServer()
    let ann = server.client.with(try server.user("ann"))
    _ = try Self.ask(
      ann, "initiateProject", [:],
      ["keyword": "bees", "genre": "guide", "audience_level": "all"],
      headers: ["Prefer": "wait=60"])
    for name in ["live", "ready", "health"] {
      #expect(try Self.ask(server.client, name).status == 200)
    }
    let metrics = try server.client.ask("GET", "/metrics")
    #expect(metrics["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
    for line in [
      "octavo_http_requests_total{method=\"POST\",route=\"/api/v1/projects/initiate\",status=\"200\"} 1",
      "octavo_jobs_ended_total{kind=\"ideation\",outcome=\"succeeded\"} 1",
      "octavo_job_failure_ratio 0", "octavo_workers_alive 1",
    ] { #expect(metrics.text.contains(line + "\n"), "\(line) in \(metrics.text)") }
    for name in Set(
      try Repository.text("Fixtures/service/alerts.yaml").matches(of: /octavo_[a-z_]+/).map {
        String($0.output)
      })
    {
      #expect(metrics.text.contains("# TYPE \(name) "), "\(name) is measured")
    }
  }

  @Test("a service without workers says that it is not ready")
  func notReady() async throws {
    let server = try await TestServer(.quiet)
    let answer = try Self.ask(server.client, "ready")
    #expect(answer.status == 503)
    #expect(answer.json["status"] == "not ready")
    #expect(
      answer.json["checks"]?.array?.contains { $0["name"] == "workers" && $0["ready"] == false }
        == true)
  }

  @Test("an admin's things, each of the shape that is published")
  func admin() async throws {
    let server = try await TestServer(.quiet)
    let chief = server.client.with(try server.user("chief", [.admin], role: .admin))
    let made = try Self.ask(chief, "createUser", [:], ["name": "new", "plan": "free"])
    #expect(made.status == 201)
    let user = try #require(made.json["id"]?.string)
    #expect(try Self.ask(chief, "createUser", [:], ["name": "new"]).status == 409)
    let granted = try Self.ask(chief, "grantCredits", ["user": user], ["amount": 5])
    #expect(granted.json["credits"]?.integer == made.json["credits"]?.integer.map { $0 + 5 })
    let token = try Self.ask(
      chief, "createToken", [:],
      ["user": .string(user), "label": "l", "scopes": ["project_read"], "days": 3])
    let secret = try #require(token.json["secret"]?.string)
    #expect(try server.client.with(secret).ask("GET", "/api/v1/projects").status == 200)
    #expect(!(try Self.ask(chief, "listTokens").text.contains(secret)))
    let revoked = try Self.ask(chief, "revokeToken", ["token": token.json["id"]?.string ?? ""])
    #expect(revoked.json["revoked_at"] != .null)
    #expect(try server.client.with(secret).ask("GET", "/api/v1/projects").status == 401)
    #expect(try Self.ask(chief, "listFlags").status == 200)
    #expect(try Self.ask(chief, "setFlag", ["flag": "export"], ["on": false]).json["on"] == false)
    #expect(try Self.ask(chief, "setFlag", ["flag": "nothing"], ["on": false]).status == 404)
    #expect(try Self.ask(chief, "listWebhooks").status == 200)
    // No host is allowed by the policy that is built in.
    for url in ["https://example.org/", "http://127.0.0.1/", "file:///etc/passwd"] {
      #expect(try Self.ask(chief, "createWebhook", [:], ["url": .string(url)]).status == 422)
    }
    let audit = try Self.ask(chief, "readAudit", query: "?limit=100")
    #expect(
      audit.json["items"]?.array?.contains { $0["action"]?.string == "user.create" } == true,
      "\(audit.text)")
    #expect(try Self.ask(chief, "eraseUser", ["user": user]).status == 204)
    #expect(try Self.ask(chief, "listUsers").text.contains(user) == false)
  }
}
