import OctavoTestSupport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// Watchers see every event of theirs once, in order, however slow they are.
@Suite("Event feed")
struct FeedTests {
  private static func append(_ desk: borrowing ServiceDesk, _ count: Int, of user: UserID) throws {
    let project = try desk.store.projects.create(
      ProjectBrief(keyword: "k", genre: "g", audienceLevel: "a"), owner: user)
    for number in 0..<count {
      try desk.store.events.append(
        NewEvent("chapter.delta", data: #"{"n":\#(number)}"#), project: project)
    }
  }

  @Test("a watcher gets what comes, its own alone, in the wire's form")
  func watches() async throws {
    let desk = try ServiceDesk()
    let watch = try await desk.service.feed.subscribe(after: nil, by: desk.ann)
    try Self.append(desk, 3, of: desk.bob.user)
    try Self.append(desk, 2, of: desk.ann.user)
    var found: [FeedEvent] = []
    while found.count < 2 { found += try #require(try await watch.next()) }
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.user == desk.ann.user })
    let text = String(decoding: found[0].json, as: UTF8.self)
    #expect(text.hasPrefix(#"{"seq":\#(found[0].seq),"type":"chapter.delta","job_id":null,"#))
    #expect(text.hasSuffix(#""data":{"n":0}}"#))
    #expect(
      found[0].json == (try await desk.service.feed.history(after: 0, by: desk.ann))[0].json)
  }

  @Test("another process' events come too, and who was away resumes where it was")
  func resumes() async throws {
    let desk = try ServiceDesk()
    try Self.append(desk, 5, of: desk.ann.user)
    let before = try await desk.service.feed.history(after: 0, by: desk.ann)
    let watch = try await desk.service.feed.subscribe(after: before[1].seq, by: desk.ann)
    #expect(try await watch.next()?.map(\.seq) == before[2...].map(\.seq))
    let other = try Store.open(folder: desk.store.folder)
    let project = try #require(before.last?.project)
    async let next = watch.next()
    try other.events.append(NewEvent("job.state"), project: project)
    #expect(try await next?.map(\.type) == ["job.state"])
  }

  @Test("a watcher that falls far behind loses nothing")
  func slowWatcher() async throws {
    let desk = try ServiceDesk()
    let watch = try await desk.service.feed.subscribe(after: 0, by: desk.ann)
    let fast = try await desk.service.feed.subscribe(after: 0, by: desk.ann)
    try Self.append(desk, 6000, of: desk.ann.user)
    let all = try desk.store.events.after(0, of: desk.ann.user, limit: 10_000).map(\.seq)
    for reader in [fast, watch] {
      var found: [Int64] = []
      while found.count < all.count {
        found += try #require(try await reader.next(limit: 500)).map(\.seq)
      }
      #expect(found == all)
    }
  }

  @Test("filters hold, and closing ends every watch")
  func filters() async throws {
    let desk = try ServiceDesk()
    let made = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    _ = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    let feed = desk.service.feed
    let job = try await feed.history(after: 0, EventFilter(job: made.job), by: desk.ann)
    #expect(job.map(\.type) == ["job.state", "project_started"])
    let started = try await feed.history(
      after: 0, EventFilter(types: ["project_started"]), by: desk.ann)
    #expect(started.count == 2)
    let watch = try await feed.subscribe(after: nil, by: desk.ann)
    async let next = watch.next()
    feed.close()
    #expect(try await next == nil)
  }
}
