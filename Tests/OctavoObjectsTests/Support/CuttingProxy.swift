import Foundation
import Glibc
import Synchronization

/// Passes connections on to another port of this machine and counts what clients send; cuts all of
/// them once that is more than a limit, and takes no more then.
final class CuttingProxy: Sendable {
  private struct State {
    var sent = 0
    var pairs: [Pair] = []
  }

  /// Both ends of a connection, closed when nobody uses them any more: before, their numbers could
  /// become another socket's.
  private final class Pair: Sendable {
    let client: Int32
    let server: Int32

    init(client: Int32, server: Int32) {
      self.client = client
      self.server = server
    }

    deinit {
      close(client)
      close(server)
    }

    func cut() {
      shutdown(client, Int32(SHUT_RDWR))
      shutdown(server, Int32(SHUT_RDWR))
    }
  }

  let port: UInt16
  private let target: UInt16
  private let limit: Int
  private let listener: Int32
  private let state = Mutex(State())

  init(to target: UInt16, limit: Int = .max) throws {
    self.target = target
    self.limit = limit
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var address = Self.address(0)
    let descriptor = listener
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        bind(descriptor, raw, length) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, raw, &length) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isListening else { throw CocoaError(.featureUnsupported) }
    Thread { [weak self] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else {
          close(descriptor)
          return
        }
        guard let self else {
          close(client)
          continue
        }
        self.serve(client)
      }
    }.start()
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    state.withLock { for pair in $0.pairs { pair.cut() } }
  }

  /// Bytes that clients have sent.
  var sent: Int { state.withLock(\.sent) }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    address.sin_port = port.bigEndian
    return address
  }

  private func serve(_ client: Int32) {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.address(target)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    let pair = Pair(client: client, server: server)
    let isWelcome = state.withLock { state in
      guard isConnected, state.sent < limit else { return false }
      state.pairs.append(pair)
      return true
    }
    guard isWelcome else { return }
    Thread { [weak self] in
      Self.pass(pair.client, pair.server) { self?.count($0) ?? false }
    }.start()
    Thread { Self.pass(pair.server, pair.client) { _ in true } }.start()
  }

  /// False once the limit is passed, and then everything is cut.
  private func count(_ bytes: Int) -> Bool {
    state.withLock { state in
      state.sent += bytes
      guard state.sent >= limit else { return true }
      for pair in state.pairs { pair.cut() }
      return false
    }
  }

  private static func pass(_ from: Int32, _ to: Int32, _ mayPass: (Int) -> Bool) {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(from, &bytes, bytes.count, 0)
      guard count > 0, mayPass(count) else { break }
      var sent = 0
      while sent < count {
        let more = bytes[sent..<count].withUnsafeBytes {
          send(to, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard more > 0 else { break }
        sent += more
      }
    }
    shutdown(to, Int32(SHUT_RDWR))
  }
}
