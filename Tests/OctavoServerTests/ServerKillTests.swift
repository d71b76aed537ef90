import Foundation
import OctavoBase
import OctavoGeneration
import OctavoJSON
import OctavoModelServer
import OctavoObjects
import OctavoTestSupport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// The accepting process and a worker beside it killed without warning, again and again, while clients
/// hand in work, wait for it and watch.
@Suite("Killed servers", .serialized, .ownThreads)
struct ServerKillTests {
  @Test("after kills under load no job is lost or made twice, all is paid once, and events go on")
  func some() throws {
    let siege = try ServerSiege(kills: 8, seed: 5)
    #expect(try siege.run() >= 4)
  }

  @Test(
    "the same over hundreds of kills",
    .enabled(if: ProcessInfo.processInfo.environment["OCTAVO_SLOW"] == "1", "OCTAVO_SLOW=1"))
  func many() throws {
    var kills = 0
    for seed in 1...40 as ClosedRange<UInt64> where kills < 220 {
      kills += try ServerSiege(kills: 25, seed: seed).run()
    }
    #expect(kills >= 200)
  }
}

/// `octavo serve` on a port that stays the same, and `octavo worker` beside it.
private final class ServerSiege {
  private let most: Int
  private var random: SeededGenerator
  private let folder: TemporaryFolder
  private let model: ModelServer
  private let store: Store
  private let user: UserID
  private let client: TestClient
  private var server: RunningProgram?
  private var worker: RunningProgram?

  private static let books = 3

  init(kills: Int, seed: UInt64) throws {
    most = kills
    random = SeededGenerator(seed: seed)
    var settings = ModelServer.Settings()
    settings.tokensPerSecond = 2500
    let model = try ModelServer(settings)
    let folder = try TemporaryFolder()
    let text = Self.policy(model)
    try folder.write(text, to: "policy.yaml")
    try folder.write("policy: policy.yaml\nprovider: scripted\nworkers: 2\n", to: "octavo.yaml")
    store = try Store.open(folder: folder.path + "/octavo-store")
    let policy = ServicePolicy.read(text, name: "policy").value.settings
    user = try store.users.create(policy.newUser("ann", role: .user, plan: nil, at: store.now)).id
    let made = try TokenMaker(store).make(
      OctavoStore.NewToken(
        user: user, label: "siege", scopes: [.projectRead, .projectWrite, .export]))
    client = TestClient(port: try Self.freePort(), token: made.secret)
    self.folder = folder
    self.model = model
  }

  private static func policy(_ model: ModelServer) -> String {
    model.policy(
      defaults: [
        "first-delay: 0.01", "longest-delay: 0.05", "first-byte-timeout: 10", "idle-timeout: 10",
      ],
      groups: [
        "limits: {ideations-per-hour: 1000, jobs-at-once: 1000, running-at-once: 6}",
        "jobs: {tries: 20, first-delay: 0.05, postponement: 0.1}",
      ])
  }

