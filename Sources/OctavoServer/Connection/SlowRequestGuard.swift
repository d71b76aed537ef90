import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends connections that send a request's body too slowly, and tells clients that ask first to go on.
///
/// A class because NIO's handlers are; it belongs to one connection and its event loop.
final class SlowRequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// From a request's head to the end of its body.
  private let limit: TimeAmount
  /// Bytes; larger bodies that ask first are not told to go on.
  private let largestBody: Int
  private var deadline: Scheduled<Void>?
  private var hasAnswered = false
  /// Whether the answer ends the connection.
  private var isLast = false

  init(limit: TimeAmount, largestBody: Int) {
    self.limit = limit
    self.largestBody = largestBody
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body: break
    case .end: stop()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head) where head.status.kind != .informational:
      hasAnswered = true
      isLast = head.headerFields[.connection]?.lowercased() == "close"
    case .end where isLast: context.closeSoon()
    default: break
    }
    context.write(data, promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  private func begin(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
    stop()
    hasAnswered = false
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: limit) {
      bound.value.handler.expire(bound.value.context)
    }
    let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
    if head.headerFields[.expect]?.lowercased() == "100-continue", length <= largestBody {
      let goOn = HTTPResponsePart.head(HTTPResponse(status: .continue))
      context.writeAndFlush(wrapOutboundOut(goOn), promise: nil)
    }
  }

  private func stop() {
    deadline?.cancel()
    deadline = nil
  }

  private func expire(_ context: ChannelHandlerContext) {
    deadline = nil
    guard !hasAnswered else { return context.close(promise: nil) }
    hasAnswered = true
    let body = Problem(.tooSlow, "the request's body did not arrive in time").body
    let head = HTTPResponse(
      status: .requestTimeout,
      headerFields: [
        .contentType: Problem.mediaType, .connection: "close", .contentLength: "\(body.count)",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil)))
      .assumeIsolated().whenComplete { _ in bound.value.close(promise: nil) }
  }
}
