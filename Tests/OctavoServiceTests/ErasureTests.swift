import OctavoObjects
import OctavoTestSupport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// What is left of what a user had erased, and of work that came to nothing: no more than must be.
@Suite("Erasure")
struct ErasureTests {
  private static var policy: ServicePolicy {
    var policy = ServiceDesk.roomy
    policy.webhooks.hosts = ["hooks.example"]
    policy.webhooks.tries = 2
    policy.limits.requestWindow = 10
    return policy
  }

  private func exported(_ desk: borrowing ServiceDesk) async throws -> (ProjectID, ObjectKey) {
    let (project, chapters) = try await desk.planned()
    _ = try await desk.service.submitChapter(chapters[0], ChapterRequestBody(), by: desk.ann)
    let export = try await desk.service.submitExport(
      project, ExportRequest(formats: ["pdf"], template: "standard"), by: desk.ann)
    try await desk.work()
    let key = try #require(try desk.store.artifacts.list(of: export.job).first?.key)
    return (project, try ObjectKey(key))
  }

  @Test(
    "files and what webhooks were told go at once, of a project and of a user",
    arguments: [
      false, true,
    ])
  func everything(_ isWhole: Bool) async throws {
    let desk = try ServiceDesk(policy: Self.policy)
    _ = try await desk.service.createWebhook(
      WebhookRequest(url: "https://hooks.example/a"), by: desk.admin)
    let (project, key) = try await exported(desk)
    // A sweep that is hours away.
    var sweep = NewJob(owner: .system, kind: "sweep")
    sweep.delay = 6 * 3_600_000
    try desk.store.jobs.ensure(sweep)
    #expect(try desk.store.webhooks.dispatch(tries: 2) { EventJSON.text($0) } > 3)
    #expect(try desk.store.webhooks.list()[0].pending > 3)
    #expect(try await desk.service.objects.head(key) != nil)
    if isWhole {
      try await desk.service.eraseAccount(by: desk.ann)
    } else {
      try await desk.service.erase(project, by: desk.ann)
    }
    #expect(try desk.store.webhooks.list()[0].pending == 0)
    try await desk.work()
    #expect(try await desk.service.objects.head(key) == nil)
    #expect(try desk.store.check() == [])
  }

  @Test("a delivery is tried as often as the policy says")
  func tries() async throws {
    let desk = try ServiceDesk(policy: Self.policy)
    _ = try await desk.service.createWebhook(
      WebhookRequest(url: "https://hooks.example/a", events: ["project_started"]), by: desk.admin)
    _ = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    let worker = Task { [shop = desk.workshop] in try await Worker(shop, lanes: 1).run() }
    var jobs: [Job] = []
    while jobs.isEmpty {
      try await Task.sleep(for: .milliseconds(20))
      jobs = try desk.store.jobs.list().filter { $0.kind == "webhook" }
    }
    worker.cancel()
    _ = await worker.result
    #expect(jobs.map(\.maxAttempts) == [2])
  }

  @Test(
    "the same request soon after is the same, unless what it began is erased or came to nothing")
  func repeats() async throws {
    let desk = try ServiceDesk(policy: Self.policy)
    let first = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    #expect(try await desk.service.initiate(ServiceDesk.request, by: desk.ann).job == first.job)
    _ = try await desk.service.cancel(first.job, by: desk.ann)
    let second = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    #expect(second.job != first.job)
    #expect(!second.isReplay)
    try await desk.service.erase(second.project, by: desk.ann)
    let third = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    #expect(third.project != second.project)
    try await desk.work()
    #expect(try await desk.service.initiate(ServiceDesk.request, by: desk.ann).isReplay)
    // A key that the client chose makes one job, whatever became of it.
    let named = try await desk.service.initiate(ServiceDesk.request, key: "k", by: desk.ann)
    _ = try await desk.service.cancel(named.job, by: desk.ann)
    #expect(
      try await desk.service.initiate(ServiceDesk.request, key: "k", by: desk.ann).job == named.job)
    try await desk.service.erase(named.project, by: desk.ann)
    #expect(
      try await desk.service.initiate(ServiceDesk.request, key: "k", by: desk.ann).job == named.job)
  }

  @Test("what a monitor counts never goes down")
  func totals() async throws {
    let desk = try ServiceDesk(policy: Self.policy)
    let (project, _) = try await exported(desk)
    let cancelled = try await desk.service.initiate(ServiceDesk.request, key: "c", by: desk.ann)
    _ = try await desk.service.cancel(cancelled.job, by: desk.ann)
    func kinds() async throws -> [String: [Int]] {
      let found = try await desk.service.statistics().kinds
      return Dictionary(
        uniqueKeysWithValues: found.filter { $0.kind != "sweep" }.map {
          ($0.kind, [$0.queued, $0.running, $0.succeeded, $0.failed, $0.cancelled])
        })
    }
    let before = try await kinds()
    #expect(
      before == [
        "ideation": [0, 0, 1, 0, 1], "outline": [0, 0, 1, 0, 0], "chapter": [0, 0, 1, 0, 0],
        "export": [0, 0, 1, 0, 0],
      ])
    let models = try await desk.service.statistics().models
    #expect(models.map(\.calls).reduce(0, +) > 3)
    #expect(models.map(\.tokensOut).reduce(0, +) > 0)
    try await desk.service.erase(project, by: desk.ann)
    desk.clock.advance(seconds: 40 * 86_400)
    try await desk.work()
    #expect(try desk.store.jobs.list(JobListing(owner: desk.ann.user)) == [])
    #expect(try await kinds() == before)
    #expect(try await desk.service.statistics().models == models)
  }
}