  /// A port that nobody listens at: every start takes the same one.
  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw TestConnection.Broken(description: "no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  // MARK: The siege

  /// Kills until all books are exported, and as often as asked; how often it was.
  func run() throws -> Int {
    try start()
    let clients = (1...Self.books).map { SiegeClient(client, number: $0) }
    let watcher = SiegeWatcher(client)
    for client in clients { client.start() }
    watcher.start()
    var kills = 0
    while kills < most, clients.contains(where: { !$0.isDone }) {
      Thread.sleep(forTimeInterval: Double.random(in: 0.15...1.1, using: &random))
      let victim = Int.random(in: 0..<3, using: &random) == 0 ? worker : server
      #expect(victim?.end(by: SIGKILL) != false, "a killed process does not end")
      kills += 1
      try start()
    }
    let jobs = try clients.flatMap { try $0.jobs() }
    try check(jobs)
    let stored = try store.events.after(0, of: user, limit: 1_000_000).map(\.seq)
    #expect(watcher.seqs(until: stored.last ?? 0) == stored, "every event once, in order")
    for program in [server, worker] {
      #expect(program?.end(by: SIGTERM) != false, "a program asked to end does not")
    }
    return kills
  }

  /// Starts what does not run.
  private func start() throws {
    if server?.isGone ?? true {
      server = try RunningProgram(
        ["serve", "--port", String(client.port), "--log", "none"], folder: folder.url)
    }
    if worker?.isGone ?? true {
      worker = try RunningProgram(["worker", "--lanes", "2"], folder: folder.url)
    }
  }

  // MARK: What must hold

  private func check(_ jobs: [String]) throws {
    #expect(jobs.count == Self.books * 7)
    let all = try store.jobs.list(JobListing(owner: user, limit: 1000))
    #expect(Set(all.map(\.id.text)) == Set(jobs), "no job lost, none made twice")
    for job in all { #expect(job.state == .succeeded, "\(job.kind): \(job.error ?? "")") }
    let entries = try store.credits.entries(of: user, limit: 10_000)
    for job in all {
      let kinds = entries.filter { $0.job == job.id }.map(\.kind)
      #expect(kinds.sorted { $0.rawValue < $1.rawValue } == [.reserve, .settle])
    }
    #expect(entries.map(\.amount).reduce(0, +) == (try store.users.find(user)).credits)
    #expect(try store.check().filter { $0.severity == .error } == [])
    var keys: Set<String> = []
    for job in all where job.kind == "export" {
      let files = try store.artifacts.list(of: job.id)
      #expect(files.count == 2, "a file and its report")
      keys.formUnion(files.map(\.key))
    }
    #expect(try objects() == keys)
    for project in try store.projects.list(of: user, limit: 100) {
      for chapter in try store.chapters.list(project.project.id) {
        #expect(try store.chapters.versions(chapter.id).map(\.number) == [1])
      }
    }
  }

  /// The files in the object store, by their keys.
  private func objects() throws -> Set<String> {
    let base = folder.url.appending(path: "octavo-objects/exports")
    let names =
      FileManager.default.enumerator(atPath: base.path(percentEncoded: false))?
      .compactMap { $0 as? String } ?? []
    let endings = [".pdf", ".epub", ".json"]
    return Set(
      names.filter { name in endings.contains { name.hasSuffix($0) } }.map { "exports/" + $0 })
  }
}

/// A client that makes one book, and asks again whatever happens to its requests.
///
/// A class because it owns a thread; its results are read once the thread has ended.
private final class SiegeClient: @unchecked Sendable {
  private let client: TestClient
  private let number: Int
  private let ended = DispatchSemaphore(value: 0)
  private let lock = NSLock()
  private var made: [String] = []
  private var failure: (any Error)?
  private var hasEnded = false

  init(_ client: TestClient, number: Int) {
    self.client = client
    self.number = number
  }

  var isDone: Bool { lock.withLock { hasEnded } }

  func start() {
    let thread = Thread { [self] in
      do { try makeBook() } catch { lock.withLock { failure = error } }
      lock.withLock { hasEnded = true }
      ended.signal()
    }
    thread.start()
  }

  /// Its jobs, once the book is made.
  func jobs() throws -> [String] {
    #expect(ended.wait(timeout: .now() + 300) == .success, "book \(number) is not made")
    return try lock.withLock {
      if let failure { throw failure }
      return made
    }
  }

  private func makeBook() throws {
    let begun = try hand(
      in: "/api/v1/projects/initiate",
      ["keyword": .string("tides \(number)"), "genre": "guide", "audience_level": "all"], "begin")
    let project = begun["project_id"]?.string ?? ""
    try wait(for: begun)
    let concepts = try insist("GET", "/api/v1/projects/\(project)/concepts").json
    let concept = concepts["concepts"]?[0]?["id"]?.string ?? ""
    let plan = try hand(
      in: "/api/v1/projects/\(project)/toc",
      ["concept_id": .string(concept), "chapters": 3, "words": 1500], "plan")
    try wait(for: plan)
    let toc = try insist("GET", "/api/v1/projects/\(project)/toc").json
    let chapters = toc["parts"]?.array?.flatMap { $0["chapters"]?.array ?? [] } ?? []
    var jobs: [JSONValue] = []
    for chapter in chapters.compactMap({ $0["id"]?.string }) {
      jobs.append(try hand(in: "/api/v1/chapters/\(chapter)/generate", [:], "chapter-\(chapter)"))
    }
    for format in ["pdf", "epub"] {
      jobs.append(
        try hand(
          in: "/api/v1/projects/\(project)/export",
          ["formats": [.string(format)], "template": "standard"], "export-\(format)"))
    }
    for job in jobs { try wait(for: job) }
  }

  /// Hands work in under a key of its own.
  private func hand(in path: String, _ body: JSONValue, _ key: String) throws -> JSONValue {
    let answer = try insist("POST", path, body, ["Idempotency-Key": "\(number)-\(key)"])
    lock.withLock { made.append(answer.json["job_id"]?.string ?? "") }
    return answer.json
  }

  private func wait(for work: JSONValue) throws {
    let path = "/api/v1/jobs/\(work["job_id"]?.string ?? "")"
    while true {
      switch try insist("GET", path).json["state"]?.string {
      case "succeeded": return
      case "queued", "running": Thread.sleep(forTimeInterval: 0.05)
      case let state: throw TestConnection.Broken(description: "\(path) is \(state ?? "nothing")")
      }
    }
  }

  /// Asks until there is an answer that is no “later”.
  private func insist(
    _ method: String, _ path: String, _ body: JSONValue? = nil, _ headers: [String: String] = [:]
  ) throws -> TestAnswer {
    for _ in 0..<3000 {
      if let answer = try? client.ask(method, path, body, headers: headers) {
        switch answer.status {
        case 200..<300: return answer
        case 429, 503: break
        default: throw TestConnection.Broken(description: "\(answer.status) \(answer.text)")
        }
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw TestConnection.Broken(description: "no answer to \(method) \(path)")
  }
}

/// A client that watches over a WebSocket and goes on after the last event whenever that breaks.
///
/// A class because it owns a thread, and the numbers that it heard, under a lock.
private final class SiegeWatcher: @unchecked Sendable {
  private let client: TestClient
  private let lock = NSLock()
  private var heard: [Int64] = []
  private var isStopped = false

  init(_ client: TestClient) { self.client = client }

  func start() { Thread { [self] in while !stopped { try? watch() } }.start() }

  private var stopped: Bool { lock.withLock { isStopped } }

  private func watch() throws {
    let last = lock.withLock { heard.last ?? 0 }
    Thread.sleep(forTimeInterval: 0.02)
    let socket = try SocketTests.Socket(client, "?since=\(last)")
    while !stopped {
      let frame = try socket.frame()
      guard frame.opcode == 1 else {
        if frame.opcode == 8 { return }
        continue
      }
      guard let seq = frame.json["seq"]?.integer else { continue }
      lock.withLock { heard.append(Int64(seq)) }
    }
  }

  /// All numbers in the order in which they came, once the last one of the user's is there.
  func seqs(until last: Int64) -> [Int64] {
    for _ in 0..<200 where lock.withLock({ (heard.last ?? 0) < last }) {
      Thread.sleep(forTimeInterval: 0.05)
    }
    return lock.withLock {
      isStopped = true
      return heard
    }
  }
}
