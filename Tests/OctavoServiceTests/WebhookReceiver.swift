import Foundation
import Synchronization

@testable import OctavoModelServer

/// A receiver of webhooks on the loopback address, which answers as it is told and keeps what came.
final class WebhookReceiver: Sendable {
  struct Delivery: Sendable {
    /// By their names in small letters.
    let headers: [String: String]
    let body: [UInt8]
  }

  private struct State: Sendable {
    var script: [String] = []
    var deliveries: [Delivery] = []
  }

  private let state = Mutex(State())
  private let listener: Socket

  /// - Parameter script: the first answers, such as `503` or `429\r\nretry-after: 7`; then 204.
  init(_ script: [String] = []) throws {
    listener = try Socket.listening(port: 0)
    state.withLock { $0.script = script }
    let socket = listener
    let thread = Thread { [weak self] in
      while let connection = socket.accept() {
        self?.serve(connection)
        connection.close()
      }
    }
    thread.start()
  }

  deinit { listener.shut() }

  var address: String { "http://127.0.0.1:\(listener.port)/hook" }
  var deliveries: [Delivery] { state.withLock(\.deliveries) }

  private func serve(_ socket: Socket) {
    var bytes: [UInt8] = []
    let mark = Array("\r\n\r\n".utf8)
    var end: Int?
    while end == nil, let more = socket.read(), !more.isEmpty {
      bytes += more
      end = bytes.indices.first { bytes[$0...].starts(with: mark) }
    }
    guard let end else { return }
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    var headers: [String: String] = [:]
    for line in head.split(separator: "\r\n").dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 {
        headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
      }
    }
    var body = Array(bytes[(end + 4)...])
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while body.count < length, let more = socket.read(), !more.isEmpty { body += more }
    let answer = state.withLock { state in
      state.deliveries.append(Delivery(headers: headers, body: body))
      return state.script.isEmpty ? "204" : state.script.removeFirst()
    }
    let status =
      answer.contains("\r\n")
      ? answer.replacing("\r\n", with: " X\r\n", maxReplacements: 1) : answer + " X"
    _ = socket.write(
      Array("HTTP/1.1 \(status)\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".utf8))
  }
}
