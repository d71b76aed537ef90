import Logging
package import OctavoService
import ServiceLifecycle
import UnixSignals

/// A whole service in one process: HTTP in front, workers behind, until a signal ends it.
package struct ServiceHouse: Sendable {
  private let assembly: ServiceAssembly
  private let settings: ServerSettings
  private let log: AccessLog
  private let onListening: @Sendable (ListeningAddress) -> Void

  /// - Parameter onListening: called once, when requests are taken.
  package init(
    _ assembly: ServiceAssembly, settings: ServerSettings, log: AccessLog,
    onListening: @escaping @Sendable (ListeningAddress) -> Void
  ) {
    self.assembly = assembly
    self.settings = settings
    self.log = log
    self.onListening = onListening
  }

  /// Runs until SIGTERM or SIGINT. No request is taken from then on; those under way are answered,
  /// jobs are given back with all that they had written, and sockets are closed.
  package func run() async throws {
    let server = BookServer(
      service: assembly.service, settings: settings, log: log, onListening: onListening)
    var services: [any Service] = []
    // Services are stopped in the reverse order: first no more requests, then no more work.
    if assembly.settings.workers > 0 {
      services.append(
        WorkerService(worker: Worker(assembly.workshop, lanes: assembly.settings.workers)))
    }
    services.append(server)
    var configuration = ServiceGroupConfiguration(
      services: services.map { .init(service: $0) },
      gracefulShutdownSignals: [.sigterm, .sigint],
      logger: Logger(label: "octavo") { _ in SwiftLogNoOpLogHandler() })
    configuration.maximumGracefulShutdownDuration = .seconds(settings.shutdownSeconds)
    configuration.maximumCancellationDuration = .seconds(5)
    try await ServiceGroup(configuration: configuration).run()
    assembly.service.feed.close()
  }
}

/// A worker that stops when the group does.
private struct WorkerService: Service {
  let worker: Worker

  func run() async throws {
    try await untilShutdown { try await worker.run() }
  }
}
