import Foundation
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Users, their tokens, and what is kept of and for them.
@Suite("Access")
struct AccessTests {
  private static let hash = [UInt8](repeating: 7, count: 32)

  @Test("a token is found by its hash until it is revoked, and each change is counted")
  func tokens() throws {
    let test = try TestStore()
    let (store, tokens) = (test.store, test.store.tokens)
    let ann = try store.makeUser("ann")
    let epoch = try tokens.epoch()
    let token = try tokens.create(
      NewToken(
        user: ann, label: "desk", scopes: [.projectRead, .export],
        expires: test.clock.now.adding(milliseconds: 5)), hash: Self.hash)
    let bearer = try #require(try tokens.bearer(ofHash: Self.hash))
    #expect((bearer.token, bearer.role, bearer.plan) == (token, .user, "free"))
    #expect(bearer.token.scopes == [.projectRead, .export])
    #expect(try tokens.bearer(ofHash: [UInt8](repeating: 8, count: 32)) == nil)
    #expect(try tokens.epoch() == epoch)
    #expect(try tokens.revoke(token.id).revoked != nil)
    #expect(try tokens.epoch() > epoch)
    #expect(failure { _ = try tokens.revoke(TokenID("t0")) }?.code == "store.no-such-token")
    #expect(
      failure {
        _ = try tokens.create(NewToken(user: ann, label: "", scopes: []), hash: Self.hash)
      } != nil, "a secret is nobody else's")
  }

  @Test("a user goes with everything of theirs, and no other's is touched")
  func erases() async throws {
    let test = try TestStore()
    let store = test.store
    let secret = "a lone wolf's lighthouse"
    let (ann, bob) = (try store.makeUser("ann", credits: 9), try store.makeUser("bob", credits: 9))
    for user in [ann, bob] {
      var order = WorkOrder(
        user: user, author: AuditAuthor(user: user, token: nil),
        subject: .newProject(
          ProjectBrief(keyword: user == ann ? secret : "k", genre: "g", audienceLevel: "a"),
          budget: nil), kind: "ideation", action: "project.initiate")
      order.price = WorkOrder.Price(whole: 2)
      order.key = WorkOrder.Key("k", fingerprint: "f", window: 1000)
      _ = try await store.submit(order)
      _ = try store.tokens.create(
        NewToken(user: user, label: user == ann ? secret : "l", scopes: [.export]),
        hash: [UInt8](repeating: user == ann ? 1 : 2, count: 32))
    }
    try store.users.erase(ann, by: .service)
    #expect(store.emptyLog())
    #expect(try store.users.find(name: "ann") == nil)
    #expect(try store.projects.list(of: ann, limit: 5) == [])
    #expect(try store.jobs.list(JobListing(owner: ann)) == [])
    #expect(try store.events.after(0, of: ann) == [])
    #expect(try store.credits.entries(of: ann) == [])
    #expect(try store.tokens.list(of: ann) == [])
    #expect(try store.projects.list(of: bob, limit: 5).count == 1)
    #expect(try store.users.find(bob).credits == 7)
    #expect(try store.check() == [])
    let log = URL(filePath: store.path + "-wal")
    let bytes =
      try Data(contentsOf: URL(filePath: store.path)) + Data(contentsOf: log)
    #expect(bytes.firstRange(of: Data("lone wolf".utf8)) == nil)
    #expect(try store.auditLines().contains { $0.action == "user.erase" && $0.subject == ann.text })
    for builtIn in [UserID.local, .system] {
      #expect(
        failure { try store.users.erase(builtIn, by: .service) }?.code
          == "access.builtin-user")
    }
  }

  @Test("names of users are taken once")
  func names() throws {
    let test = try TestStore()
    _ = try test.store.makeUser("ann")
    #expect(failure { _ = try test.store.makeUser("ann") }?.code == "access.name-taken")
    #expect(try test.store.users.list().map(\.name) == ["ann", "local"])
  }

  @Test("feedback waits for a job, is that job's from then on, and is given to it again")
  func feedback() throws {
    let test = try TestStore()
    try test.outline()
    let chapter = try #require(try test.chapters().first)
    let said = test.store.feedback
    let subject = FeedbackEntry.Subject.chapter(chapter)
    #expect(try said.add(subject, of: .local, rating: 2, note: "too dry", by: .service))
    let bob = try test.store.makeUser("bob")
    #expect(try !said.add(subject, of: bob, rating: 2, note: "", by: .service))
    let (one, two) = (JobID("b1"), JobID("b2"))
    #expect(try said.take(subject, for: one).map(\.note) == ["too dry"])
    #expect(try said.take(subject, for: two) == [])
    #expect(try said.add(subject, of: .local, rating: 5, note: "", by: .service))
    #expect(try said.take(subject, for: one).map(\.rating) == [2, 5])
    #expect(try said.list(subject).map(\.rating) == [5, 2])
  }

  @Test("another process' change is noticed within a moment")
  func changesAreNoticed() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    let other = try Store.open(folder: folder.path)
    var count = await store.changes.wait(after: store.changes.count, milliseconds: 100)
    count = await store.changes.wait(after: count, milliseconds: 100)
    let quiet = await store.changes.wait(after: count, milliseconds: 50)
    #expect(quiet == count, "nothing happened")
    async let next = store.changes.wait(after: count, milliseconds: 20_000)
    _ = try other.makeUser("ann")
    #expect(await next > count)
  }

  @Test("who waits for a change waits no longer than asked, though the store cannot be opened yet")
  func changesOfNoStore() async throws {
    let folder = try TemporaryFolder()
    let changes = StoreChanges(path: folder.path + "/store/" + Store.fileName)
    let waiting = Task(executorPreference: ThreadExecutor.shared) {
      _ = await changes.wait(after: 0, milliseconds: 50)
      return Task.isCancelled
    }
    let guardian = Task(executorPreference: ThreadExecutor.shared) {
      try await Pause.wait(.seconds(20))
      waiting.cancel()
    }
    #expect(await !waiting.value)
    guardian.cancel()
    // Once it can be, its changes are told of.
    async let next = changes.wait(after: 0, milliseconds: 20_000)
    _ = try Store.open(folder: folder.path + "/store")
    #expect(await next > 0)
    changes.close()
  }
}
