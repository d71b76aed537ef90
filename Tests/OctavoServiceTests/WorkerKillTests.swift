import Foundation
import OctavoBase
import OctavoGeneration
import OctavoModelServer
import OctavoObjects
import OctavoTestSupport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// Workers killed without warning, again and again, while users hand in work.
@Suite("Killed workers", .ownThreads)
struct WorkerKillTests {
  @Test("after kills under load no job is lost or charged twice, and events go on in order")
  func some() async throws { #expect(try await Siege(kills: 8, seed: 3).run() > 3) }

  @Test(
    "the same over hundreds of kills",
    .enabled(if: ProcessInfo.processInfo.environment["OCTAVO_SLOW"] == "1", "OCTAVO_SLOW=1"))
  func many() async throws {
    var kills = 0
    // How often one siege kills depends on how fast its work is done.
    for seed in 1...20 as ClosedRange<UInt64> where kills < 200 {
      kills += try await Siege(kills: 25, seed: seed).run()
    }
    #expect(kills >= 200)
  }
}

/// A store that two worker processes work on while they are killed in turn.
private final class Siege {
  private let most: Int
  private var random: SeededGenerator
  private let folder: TemporaryFolder
  private let server: ModelServer
  private let store: Store
  private let service: BookService
  private let caller: Caller
  private var workers: [RunningProgram] = []

  private static let books = 3

  init(kills: Int, seed: UInt64) throws {
    most = kills
    random = SeededGenerator(seed: seed)
    var settings = ModelServer.Settings()
    settings.tokensPerSecond = 2500
    let server = try ModelServer(settings)
    let folder = try TemporaryFolder()
    try folder.write(Self.policyText(server), to: "policy.yaml")
    try folder.write(
      "store: store\nobjects: objects\npolicy: policy.yaml\nprovider: scripted\nworkers: 3\n",
      to: "octavo.yaml")
    store = try Store.open(folder: folder.path + "/store")
    let policy = ServicePolicy.read(Self.policyText(server), name: "policy").value.settings
    let user = try store.users.create(
      policy.newUser("ann", role: .user, plan: nil, at: store.now))
    caller = Caller(
      user: user.id, token: TokenID("t"), role: .user,
      scopes: [.projectRead, .projectWrite, .export], plan: "free")
    service = BookService(
      store: store, policy: policy,
      objects: try LocalObjectStore(
        folder: folder.path + "/objects", publicURL: "http://127.0.0.1:1",
        now: { Int(Moment.ofTheMachine.milliseconds / 1000) }))
    self.folder = folder
    self.server = server
  }

  private static func policyText(_ server: ModelServer) -> String {
    server.policy(
      defaults: [
        "first-delay: 0.01", "longest-delay: 0.05", "first-byte-timeout: 10", "idle-timeout: 10",
      ],
      groups: [
        "limits: {ideations-per-hour: 1000, jobs-at-once: 1000, running-at-once: 6, request-window: 0}",
        "jobs: {tries: 20, first-delay: 0.05, postponement: 0.1}",
      ])
  }

