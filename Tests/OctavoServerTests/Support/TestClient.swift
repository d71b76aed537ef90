import Foundation
import Glibc
import OctavoJSON

/// A client that sends exactly what it is told to, byte for byte, over one connection.
///
/// A class because it owns a socket.
final class TestConnection {
  private let descriptor: Int32
  /// Seconds that a read may take.
  private var patience = 0
  private var buffer: [UInt8] = []
  /// The line of the request that was sent last.
  private var asked = "a connection without a request"

  /// What went wrong on the way.
  struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  /// A connection whose reads wait two minutes.
  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    wait(seconds: 120)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw Broken(description: "cannot connect: errno \(errno)") }
  }

  deinit { close(descriptor) }

  /// Sets how long a read may take from now on.
  func wait(seconds: Int) {
    patience = seconds
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    let line = bytes.prefix { $0 != UInt8(ascii: "\r") }
    if line.contains(Array(" HTTP/1.".utf8)) { asked = String(decoding: line, as: UTF8.self) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Broken(description: "the server takes no more") }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes the kernel keep little of what comes, as a slow reader's would.
  func shrinkWindow() {
    var size: Int32 = 2048
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
  }

  /// At least one byte more; false at the end.
  private func fill() throws -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var count = recv(descriptor, &piece, piece.count, 0)
    // A read with a time limit is not taken up again by the kernel (signal(7)).
    while count < 0, errno == EINTR { count = recv(descriptor, &piece, piece.count, 0) }
    if count < 0, errno == EAGAIN {
      throw Broken(description: "nothing came in \(patience) seconds of waiting for \(asked)")
    }
    guard count > 0 else { return false }
    buffer += piece[..<count]
    return true
  }

  private var endedEarly: Broken {
    Broken(description: "the connection ended early, waiting for \(asked)")
  }

  /// So many bytes.
  func read(_ count: Int) throws -> [UInt8] {
    while buffer.count < count {
      guard try fill() else { throw endedEarly }
    }
    defer { buffer.removeFirst(count) }
    return Array(buffer[..<count])
  }

  /// Everything up to a mark, without it.
  func read(to mark: String) throws -> String {
    let bytes = Array(mark.utf8)
    while true {
      if let range = buffer.firstRange(of: bytes) {
        defer { buffer.removeFirst(range.upperBound) }
        return String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
      }
      guard try fill() else { throw endedEarly }
    }
  }

  /// Whether the server has ended the connection, once what it sent is read.
  func isEnded() throws -> Bool {
    while true {
      buffer = []
      do { guard try fill() else { return true } } catch { return false }
    }
  }

  /// One answer, its body whole.
  func answer(toHead: Bool = false) throws -> TestAnswer {
    var answer = try TestAnswer(head: read(to: "\r\n\r\n"))
    if answer.status == 100 { answer = try TestAnswer(head: read(to: "\r\n\r\n")) }
    if toHead || answer.status == 204 || answer.status == 304 || answer.status == 101 {
      return answer
    }
    if answer["transfer-encoding"] == "chunked" {
      while let size = Int(try read(to: "\r\n"), radix: 16) {
        answer.body += try read(size)
        _ = try read(to: "\r\n")
        if size == 0 { break }
      }
    } else {
      answer.body = try read(Int(answer["content-length"] ?? "0") ?? 0)
    }
    return answer
  }
}

/// What came back.
struct TestAnswer {
  let status: Int
  /// By lower-case name.
  let headers: [String: String]
  var body: [UInt8] = []

  init(head: String) throws {
    let lines = head.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else {
      throw TestConnection.Broken(description: "no status line: \(lines[0])")
    }
    self.status = status
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let sides = line.split(separator: ":", maxSplits: 1)
      headers[sides[0].lowercased()] =
        sides.count > 1 ? sides[1].trimmingCharacters(in: .whitespaces) : ""
    }
    self.headers = headers
  }

  subscript(name: String) -> String? { headers[name] }

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as JSON; null where it is none.
  var json: JSONValue { (try? JSONParser.parse(bytes: body)) ?? .null }

  /// The kind of the problem document; empty for anything else.
  var problem: String {
    json["type"]?.string.flatMap { $0.split(separator: ":").last.map(String.init) } ?? ""
  }
}

/// Asks one thing after another, each over a connection of its own.
struct TestClient: Sendable {
  let port: Int
  var token: String?
  /// The server, which lives as long as anyone asks it; nil for one of another process.
  var owner: TestServer?

  func with(_ token: String?) -> TestClient {
    var client = self
    client.token = token
    return client
  }

  func ask(
    _ method: String, _ path: String, _ body: JSONValue? = nil, headers: [String: String] = [:]
  ) throws -> TestAnswer {
    let connection = try TestConnection(port: port)
    let bytes = body.map { Array($0.text().utf8) }
    try connection.send(head(method, path, bytes?.count, headers))
    if let bytes { try connection.send(bytes) }
    return try connection.answer(toHead: method == "HEAD")
  }

  /// A request's head, for tests that go on by themselves.
  func head(
    _ method: String, _ path: String, _ length: Int? = nil, _ headers: [String: String] = [:]
  ) -> String {
    var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)"]
    if let token { lines.append("Authorization: Bearer \(token)") }
    if let length {
      lines.append("Content-Length: \(length)")
      if headers["Content-Type"] == nil { lines.append("Content-Type: application/json") }
    }
    lines += headers.map { "\($0.key): \($0.value)" }.sorted()
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }
}
