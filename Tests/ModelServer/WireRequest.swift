import Foundation
package import OctavoGeneration

/// A request as it came over the wire.
package struct WireRequest: Sendable, Equatable {
  package var method = ""
  /// The path alone, also where the client took the server for a proxy.
  package var path = ""
  /// Whether the target was a whole address, as proxies get it.
  package var isProxied = false
  /// Names in lower case.
  package var headers: [String: String] = [:]
  package var body: [UInt8] = []

  /// The dialect the path belongs to; nil for other paths.
  package var dialect: WireDialect? {
    WireDialect.allCases.first { path.hasSuffix($0.path) }
  }

  /// The body's text.
  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The request without its dialect; nil where the body is none of it.
  ///
  /// Read with Foundation's parser, not Octavo's: a mistake shared by both would go unseen.
  package var modelRequest: ModelRequest? {
    guard let dialect, let json = try? JSONSerialization.jsonObject(with: Data(body)),
      let object = json as? [String: Any]
    else { return nil }
    return dialect.modelRequest(object)
  }

  /// The model's name in the body.
  package var model: String {
    let json = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
    return json?["model"] as? String ?? ""
  }
}

/// Reads requests from a connection, one after another.
struct WireReader {
  let socket: Socket
  private var buffer: [UInt8] = []

  /// The first byte of TLS.
  private static let handshake: UInt8 = 0x16

  init(_ socket: Socket) { self.socket = socket }

  /// The next whole request; nil where the peer is gone.
  mutating func next() -> WireRequest? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let range = buffer.firstRange(of: end) {
        guard var request = Self.head(buffer[..<range.lowerBound]) else { return nil }
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
    guard let bytes = socket.read(), !bytes.isEmpty else { return false }
    buffer += bytes
    guard buffer.first == Self.handshake else { return true }
    // TLS asked of a plain port is answered in plain text, as servers do.
    _ = socket.write(Array("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n".utf8))
    return false
  }

  private static func head(_ bytes: ArraySlice<UInt8>) -> WireRequest? {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3 else { return nil }
    var request = WireRequest()
    request.method = String(words[0])
    request.isProxied = words[1].hasPrefix("http://")
    let path = request.isProxied ? words[1].dropFirst(7).drop { $0 != "/" } : words[1]
    request.path = String(path.prefix { $0 != "?" })
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      request.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return request
  }
}
