import HTTPTypes
import NIOCore
import NIOHTTP1

/// Answers what is no request, or one that does not say which host it is for, and closes: without it
/// a connection whose first bytes cannot be read would stay open without a word.
///
/// Stands next to the decoder, in front of everything else, and ends connections of clients that keep
/// none (HTTP/1.0). A class because NIO's handlers are; it belongs to one connection and its event
/// loop.
final class HeadGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// For each request that is not answered yet, whether the connection goes on after it.
  private var open: [Bool] = []
  private var isRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    if case .head(let head) = unwrapInboundIn(data) {
      if let problem = Self.fault(of: head) { return refuse(problem, context) }
      open.append(head.isKeepAlive)
    }
    context.fireChannelRead(data)
  }

  /// RFC 9112 §3.2: a request of HTTP/1.1 has one `Host`.
  private static func fault(of head: HTTPRequestHead) -> Problem? {
    let hosts = head.headers["host"].count
    guard hosts != 1, hosts > 1 || head.version != .http1_0 else { return nil }
    return Problem(
      .badRequest, hosts == 0 ? "the header Host is missing" : "the header Host stands there twice",
      hint: "send it once")
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // Where a request is being answered, its end is what is wrong, and its reader says so.
    guard open.isEmpty, !isRefused, let error = error as? HTTPParserError else {
      return context.fireErrorCaught(error)
    }
    refuse(
      error == .headerOverflow
        ? Problem(.headTooLarge, "the request's line and headers are larger than allowed")
        : Problem(.badRequest, "the bytes are no request of HTTP/1.1"),
      context)
  }

  private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
    isRefused = true
    let body = problem.body
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: problem.kind.status.code),
      headers: [
        "content-type": Problem.mediaType, "content-length": "\(body.count)",
        "connection": "close",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.closeSoon()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isRefused else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    if case .end = unwrapOutboundIn(data), !open.isEmpty, !open.removeFirst() {
      context.closeSoon()
    }
    context.write(data, promise: promise)
  }
}

extension ChannelHandlerContext {
  /// Closes in a moment, in which the client can read the answer: closing at once, with what it still
  /// sends unread, would reset the connection and take the answer with it.
  func closeSoon() {
    let channel = channel
    eventLoop.scheduleTask(in: .milliseconds(500)) { channel.close(promise: nil) }
  }
}
