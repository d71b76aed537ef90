import NIOCore

/// Ends connections of clients that take nothing of what they asked for: an answer that waits for its
/// reader keeps a file and memory.
///
/// A class because NIO's handlers are; it belongs to one connection and its event loop.
final class StalledReaderGuard: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  /// For which nothing may be taken while there is more than the connection's buffers hold.
  private let patience: TimeAmount
  private var deadline: Scheduled<Void>?

  init(patience: TimeAmount) { self.patience = patience }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
    if !context.channel.isWritable {
      let channel = context.channel
      deadline = context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
    }
    context.fireChannelWritabilityChanged()
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }
}
