import NIOCore
import NIOWebSocket

/// Pings a silent peer, and closes one that has answered nothing for two periods, or masks nothing.
///
/// A class because NIO's handlers are; it belongs to one connection and its event loop.
final class SocketKeepAlive: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let period: TimeAmount
  /// Periods since anything came.
  private var silence = 0
  private var task: RepeatedTask?

  init(period: TimeAmount) { self.period = period }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    task = context.eventLoop.scheduleRepeatedTask(initialDelay: period, delay: period) { _ in
      bound.value.handler.tick(bound.value.context)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { task?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    silence = 0
    guard unwrapInboundIn(data).maskKey != nil else { return refuse(context) }
    context.fireChannelRead(data)
  }

  /// A client masks all that it sends (RFC 6455 §5.1).
  private func refuse(_ context: ChannelHandlerContext) {
    var body = ByteBuffer()
    body.write(webSocketErrorCode: .protocolError)
    let farewell = WebSocketFrame(fin: true, opcode: .connectionClose, data: body)
    context.writeAndFlush(wrapOutboundOut(farewell), promise: nil)
    context.close(promise: nil)
  }

  private func tick(_ context: ChannelHandlerContext) {
    silence += 1
    if silence > 2 { return context.close(promise: nil) }
    let ping = WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer())
    context.writeAndFlush(wrapOutboundOut(ping), promise: nil)
  }
}
