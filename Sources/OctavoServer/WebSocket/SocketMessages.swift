import NIOCore
import NIOWebSocket

/// The sending half of a socket. Every send waits until the connection takes the bytes.
struct SocketSender: Sendable {
  let writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>

  /// Sends texts, each as a message of its own, in one write.
  func send(_ texts: [[UInt8]]) async throws {
    try await writer.write(
      contentsOf: texts.map {
        WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: $0))
      })
  }

  /// Says good-bye with a reason of at most 123 bytes (RFC 6455 §5.5).
  func close(_ code: WebSocketErrorCode, _ reason: String = "") async throws {
    var body = ByteBuffer()
    body.write(webSocketErrorCode: code)
    body.writeString(reason)
    try await writer.write(WebSocketFrame(fin: true, opcode: .connectionClose, data: body))
  }
}

/// The receiving half of a socket. Watchers have nothing to say: what comes is checked and dropped.
struct SocketReceiver: Sendable {
  let frames: NIOAsyncChannelInboundStream<WebSocketFrame>
  let sender: SocketSender

  /// Answers pings and reads until the other side closes or breaks the protocol.
  func drain() async throws {
    for try await frame in frames {
      var data = frame.unmaskedData
      switch frame.opcode {
      case .text:
        guard (try? data.readUTF8ValidatedString(length: data.readableBytes)) != nil else {
          return try await sender.close(.dataInconsistentWithMessage)
        }
      case .ping:
        try await sender.writer.write(WebSocketFrame(fin: true, opcode: .pong, data: data))
      case .connectionClose:
        return try await sender.writer.write(
          WebSocketFrame(fin: true, opcode: .connectionClose, data: Self.echo(of: data)))
      default: continue
      }
    }
  }

  /// A close frame is answered with its own code; one that may not stand in a frame is a breach.
  private static func echo(of data: ByteBuffer) -> ByteBuffer {
    var data = data
    var answer = ByteBuffer()
    guard data.readableBytes > 0 else { return answer }
    let code = data.readInteger(as: UInt16.self) ?? 1002
    let isAllowed =
      (1000...1003).contains(code) || (1007...1014).contains(code) || (3000...4999).contains(code)
    let reason = try? data.readUTF8ValidatedString(length: data.readableBytes)
    answer.writeInteger(isAllowed && reason != nil ? code : 1002)
    return answer
  }
}

/// What a socket does once it is open.
typealias SocketHandler = @Sendable (SocketReceiver, SocketSender) async throws -> Void
