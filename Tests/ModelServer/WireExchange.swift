/// Writes one answer to a connection.
struct WireExchange {
  let socket: Socket
  let request: WireRequest

  /// A whole answer at once; false where the peer is gone.
  func send(
    status: Int, type: String = "application/json", fields: [String: String] = [:], body: String
  ) -> Bool {
    var head = "HTTP/1.1 \(status) \(status == 200 ? "OK" : "Scripted")\r\n"
    head += "content-type: \(type)\r\ncontent-length: \(body.utf8.count)\r\n"
    for name in fields.keys.sorted() { head += "\(name): \(fields[name] ?? "")\r\n" }
    return socket.write(Array((head + "\r\n" + body).utf8))
  }

  /// The head of an event stream.
  func beginStream() -> Bool {
    socket.write(
      Array(
        ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
          + "cache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n").utf8))
  }

  /// One piece of an event stream.
  func send(chunk text: String) -> Bool { send(chunk: Array(text.utf8)) }

  func send(chunk bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty else { return true }
    return socket.write(
      Array((String(bytes.count, radix: 16) + "\r\n").utf8) + bytes + Array("\r\n".utf8))
  }

  /// The end of an event stream, by HTTP's lights.
  func endStream() -> Bool { socket.write(Array("0\r\n\r\n".utf8)) }
}
