import Foundation
import OctavoBase
import OctavoGeneration
import OctavoModelServer
import OctavoObjects
import OctavoTestSupport
import OctavoTransport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// Workers: what goes wrong is tried again, given up with its reason, or stopped at once.
@Suite("Workers")
struct WorkerTests {
  /// A pipeline that asks the scripted server and gives up at once.
  private static func generation(_ server: ModelServer) -> GenerationPolicy {
    let defaults = [
      "tries: 1", "first-delay: 0", "first-byte-timeout: 60", "idle-timeout: 60",
    ]
    return PolicyReader.read(server.policy(defaults: defaults), name: "test", over: .builtIn)
      .value.policy
  }

  /// A server that answers at once until the flag is set, and then by and by.
  private static func server(slowOnce isSlow: Flag) throws -> ModelServer {
    var settings = ModelServer.Settings()
    settings.rule = { _, _ in isSlow.isSet ? .trickle(seconds: 0.1) : .normal }
    return try ModelServer(settings)
  }

  private static func desk(_ server: ModelServer) throws -> ServiceDesk {
    try ServiceDesk(provider: "scripted", generation: generation(server))
  }

  @Test("a provider that fails is asked again later, as late as it says; then its job is dead")
  func deadLetter() async throws {
    var settings = ModelServer.Settings()
    settings.rule = { _, _ in .status(429, retryAfter: "90") }
    let server = try ModelServer(settings)
    let desk = try Self.desk(server)
    let made = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    let before = try await desk.service.account(by: desk.ann).creditsLeft
    for attempt in 1...3 {
      try await desk.work()
      let job = try desk.store.jobs.find(made.job)
      #expect(job.attempts == attempt)
      #expect(job.error?.contains("provider.") == true, "\(job.error ?? "")")
      guard attempt < 3 else { break }
      #expect(job.state == .queued)
      #expect(job.runAt.since(desk.clock.now) >= 90_000)
      desk.clock.advance(seconds: 100)
    }
    let job = try await desk.service.job(made.job, by: desk.ann)
    #expect((job.state, job.isDeadLetter) == ("failed", true))
    #expect(try await desk.service.project(made.project, by: desk.ann).state == "failed")
    #expect(try await desk.service.account(by: desk.ann).creditsLeft == (before ?? 0) + 1)
    #expect(try desk.store.check() == [])
  }

  @Test("a running generation stops at its cancel, not at its answer's end, and its text is kept")
  func cancels() async throws {
    var settings = ModelServer.Settings()
    // An answer takes many minutes.
    settings.tokensPerSecond = 0.5
    settings.pieceTokens = 1
    let server = try ModelServer(settings)
    let desk = try Self.desk(server)
    let made = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    let worker = Worker(desk.workshop, lanes: 1)
    let working = Task { try await worker.run() }
    while try desk.store.answers.streamed(of: made.project) == 0 {
      try await Task.sleep(for: .milliseconds(10))
    }
    _ = try await desk.service.cancel(made.job, by: desk.ann)
    let end = ContinuousClock.now + .seconds(120)
    while try desk.store.leases.holder(of: made.project) != nil {
      try #require(ContinuousClock.now < end)
      try await Task.sleep(for: .milliseconds(5))
    }
    working.cancel()
    try await working.value
    #expect(try desk.store.jobs.find(made.job).state == .cancelled)
    #expect(try desk.store.answers.streamed(of: made.project) > 0)
    #expect(try await desk.service.project(made.project, by: desk.ann).state == "initiated")
    #expect(try await desk.service.account(by: desk.ann).creditsLeft == 1000)
    #expect(try desk.store.check() == [])
  }

  @Test("a written project stays written when writing a chapter anew is cancelled")
  func cancelledRewriting() async throws {
    let isSlow = Flag()
    let server = try Self.server(slowOnce: isSlow)
    let desk = try Self.desk(server)
    let (project, chapters) = try await desk.planned()
    for chapter in chapters {
      _ = try await desk.service.submitChapter(chapter, ChapterRequestBody(), by: desk.ann)
    }
    try await desk.work()
    #expect(try await desk.service.project(project, by: desk.ann).state == "written")
    isSlow.set()
    let again = try await desk.service.submitChapter(
      chapters[0], ChapterRequestBody(), by: desk.ann)
    try await desk.cancel(again.job, of: project) { try $0.leases.holder(of: project) != nil }
    #expect(try await desk.service.project(project, by: desk.ann).state == "written")
    let chapter = try await desk.service.chapter(chapters[0], by: desk.ann)
    #expect((chapter.version, chapter.status) == (1, "written"))
  }

