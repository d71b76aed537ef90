import Foundation
import OctavoTestSupport
import Testing

@testable import OctavoService
@testable import OctavoStore

/// What an account may do, has, and takes with it.
@Suite("Accounts", .ownThreads)
struct AccountTests {
  @Test("a token is good until it is revoked, here at once and elsewhere within a moment")
  func authentication() async throws {
    let desk = try ServiceDesk()
    let made = try await desk.service.createToken(
      TokenRequest(user: desk.ann.user.text, label: "l", scopes: ["export"], days: 1),
      by: desk.admin)
    let caller = try await desk.service.authenticate(made.secret)
    #expect((caller.user, caller.scopes, caller.plan) == (desk.ann.user, [.export], "free"))
    let other = BookService(
      store: desk.store, policy: desk.service.policy, objects: desk.service.objects)
    #expect(try await other.authenticate(made.secret) == caller)
    desk.clock.advance(seconds: 86_400)
    #expect(
      await fault { _ = try await other.authenticate(made.secret) } == .unauthorized(.expired))
    _ = try await desk.service.revokeToken(made.token.id, by: desk.admin)
    #expect(
      await fault { _ = try await desk.service.authenticate(made.secret) }
        == .unauthorized(.revoked))
    desk.clock.advance(seconds: 0.2)
    #expect(
      await fault { _ = try await other.authenticate(made.secret) } == .unauthorized(.revoked))
    #expect(
      await fault { _ = try await other.authenticate(nil) } == .unauthorized(.missing))
    #expect(
      await fault { _ = try await other.authenticate("octavo_1") } == .unauthorized(.malformed))
    let forged = BearerSecret.generated().text
    #expect(
      await fault { _ = try await other.authenticate(forged) } == .unauthorized(.unknown))
  }

  @Test("limits and credits are the policy's")
  func limits() async throws {
    var policy = ServicePolicy()
    policy.limits.requestWindow = 0
    policy.limits.jobsAtOnce = 100
    policy.plans["free"]?.credits = 11
    let desk = try ServiceDesk(policy: policy)
    for _ in 0..<10 { _ = try await desk.service.initiate(ServiceDesk.request, by: desk.ann) }
    let found = await fault {
      _ = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    }
    guard case .limited(.ideationsPerHour, let wait) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    desk.clock.advance(seconds: Double(wait))
    _ = try await desk.service.initiate(ServiceDesk.request, by: desk.ann)
    #expect(
      await fault { _ = try await desk.service.initiate(ServiceDesk.request, by: desk.ann) }
        == .creditsExhausted(needed: 1, left: 0))
    let account = try await desk.service.account(by: desk.ann)
    #expect((account.creditsLeft, account.limits.jobsActive) == (0, 11))
    _ = try await desk.service.grantCredits(5, to: desk.ann.user, note: "", by: desk.admin)
    #expect(try await desk.service.account(by: desk.ann).creditsLeft == 5)
  }

  @Test("an account leaves as one archive and goes without a trace of another's")
  func accounts() async throws {
    let desk = try ServiceDesk()
    let project = try await desk.ideated()
    _ = try await desk.service.initiate(ServiceDesk.request, by: desk.bob)
    let archive = try await desk.service.archiveAccount(by: desk.ann)
    let listing = try Shell.run("python3", ["-m", "zipfile", "-l", archive.path])
    #expect(listing.out.contains("account.json"))
    #expect(listing.out.contains("octavo-project.json"))
    archive.discard()
    #expect(!FileManager.default.fileExists(atPath: archive.path))
    let own = try await desk.service.archive(project, by: desk.ann)
    #expect(own.bytes > 500)
    own.discard()
    try await desk.service.eraseAccount(by: desk.ann)
    #expect(try desk.store.projects.owner(of: project) == nil)
    #expect(try await desk.service.projects(PageRequest(), by: desk.bob).items.count == 1)
    #expect(try desk.store.check() == [])
  }
}
