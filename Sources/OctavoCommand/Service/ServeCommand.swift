import ArgumentParser
import Dispatch
import Glibc
import OctavoBase
import OctavoServer
import OctavoService
import OctavoStore
import Synchronization

/// `octavo serve`: the whole service in one process.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the API, with workers and a store of its own.",
    discussion: """
      Listens on 127.0.0.1, port 8080, keeps everything in octavo-store and octavo-objects, and \
      works on 4 jobs at once. Settings come from octavo.yaml and OCTAVO_* variables. The first \
      start prints a token that may do everything. Works until Ctrl-C or SIGTERM.
      """)
  @Option(
    help: ArgumentHelp(
      "Where to listen; the settings' address unless given.", valueName: "host:port"))
  var address: String?
  @Option(help: "The port alone; 0 takes any free one.") var port: Int?
  @Option(help: "Jobs done at once; 0 leaves them to octavo worker.") var workers: Int?
  @Option(
    help: ArgumentHelp(
      "Where the log of requests goes; standard error unless given, “none” for no log.",
      valueName: "file"))
  var log: String?
  @Option(help: "The provider to use alone, such as rehearsal, which needs no key.")
  var provider: String?
  @OptionGroup var options: ServiceOptions

  mutating func validate() throws {
    if let address, ListenAddress(address) == nil {
      throw ValidationError("--address takes HOST:PORT, such as 127.0.0.1:8080, not “\(address)”")
    }
    if let port, !(0...65_535).contains(port) {
      throw ValidationError("--port takes a number from 0 to 65535, not \(port)")
    }
    if let workers, !(0...256).contains(workers) {
      throw ValidationError("--workers takes a number from 0 to 256, not \(workers)")
    }
  }

  func run() throws {
    try CommandRun.reported(json: false) {
      OpenFiles.raiseLimit()
      let assembly = try ServiceAssembly(try sources())
      // A worker that can ask no model would make all jobs fail, those of other workers too.
      if assembly.settings.workers > 0 { try assembly.workshop.runner.checkModels() }
      let place = ListenAddress(assembly.settings.address)
      var settings = ServerSettings()
      settings.host = place?.host ?? settings.host
      settings.port = place?.port ?? settings.port
      Heap.beThrifty()
      let log = AccessLog(descriptor: try logDescriptor())
      let store = assembly.service.store
      let house = ServiceHouse(assembly, settings: settings, log: log) { address in
        Self.greet(address, store)
      }
      try Self.wait { try await house.run() }
    }
  }

  private func sources() throws -> ServiceAssembly.Sources {
    let (address, port, workers, provider) = (address, port, workers, provider)
    return try options.sources { settings in
      if let address { settings.address = address }
      if let workers { settings.workers = workers }
      if let provider { settings.provider = provider }
      guard var place = ListenAddress(settings.address) else { return }
      // Links to files name the port, so that it must be known before anything is made.
      place.port = port ?? place.port
      if place.port == 0 { place.port = FreePort.find(host: place.host) ?? 0 }
      settings.address = place.text
    }
  }

  private func logDescriptor() throws(CommandFailure) -> Int32? {
    guard let log else { return STDERR_FILENO }
    guard log != "none" else { return nil }
    let descriptor = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(.cannotWrite, "cannot write the log “\(log)”: \(reason)")
    }
    return descriptor
  }

  /// Tells where the service is and, where there is no token yet, makes one and shows it.
  private static func greet(_ address: ListeningAddress, _ store: Store) {
    var lines = ["Octavo listens on \(address.url)"]
    if let tokens = try? store.tokens.list(of: nil), tokens.isEmpty {
      let first = OctavoStore.NewToken(
        user: .local, label: "made at the first start", scopes: Set(Scope.allCases))
      if let made = try? TokenMaker(store).make(first) {
        lines.append("Token, shown this once: \(made.secret)")
      }
    }
    // Where standard output is gone, the service goes on all the same.
    try? StandardOutput.write(lines.joined(separator: "\n") + "\n")
  }

  /// Waits for work that ends by itself when a signal comes.
  private static func wait(_ work: @escaping @Sendable () async throws -> Void) throws {
    let outcome = Mutex<Result<Void, any Error>>(.success(()))
    let done = DispatchSemaphore(value: 0)
    Task {
      do { try await work() } catch { outcome.withLock { $0 = .failure(error) } }
      done.signal()
    }
    done.wait()
    do {
      try outcome.withLock { $0 }.get()
    } catch let failure as ListeningFailure {
      throw failure.error
    }
  }
}

/// Finds a port on which nobody listens.
private enum FreePort {
  static func find(host: String) -> Int? {
    let isIPv6 = host.contains(":")
    let descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var storage = sockaddr_storage()
    storage.ss_family = sa_family_t(isIPv6 ? AF_INET6 : AF_INET)
    var length = socklen_t(
      isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard bind(descriptor, address, length) == 0,
          getsockname(descriptor, address, &length) == 0
        else { return nil }
        // The port stands at the same place in both kinds of addresses.
        return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
          Int(UInt16(bigEndian: $0.pointee.sin_port))
        }
      }
    }
  }
}
