import Foundation
package import OctavoGeneration
import Synchronization

/// A provider for tests: speaks the real wire formats over real sockets and fails when told to.
///
/// HTTP/1.1 on the loopback address, a thread for each connection. Requests take the next scripted
/// behaviour, then the rule's, then the normal one. Ends with the value.
package final class ModelServer: Sendable {
  package struct Settings: Sendable {
    /// 0 for any free one.
    package var port: UInt16 = 0
    /// Nil for as fast as it goes.
    package var tokensPerSecond: Double?
    /// Seconds before the first piece of text.
    package var firstTokenDelay: Double = 0
    /// Tokens in one piece of text.
    package var pieceTokens = 4
    /// What requests without a scripted behaviour get, by their number from 1.
    package var rule: @Sendable (Int, WireRequest) -> ServerBehaviour = { _, _ in .normal }
    /// Writes the answers: by default the rehearsal.
    package var author: @Sendable (ModelRequest) -> String = {
      (try? RehearsalModel.text(for: $0)) ?? "{}"
    }

    package init() {}
  }

  struct State {
    var script: [ServerBehaviour] = []
    var ledger = ServerLedger()
    var requests: [WireRequest] = []
    var connections: [Int32: Socket] = [:]
    var isStopped = false
  }

  let settings: Settings
  let state = Mutex(State())
  private let listener: Socket

  /// Requests kept for tests to look at.
  private static let mostKept = 2000

  package init(_ settings: Settings = Settings()) throws(SocketError) {
    self.settings = settings
    listener = try Socket.listening(port: settings.port)
    let socket = listener
    let thread = Thread { [weak self] in
      while let connection = socket.accept() {
        guard let self else { return connection.close() }
        self.serve(connection)
      }
    }
    thread.stackSize = 1 << 19
    thread.start()
  }

  deinit { stop() }

  package var port: UInt16 { listener.port }

  /// The address of the server itself, without a slash at its end.
  package var address: String { "http://127.0.0.1:\(port)" }

  /// What has been counted so far.
  package var ledger: ServerLedger { state.withLock(\.ledger) }

  /// The requests to models so far, in the order they came.
  package var requests: [WireRequest] { state.withLock(\.requests) }

  /// What the next requests get, in order, before the rule is asked again.
  package func script(_ behaviours: [ServerBehaviour]) {
    state.withLock { $0.script += behaviours }
  }

  /// A port of this machine on which nobody listens.
  package static func closedPort() throws(SocketError) -> UInt16 {
    let socket = try Socket.listening(port: 0)
    defer { socket.close() }
    return socket.port
  }

  /// Ends all connections and takes no more.
  package func stop() {
    let connections = state.withLock { state in
      let isFirst = !state.isStopped
      state.isStopped = true
      return isFirst ? Array(state.connections.values) : nil
    }
    guard let connections else { return }
    listener.shut()
    for connection in connections { connection.shut() }
    listener.close()
  }

  private func serve(_ socket: Socket) {
    let isTaken = state.withLock { state in
      guard !state.isStopped else { return false }
      state.ledger.connections += 1
      state.connections[socket.descriptor] = socket
      return true
    }
    guard isTaken else { return socket.close() }
    let thread = Thread { [weak self] in
      var reader = WireReader(socket)
      while let request = reader.next(), let self, self.answer(request, on: socket) {}
      if let self { self.forget(socket) } else { socket.close() }
    }
    thread.stackSize = 1 << 20
    thread.start()
  }

  private func forget(_ socket: Socket) {
    // Closed under the lock: the number may be another connection's a moment later.
    state.withLock { state in
      state.connections[socket.descriptor] = nil
      socket.close()
    }
  }

  /// Answers one request; false where the connection is then to be closed.
  private func answer(_ request: WireRequest, on socket: Socket) -> Bool {
    let exchange = WireExchange(socket: socket, request: request)
    if request.path.hasPrefix("/_octavo/") { return control(request, exchange) }
    guard request.method == "POST", let wanted = request.modelRequest else {
      return exchange.send(status: 404, body: #"{"error": {"message": "no such path"}}"#)
    }
    let (scripted, number) = state.withLock { state in
      state.ledger.calls += 1
      if state.requests.count < Self.mostKept { state.requests.append(request) }
      let next = state.script.isEmpty ? nil : state.script.removeFirst()
      return (next, state.ledger.calls)
    }
    let behaviour = scripted ?? settings.rule(number, request)
    return ScriptedAnswer(server: self, exchange: exchange, wanted: wanted, behaviour).send()
  }

  /// For clients in other processes: `GET /_octavo/ledger` and `POST /_octavo/script`, whose body
  /// names a behaviour on each line.
  private func control(_ request: WireRequest, _ exchange: WireExchange) -> Bool {
    switch request.path {
    case "/_octavo/ledger": return exchange.send(status: 200, body: ledger.json)
    case "/_octavo/script":
      let lines = request.text.split(whereSeparator: \.isNewline)
      let behaviours = lines.compactMap { ServerBehaviour(text: $0) }
      guard behaviours.count == lines.count else {
        return exchange.send(status: 400, body: #"{"error": "unknown behaviour"}"#)
      }
      script(behaviours)
      return exchange.send(status: 200, body: "{}")
    default: return exchange.send(status: 404, body: "{}")
    }
  }
}