  @Test(
    "other wishes than a cancelled attempt's begin the chapter anew; what people said is kept for it"
  )
  func otherWishes() async throws {
    let isSlow = Flag()
    let server = try Self.server(slowOnce: isSlow)
    let desk = try Self.desk(server)
    let (project, chapters) = try await desk.planned()
    try await desk.service.rate(
      chapter: chapters[0], FeedbackRequest(rating: 2, note: "more owls"), by: desk.ann)
    isSlow.set()
    let first = try await desk.service.submitChapter(
      chapters[0], ChapterRequestBody(instructions: "dry"), by: desk.ann)
    let before = try desk.store.answers.streamed(of: project)
    try await desk.cancel(first.job, of: project) {
      try $0.answers.streamed(of: project) > before
    }
    #expect(try await desk.service.chapter(chapters[0], by: desk.ann).status == "draft")
    let node = OctavoGeneration.NodeID(chapters[0].text)
    let book = try #require(try StoredBook(project, in: desk.store).book)
    #expect(book.regeneration(of: node).version == 1, "the same wishes go on")
    #expect(book.regeneration(of: node, instructions: "wet").version == 2)
    let second = try await desk.service.submitChapter(
      chapters[0], ChapterRequestBody(instructions: "wet"), by: desk.ann)
    let said = try desk.store.feedback.take(.chapter(chapters[0]), for: second.job)
    #expect(said.map(\.note) == ["more owls"])
  }

  @Test("a worker that is to stop gives its job back, and the next goes on with it")
  func hands() async throws {
    var settings = ModelServer.Settings()
    settings.tokensPerSecond = 400
    let server = try ModelServer(settings)
    let desk = try Self.desk(server)
    let made = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    let worker = Worker(desk.workshop, lanes: 2)
    let working = Task { try await worker.run() }
    while try desk.store.answers.streamed(of: made.project) == 0 {
      try await Task.sleep(for: .milliseconds(10))
    }
    working.cancel()
    try await working.value
    let job = try desk.store.jobs.find(made.job)
    #expect((job.state, job.attempts) == (.queued, 0))
    #expect(try desk.store.workers.alive() == [])
    try await desk.work()
    #expect(try desk.store.jobs.find(made.job).state == .succeeded)
  }

  @Test("a job whose project somebody holds waits without losing an attempt")
  func heldProjects() async throws {
    let desk = try ServiceDesk()
    let made = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    let lease = try desk.store.leases.take(made.project)
    try await desk.work()
    let job = try desk.store.jobs.find(made.job)
    #expect((job.state, job.attempts) == (.queued, 0))
    try desk.store.leases.release(lease)
    desk.clock.advance(seconds: 3)
    try await desk.work()
    #expect(try desk.store.jobs.find(made.job).state == .succeeded)
  }

  @Test("an attempt that died after its work was stored buys nothing again")
  func repeatedAttempts() async throws {
    let server = try ModelServer()
    let desk = try Self.desk(server)
    let (_, chapters) = try await desk.planned()
    let made = try await desk.service.submitChapter(
      chapters[0], ChapterRequestBody(), by: desk.ann)
    let limits = desk.service.policy.jobLimits
    let job = try #require(try desk.store.jobs.claim(worker: "dying", limits: limits))
    let pulse = JobPulse(desk.store, job, limits)
    let steps = Generating(desk.workshop, job, pulse)
    guard case .planned(let plan) = try await steps.chapter(.plan) else {
      Issue.record("no plan")
      return
    }
    #expect(try desk.store.jobs.keep(JobText.json(plan), of: job) == .held)
    _ = try await steps.chapter(.write(plan))
    let calls = server.ledger.calls
    desk.clock.advance(seconds: 40)
    try await desk.work()
    #expect(try desk.store.jobs.find(made.job).state == .succeeded)
    #expect(server.ledger.calls == calls)
    #expect(try desk.store.chapters.versions(chapters[0]).map(\.number) == [1])
  }

  @Test("a request that no worker can read is given up at once, with its reason")
  func unreadableRequests() async throws {
    let desk = try ServiceDesk()
    let project = try await desk.ideated()
    for kind in ["export", "webhook", "chapter", "outline", "nonsense"] {
      let job = try desk.store.jobs.enqueue(
        NewJob(owner: desk.ann.user, kind: kind, payload: "[]", project: project))
      try await desk.work()
      let ended = try desk.store.jobs.find(job.id)
      #expect((ended.state, ended.isDead, ended.attempts) == (.failed, true, 1), "\(kind)")
      #expect(ended.error?.contains("job.") == true, "\(ended.error ?? "")")
    }
  }

