import Foundation
import Glibc
import Synchronization

/// An HTTP/1.1 server on the loopback address that answers as a closure says: for tests of clients
/// over real sockets.
///
/// A thread for each connection. Ends with the value.
package final class LoopbackServer: Sendable {
  private struct State {
    var requests: [Request] = []
    var connections: Set<Int32> = []
    var isStopped = false
  }

  private let listener: Int32
  private let answer: @Sendable (Request, Int) -> Reply
  private let state = Mutex(State())
  package let port: UInt16

  /// - Parameter answer: gets a request and its number, counted from 1.
  package init(_ answer: @escaping @Sendable (Request, Int) -> Reply) throws {
    self.answer = answer
    (listener, port) = try Self.listening()
    let socket = listener
    let thread = Thread { [weak self] in
      while true {
        let connection = accept(socket, nil, nil)
        // Closed by who uses it: its number may be another socket's the moment after.
        if connection < 0 {
          close(socket)
          return
        }
        guard let self else {
          close(connection)
          continue
        }
        self.serve(connection)
      }
    }
    thread.start()
  }

  /// A socket that listens, and its port.
  private static func listening() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        bind(descriptor, raw, length) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, raw, &length) == 0
      }
    }
    guard isListening else { throw CocoaError(.featureUnsupported) }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  deinit { stop() }

  /// The server's address without a slash at its end.
  package var address: String { "http://127.0.0.1:\(port)" }

  /// The requests so far, in the order they came.
  package var requests: [Request] { state.withLock(\.requests) }

  package func stop() {
    state.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  private func serve(_ connection: Int32) {
    let isWelcome = state.withLock { state in
      !state.isStopped && state.connections.insert(connection).inserted
    }
    guard isWelcome else {
      close(connection)
      return
    }
    let thread = Thread { [weak self] in
      var reader = RequestReader(connection: connection)
      while let request = reader.next(), let self, self.reply(to: request, on: connection) {}
      guard let self else {
        close(connection)
        return
      }
      self.state.withLock { state in
        state.connections.remove(connection)
        close(connection)
      }
    }
    thread.stackSize = 1 << 20
    thread.start()
  }
}

extension LoopbackServer {
  /// False where the connection is to be closed.
  private func reply(to request: Request, on connection: Int32) -> Bool {
    let number = state.withLock { state in
      state.requests.append(request)
      return state.requests.count
    }
    return answer(request, number).write(to: connection, for: request)
  }

  /// A request as it came.
  package struct Request: Sendable {
    package var method = ""
    /// Still encoded, without the query.
    package var path = ""
    /// Still encoded.
    package var query = ""
    /// Names in lower case.
    package var headers: [String: String] = [:]
    package var body: [UInt8] = []

    /// A parameter of the query, decoded.
    package subscript(parameter: String) -> String? {
      let parts = query.split(separator: "&").first {
        $0 == parameter || $0.hasPrefix(parameter + "=")
      }
      return parts.map { $0.drop { $0 != "=" }.dropFirst().removingPercentEncoding ?? "" }
    }
  }

  /// An answer, or how it fails.
  package struct Reply: Sendable {
    package var status: Int
    package var headers: [String: String]
    package var body: [UInt8]
    /// Bytes of the body after which the connection is reset.
    package var cut: Int?

    package init(
      _ status: Int, headers: [String: String] = [:], body: [UInt8] = [], cut: Int? = nil
    ) {
      self.status = status
      self.headers = headers
      self.body = body
      self.cut = cut
    }

    package init(_ status: Int, headers: [String: String] = [:], text: String) {
      self.init(status, headers: headers, body: Array(text.utf8))
    }

    /// False where the connection is to be closed.
    fileprivate func write(to connection: Int32, for request: Request) -> Bool {
      var head = "HTTP/1.1 \(status) Status\r\n"
      // HEAD tells the length of what it does not send.
      if headers["content-length"] == nil { head += "content-length: \(body.count)\r\n" }
      for (name, value) in headers { head += "\(name): \(value)\r\n" }
      let sent = request.method == "HEAD" ? [] : body.prefix(cut ?? body.count)
      let isSent = RequestReader.send(Array((head + "\r\n").utf8) + sent, to: connection)
      guard cut == nil else {
        var linger = linger(l_onoff: 1, l_linger: 0)
        // What was sent must arrive before the reset drops it.
        usleep(50_000)
        setsockopt(
          connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        return false
      }
      return isSent
    }
  }
}

/// Reads requests from a connection, one after another.
private struct RequestReader {
  let connection: Int32
  private var buffer: [UInt8] = []

  init(connection: Int32) { self.connection = connection }

  /// The next whole request; nil where the peer is gone.
  mutating func next() -> LoopbackServer.Request? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let range = buffer.firstRange(of: end) {
        var request = Self.head(buffer[..<range.lowerBound])
        buffer.removeSubrange(..<range.upperBound)
        let length = request.headers["content-length"].flatMap { Int($0) } ?? 0
        while buffer.count < length { guard more() else { return nil } }
        request.body = Array(buffer[..<length])
        buffer.removeSubrange(..<length)
        return request
      }
      guard more() else { return nil }
    }
  }

  private mutating func more() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(connection, &bytes, bytes.count, 0)
    guard count > 0 else { return false }
    buffer += bytes[..<count]
    return true
  }

  private static func head(_ bytes: ArraySlice<UInt8>) -> LoopbackServer.Request {
    var request = LoopbackServer.Request()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    request.method = words.first.map(String.init) ?? ""
    let target = words.dropFirst().first ?? ""
    request.path = String(target.prefix { $0 != "?" })
    request.query = String(target.drop { $0 != "?" }.dropFirst())
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      request.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return request
  }

  static func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
