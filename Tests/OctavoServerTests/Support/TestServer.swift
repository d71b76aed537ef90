import Foundation
import Logging
import OctavoGeneration
import OctavoJSON
import OctavoObjects
import OctavoServer
import OctavoService
import OctavoStore
import OctavoTestSupport
import ServiceLifecycle
import Synchronization

/// A real server on a real port over a real store, with workers that write by the rehearsal.
///
/// A class because it owns the tasks and the folder.
final class TestServer: Sendable {
  private let port: Int
  var client: TestClient { TestClient(port: port, owner: self) }
  let service: BookService
  let workshop: Workshop
  let group: ServiceGroup
  let folder: Folder
  private let tasks: [Task<Void, any Error>]
  private let log: Pipe

  /// A folder that goes with the server. A class so that the server can hold it.
  final class Folder: Sendable {
    private let folder: TemporaryFolder
    var path: String { folder.path }

    init() throws { folder = try TemporaryFolder() }
  }

  /// How it is set up: limits that no test meets by accident.
  struct Setting {
    var policy = ServicePolicy()
    var server = ServerSettings()
    var lanes = 2
    /// Seconds that a transaction waits for another process'.
    var patience = 5.0
    /// A folder for all that it keeps, which stays; one of its own where nil.
    var place: String?

    init() {
      policy.limits.ideationsPerHour = 100_000
      policy.limits.jobsAtOnce = 1000
      policy.limits.requestWindow = 0
      server.port = 0
    }
  }

  init(_ setting: Setting = Setting()) async throws {
    let folder = try Folder()
    let place = setting.place ?? folder.path
    let store = try Store.open(
      folder: place + "/store", environment: StoreEnvironment(patience: setting.patience))
    let objects = try LocalObjectStore(
      folder: place + "/objects", publicURL: "http://127.0.0.1",
      now: { Int(Date.now.timeIntervalSince1970) })
    let service = BookService(store: store, policy: setting.policy, objects: objects)
    let log = Pipe()
    // Never closed: a server that is still stopping when its test has ended would write its log to
    // whatever has been given the number since.
    let descriptor = dup(log.fileHandleForWriting.fileDescriptor)
    let port = Mutex<Int?>(nil)
    let server = BookServer(
      service: service, settings: setting.server,
      log: AccessLog(descriptor: descriptor)
    ) { address in port.withLock { $0 = address.port } }
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: server)], logger: .init(label: "test"))
    configuration.maximumGracefulShutdownDuration = .seconds(30)
    let group = ServiceGroup(configuration: configuration)
    let threads = ThreadExecutor.shared
    var tasks = [Task(executorPreference: threads) { try await group.run() }]
    let shop = try Self.workshop(store, setting.policy, objects)
    if setting.lanes > 0 {
      let lanes = setting.lanes
      tasks.append(
        Task(executorPreference: threads) { try await Worker(shop, lanes: lanes).run() })
    }
    let deadline = ContinuousClock.now + .seconds(120)
    while port.withLock({ $0 }) == nil, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(5))
    }
    guard let found = port.withLock({ $0 }) else {
      throw TestConnection.Broken(description: "the server does not listen")
    }
    self.port = found
    self.service = service
    workshop = shop
    self.group = group
    self.folder = folder
    self.tasks = tasks
    self.log = log
  }

  deinit { for task in tasks { task.cancel() } }

  private static func workshop(
    _ store: Store, _ policy: ServicePolicy, _ objects: any ObjectStore
  ) throws -> Workshop {
    let templates = Repository.path("Templates")
    let runner = ProjectRunner(
      store: store, policy: try GenerationPolicy.builtIn.using(provider: "rehearsal"),
      environment: [:], prompts: try PromptLibrary(folder: templates + "/prompts"), watch: NoWatch()
    )
    return Workshop(
      store: store, policy: policy, objects: objects, runner: runner,
      resources: (Repository.path("Fonts"), templates))
  }

  /// A user with a token of some scopes; gives its secret.
  func user(
    _ name: String, _ scopes: Set<Scope> = [.projectRead, .projectWrite, .export],
    role: User.Role = .user
  ) throws -> String {
    let known = try service.store.users.list(after: nil, limit: 200).first { $0.name == name }
    let user =
      try known
      ?? service.store.users.create(
        NewUser(name: name, role: role, plan: "local", isUnlimited: true, grant: nil),
        by: .service)
    return try TokenMaker(service.store).make(
      OctavoStore.NewToken(user: user.id, label: "test", scopes: scopes, expires: nil)
    ).secret
  }

  /// What the log holds so far, once the server has stopped.
  func stopped() async throws -> String {
    await group.triggerGracefulShutdown()
    for task in tasks.prefix(1) { _ = await task.result }
    let reading = log.fileHandleForReading.fileDescriptor
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(reading, &piece, piece.count), count > 0 {
      text += piece[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