  @Test("webhooks are signed, tried again, and given up where they lead elsewhere")
  func webhooks() async throws {
    var policy = ServiceDesk.roomy
    policy.webhooks.hosts = ["127.0.0.1"]
    policy.webhooks.allowsPlainHTTP = true
    policy.webhooks.allowsPrivateAddresses = true
    let desk = try ServiceDesk(policy: policy)
    let good = try WebhookReceiver(["503", "429\r\nretry-after: 7"])
    let moved = try WebhookReceiver(["302\r\nlocation: \(good.address)"])
    let hook = try await desk.service.createWebhook(
      WebhookRequest(url: good.address, events: ["project_started"]), by: desk.admin)
    _ = try await desk.service.createWebhook(
      WebhookRequest(url: moved.address, events: ["project_started"]), by: desk.admin)
    _ = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    #expect(try desk.store.webhooks.dispatch { EventJSON.text($0) } == 2)
    for _ in 0..<4 {
      try await desk.work()
      desk.clock.advance(seconds: 30)
    }
    #expect(good.deliveries.count == 3)
    #expect(moved.deliveries.count == 1)
    let last = try #require(good.deliveries.last)
    #expect(Set(good.deliveries.map { $0.headers["octavo-delivery"] }).count == 1)
    let secret = try #require(Secret(hook.secret))
    let time = try #require(last.headers["octavo-timestamp"])
    #expect(
      WebhookSignature(secrets: [secret]).accepts(
        body: last.body, timestamp: time, signature: last.headers["octavo-signature"] ?? "",
        now: Int(time) ?? 0))
    #expect(String(decoding: last.body, as: UTF8.self).contains(#""type":"project_started""#))
    let shown = try await desk.service.webhooks(by: desk.admin)
    #expect(shown.map(\.pending) == [0, 0])
    #expect(shown.map(\.failed) == [0, 1])
  }

  @Test("addresses of this machine are refused unless the policy allows them")
  func privateAddresses() async throws {
    var policy = ServiceDesk.roomy
    policy.webhooks.hosts = ["127.0.0.1", "localhost"]
    policy.webhooks.allowsPlainHTTP = true
    let desk = try ServiceDesk(policy: policy)
    let receiver = try WebhookReceiver()
    for host in ["127.0.0.1", "localhost"] {
      _ = try await desk.service.createWebhook(
        WebhookRequest(
          url: receiver.address.replacing("127.0.0.1", with: host), events: ["project_started"]),
        by: desk.admin)
    }
    _ = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    _ = try desk.store.webhooks.dispatch { EventJSON.text($0) }
    for _ in 0..<10 {
      try await desk.work()
      desk.clock.advance(seconds: 600)
    }
    #expect(receiver.deliveries.isEmpty)
    #expect(try await desk.service.webhooks(by: desk.admin).map(\.failed) == [1, 1])
    let refused = await fault {
      _ = try await desk.service.createWebhook(
        WebhookRequest(url: "http://10.0.0.1/"), by: desk.admin)
    }
    guard case .invalid = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
  }

  @Test("the sweep forgets what has had its time, gives the month's credits, and comes again")
  func sweeps() async throws {
    let desk = try ServiceDesk()
    let (project, chapters) = try await desk.planned()
    _ = try await desk.service.submitChapter(chapters[0], ChapterRequestBody(), by: desk.ann)
    let export = try await desk.service.submitExport(
      project, ExportRequest(formats: ["pdf"], template: "standard"), by: desk.ann)
    try await desk.work()
    let key = try #require(try desk.store.artifacts.list(of: export.job).first?.key)
    let object = try ObjectKey(key)
    #expect(try await desk.service.objects.head(object) != nil)
    desk.clock.advance(seconds: 32 * 86_400)
    let left = try #require(try desk.store.users.find(desk.ann.user).credits)
    #expect(try desk.store.jobs.ensure(NewJob(owner: .system, kind: "sweep")) != nil)
    #expect(try desk.store.jobs.ensure(NewJob(owner: .system, kind: "sweep")) == nil)
    try await desk.work()
    #expect(try await desk.service.objects.head(object) == nil)
    #expect(try desk.store.jobs.list(JobListing(owner: desk.ann.user)) == [])
    #expect(try desk.store.users.find(desk.ann.user).credits == left + 1000)
    #expect(try await desk.service.project(project, by: desk.ann).chaptersWritten == 1)
    #expect(try desk.store.check() == [])
  }
}
