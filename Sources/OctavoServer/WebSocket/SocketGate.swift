import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import OctavoBase
import OctavoService

/// Decides about upgrades before NIO does: only a request whose socket is granted keeps its
/// `Upgrade` header, every other becomes an ordinary one.
///
/// NIO's typed upgrade handler loses the head of a request whose upgrade it refuses, so that its
/// client would wait for ever; so would every client that offers HTTP/2 by `Upgrade: h2c`.
///
/// A class because NIO's handlers are; it belongs to one connection and its event loop.
final class SocketGate: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// Whether a request gets its socket; what is granted is kept by who grants.
  private let grants: @Sendable (HTTPRequest) async -> Bool
  private var isAsking = false
  private var hasBegun = false
  private var hasAsked = false
  private var held: [NIOAny] = []

  init(grants: @escaping @Sendable (HTTPRequest) async -> Bool) { self.grants = grants }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasBegun = true
    if isAsking { return held.append(data) }
    guard case .head(var head) = unwrapInboundIn(data), head.headers.contains(name: "upgrade")
    else { return context.fireChannelRead(data) }
    guard !hasAsked, Self.isSocket(head),
      let request = try? HTTPRequest(head, secure: false, splitCookie: false)
    else {
      head.headers.remove(name: "upgrade")
      return context.fireChannelRead(wrapInboundOut(.head(head)))
    }
    (isAsking, hasAsked) = (true, true)
    ask(request, head, context)
  }

  /// A connection that was opened and never used does not hold up the server's end.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent, !hasBegun { return context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  private func ask(
    _ request: HTTPRequest, _ asked: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    var head = asked
    let answer = context.eventLoop.makePromise(of: Bool.self)
    // The store is asked.
    Task(executorPreference: BlockingThreads.requests) { [grants] in
      answer.succeed(await grants(request))
    }
    answer.futureResult.assumeIsolated().whenComplete { answer in
      self.isAsking = false
      if (try? answer.get()) != true { head.headers.remove(name: "upgrade") }
      context.fireChannelRead(self.wrapInboundOut(.head(head)))
      for part in self.held { context.fireChannelRead(part) }
      self.held = []
      context.fireChannelReadComplete()
    }
  }

  /// Whether it is a handshake (RFC 6455 §4.2.1) that NIO will not refuse.
  private static func isSocket(_ head: HTTPRequestHead) -> Bool {
    func names(_ header: String, _ word: String) -> Bool {
      head.headers[canonicalForm: header].contains { $0.lowercased() == word }
    }
    let keys = head.headers["sec-websocket-key"]
    return head.method == .GET && head.version == .http1_1 && names("connection", "upgrade")
      && names("upgrade", "websocket") && head.headers["sec-websocket-version"] == ["13"]
      && keys.count == 1 && keys.allSatisfy(isKey)
  }

  /// Sixteen bytes in base64.
  private static func isKey(_ text: String) -> Bool {
    let letters = text.utf8.prefix(22)
    return text.utf8.count == 24 && text.hasSuffix("==")
      && letters.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
          true
        default: false
        }
      }
  }
}