  /// Kills workers until all books are exported, and as often as asked; how often it was.
  func run() async throws -> Int {
    let watch = try await service.feed.subscribe(after: 0, by: caller)
    let listening = Task { try await SiegeClient.listen(watch) }
    let (service, caller) = (service, caller)
    let books = Task { try await SiegeClient.makeBooks(service, caller) }
    for _ in 0..<2 { try start() }
    let kills = try await killUntilDone(books)
    let jobs = try await books.value
    for worker in workers { worker.send(SIGTERM) }
    for worker in workers { #expect(worker.waitForEnd(), "a worker does not end") }
    try await check(jobs)
    try await check(events: listening)
    return kills
  }

  private func killUntilDone(_ books: Task<[JobID], any Error>) async throws -> Int {
    let isDone = Flag()
    Task {
      _ = try? await books.value
      isDone.set()
    }
    var kills = 0
    while kills < most, !isDone.isSet {
      try await Task.sleep(for: .milliseconds(Int.random(in: 100...900, using: &random)))
      let place = Int.random(in: 0..<workers.count, using: &random)
      #expect(workers.remove(at: place).end(by: SIGKILL))
      kills += 1
      try start()
    }
    return kills
  }

  private func start() throws {
    workers.append(try RunningProgram(["worker"], folder: folder.url))
  }

  private func check(_ jobs: [JobID]) async throws {
    #expect(jobs.count == Self.books * 7)
    let all = try store.jobs.list(JobListing(owner: caller.user, limit: 1000))
    #expect(Set(all.map(\.id)) == Set(jobs), "no job lost, none made twice")
    for job in all {
      #expect(job.state == .succeeded, "\(job.kind): \(job.error ?? "")")
    }
    let entries = try store.credits.entries(of: caller.user, limit: 10_000)
    for job in jobs {
      let kinds = entries.filter { $0.job == job }.map(\.kind)
      #expect(kinds.sorted { $0.rawValue < $1.rawValue } == [.reserve, .settle])
    }
    #expect(try store.check().filter { $0.severity == .error } == [])
    var keys: Set<String> = []
    for job in all where job.kind == "export" {
      let files = try store.artifacts.list(of: job.id)
      #expect(files.count == 2, "a file and its report")
      keys.formUnion(files.map(\.key))
    }
    var objects: [String] = []
    try await service.objects.list(below: .all) { listed in objects += listed.map(\.key.text) }
    #expect(Set(objects) == keys)
    #expect(objects.count == keys.count)
    for project in try store.projects.list(of: caller.user, limit: 100) {
      for chapter in try store.chapters.list(project.project.id) {
        #expect(try store.chapters.versions(chapter.id).map(\.number) == [1])
      }
    }
  }

  /// Every event once, in order; every job's states as the machine allows.
  private func check(events listening: Task<[SiegeClient.Heard], any Error>) async throws {
    // All of it is there: the last ones may be on their way for a moment.
    let last = try store.events.last()
    try store.events.append(NewEvent("end"), project: store.projects.list().first?.project.id)
    let heard = try await listening.value
    let stored = try store.events.after(0, of: caller.user, limit: 1_000_000)
    #expect(heard.last.map { $0.seq > last } == true)
    #expect(heard.map(\.seq) == stored.map(\.seq))
    let allowed: [String: Set<String>] = [
      "": ["queued"], "queued": ["running"], "running": ["queued", "succeeded"],
    ]
    var states: [String: String] = [:]
    for event in heard where event.type == "job.state" {
      let before = states[event.job] ?? ""
      #expect(allowed[before]?.contains(event.state) == true, "\(before) → \(event.state)")
      states[event.job] = event.state
    }
    #expect(states.values.allSatisfy { $0 == "succeeded" })
  }
}

/// What clients do and hear while workers are killed.
private enum SiegeClient {
  static func makeBooks(
    _ service: BookService, _ caller: Caller
  ) async throws -> [JobID] {
    async let first = makeBook(1, service, caller)
    async let second = makeBook(2, service, caller)
    async let third = makeBook(3, service, caller)
    return try await first + second + third
  }

  /// From a keyword to an exported book, as a client would; its jobs.
  static func makeBook(
    _ number: Int, _ service: BookService, _ caller: Caller
  ) async throws -> [JobID] {
    func ended(_ job: JobID) async throws -> JobAnswer {
      while true {
        let answer = try await service.wait(for: job, seconds: 30, by: caller)
        if answer.hasEnded { return answer }
      }
    }
    let made = try await service.initiate(
      InitiateRequest(keyword: "tides \(number)", genre: "guide", audienceLevel: "all"),
      key: "book-\(number)", by: caller)
    #expect(try await ended(made.job).state == "succeeded")
    let concept = try await service.concepts(made.project, by: caller)[0].id
    let outline = try await service.submitOutline(
      made.project, OutlineRequest(conceptID: concept.text, chapters: 3, words: 1500), by: caller)
    #expect(try await ended(outline.job).state == "succeeded")
    var jobs = [made.job, outline.job]
    let plan = try await service.outline(made.project, by: caller)
    for chapter in plan.parts.flatMap(\.chapters).compactMap(\.id) {
      jobs.append(
        try await service.submitChapter(
          OctavoStore.NodeID(chapter), ChapterRequestBody(), by: caller
        ).job)
    }
    for format in ["pdf", "epub"] {
      jobs.append(
        try await service.submitExport(
          made.project, ExportRequest(formats: [format], template: "standard"), by: caller
        ).job)
    }
    for job in jobs { _ = try await ended(job) }
    return jobs
  }

  struct Heard: Sendable {
    let seq: Int64
    let type: String
    let job: String
    let state: String
  }

  static func listen(_ watch: EventSubscription) async throws -> [Heard] {
    struct Wire: Decodable {
      struct State: Decodable { let state: String? }
      let data: State
    }
    var heard: [Heard] = []
    while let events = try await watch.next() {
      for event in events {
        let text = String(decoding: event.json, as: UTF8.self)
        let state = try? WireJSON.read(Wire.self, from: text).data.state
        heard.append(
          Heard(
            seq: event.seq, type: event.type, job: event.job?.text ?? "", state: state ?? ""))
        if event.type == "end" { return heard }
      }
    }
    return heard
  }
}
