import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import OctavoJSON
package import OctavoService
import OctavoStore
import ServiceLifecycle

/// The HTTP server: listens, answers, and stops when it is told to, with nothing left half-done.
package struct BookServer: Service {
  private let core: ServerCore
  private let onListening: @Sendable (ListeningAddress) -> Void

  /// - Parameter onListening: called once, when requests are taken.
  package init(
    service: BookService, settings: ServerSettings, log: AccessLog,
    onListening: @escaping @Sendable (ListeningAddress) -> Void
  ) {
    core = ServerCore(service: service, settings: settings, log: log)
    self.onListening = onListening
  }

  /// The API's description, as JSON.
  package static var description: String { OpenAPIDocument(Endpoint.all).json.text(indented: true) }

  /// Runs until the service group stops it.
  package func run() async throws {
    let limits = core.settings.limits
    let socket = EventSocket(core: core)
    let application = Application(
      responder: ServerResponder(core: core),
      server: HTTPServerBuilder { responder in
        ConnectionChannel(
          responder: responder, socket: { await socket.handler(for: $0) }, limits: limits)
      },
      configuration: ApplicationConfiguration(
        address: .hostname(core.settings.host, port: core.settings.port), serverName: "octavo",
        backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(
          OpenFiles.connections(wished: limits.connections))),
      onServerRunning: { [onListening, core] channel in
        onListening(
          ListeningAddress(
            host: core.settings.host, port: channel.localAddress?.port ?? core.settings.port))
      },
      logger: Logger(label: "octavo") { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [core] in
        while !Task.isCancelled {
          try? await Pause.wait(.seconds(1))
          core.log.flush()
        }
      }
      defer {
        group.cancelAll()
        core.log.finish()
      }
      try await run(application)
    }
  }

  private func run(_ application: Application<ServerResponder>) async throws {
    do {
      try await application.run()
    } catch let error as IOError {
      throw ListeningFailure(error, host: core.settings.host, port: core.settings.port)
    }
  }
}

/// Where the server can be reached.
package struct ListeningAddress: Sendable, Hashable {
  package let host: String
  package let port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Such as `http://127.0.0.1:8080`.
  package var url: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
