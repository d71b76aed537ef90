import Foundation
import OctavoGeneration
import OctavoObjects
import OctavoTestSupport
import Synchronization

@testable import OctavoService
@testable import OctavoStore

/// A clock that moves when it is told to.
final class ServiceClock: Sendable {
  private let state = Mutex<Int64>(1_800_000_000_000)

  var now: Moment { Moment(milliseconds: state.withLock { $0 }) }
  func advance(seconds: Double) { state.withLock { $0 += Int64(seconds * 1000) } }
}

/// A service in a folder of its own, with two users and jobs that are done when they are told to.
struct ServiceDesk: ~Copyable {
  let folder: TemporaryFolder
  let clock: ServiceClock
  let store: Store
  let service: BookService
  let workshop: Workshop
  let ann: Caller
  let bob: Caller
  let admin: Caller

  /// - Parameters:
  ///   - provider: whom jobs ask.
  ///   - generation: the pipeline's policy.
  init(
    policy: ServicePolicy = ServiceDesk.roomy, provider: String = "rehearsal",
    generation: GenerationPolicy = .builtIn, objects: (any ObjectStore)? = nil
  ) throws {
    let folder = try TemporaryFolder()
    let clock = ServiceClock()
    let store = try Store.open(
      folder: folder.path + "/store", environment: StoreEnvironment(now: { clock.now }))
    let objects =
      try objects
      ?? LocalObjectStore(
        folder: folder.path + "/objects", publicURL: "http://127.0.0.1:1",
        now: { Int(clock.now.milliseconds / 1000) })
    let root = Repository.root.path(percentEncoded: false)
    let runner = ProjectRunner(
      store: store, policy: try generation.using(provider: provider), environment: [:],
      prompts: try PromptLibrary(folder: root + "/Templates/prompts"), watch: NoWatch())
    let workshop = Workshop(
      store: store, policy: policy, objects: objects, runner: runner,
      resources: (root + "/Fonts", root + "/Templates"))
    let ann = try Self.caller("ann", .user, [.projectRead, .projectWrite, .export], store, policy)
    let bob = try Self.caller("bob", .user, [.projectRead, .projectWrite, .export], store, policy)
    let admin = try Self.caller("root", .admin, [.admin], store, policy)
    service = BookService(store: store, policy: policy, objects: objects)
    self.workshop = workshop
    (self.ann, self.bob, self.admin) = (ann, bob, admin)
    self.folder = folder
    self.clock = clock
    self.store = store
  }

  /// Limits that no test meets by accident.
  static var roomy: ServicePolicy {
    var policy = ServicePolicy()
    policy.limits.ideationsPerHour = 1000
    policy.limits.jobsAtOnce = 100
    policy.limits.requestWindow = 0
    policy.plans["free"]?.credits = 1000
    return policy
  }

  private static func caller(
    _ name: String, _ role: User.Role, _ scopes: Set<Scope>, _ store: Store,
    _ policy: ServicePolicy
  ) throws -> Caller {
    let user = try store.users.create(
      policy.newUser(name, role: role, plan: nil, at: store.now))
    let token = try TokenMaker(store).make(
      OctavoStore.NewToken(user: user.id, label: name, scopes: scopes))
    return Caller(
      user: user.id, token: token.token.id, role: role, scopes: scopes, plan: user.plan)
  }

  static let request = InitiateRequest(
    keyword: "tides", genre: "guide", audienceLevel: "beginners")

  /// Does everything that is due.
  func work() async throws { try await Worker(workshop, lanes: 1).drain() }

  /// Has a worker begin what is due, cancels a job as soon as it is under way, and comes back when the
  /// worker has stopped.
  func cancel(
    _ job: JobID, of project: ProjectID, once isUnderWay: (Store) throws -> Bool
  ) async throws {
    let worker = Worker(workshop, lanes: 1)
    let working = Task { try await worker.run() }
    while try !isUnderWay(store) { try await Task.sleep(for: .milliseconds(5)) }
    _ = try await service.cancel(job, by: ann)
    while try store.leases.holder(of: project) != nil {
      try await Task.sleep(for: .milliseconds(5))
    }
    working.cancel()
    try await working.value
  }

  /// A project with concepts.
  func ideated() async throws -> ProjectID {
    let made = try await service.initiate(Self.request, by: ann)
    try await work()
    return made.project
  }

  /// A project with a plan of two chapters.
  func planned() async throws -> (project: ProjectID, chapters: [OctavoStore.NodeID]) {
    let id = try await ideated()
    let concept = try await service.concepts(id, by: ann)[0]
    _ = try await service.submitOutline(
      id, OutlineRequest(conceptID: concept.id.text, chapters: 2, words: 1200), by: ann)
    try await work()
    let outline = try await service.outline(id, by: ann)
    return (
      id, outline.parts.flatMap(\.chapters).compactMap { $0.id.map { OctavoStore.NodeID($0) } }
    )
  }

  /// A project with a plan of two chapters, the first of them written.
  func written() async throws -> (project: ProjectID, chapter: OctavoStore.NodeID) {
    let (project, chapters) = try await planned()
    _ = try await service.submitChapter(chapters[0], ChapterRequestBody(), by: ann)
    try await work()
    return (project, chapters[0])
  }
}

/// The fault a call ends with; nil where it does not.
func fault(_ body: () async throws -> Void) async -> ServiceFault? {
  do {
    try await body()
    return nil
  } catch {
    return error as? ServiceFault
  }
}
