import HTTPTypes
import HummingbirdCore
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket
import ServiceLifecycle

/// One connection: HTTP/1.1 until a request is granted a socket, WebSocket from there on.
struct ConnectionChannel: ServerChildChannel, HTTPChannelHandler {
  let responder: HTTPChannelHandler.Responder
  /// Gives the handler of a socket that a request may have; nil leaves the request to the responder.
  let socket: @Sendable (HTTPRequest) async -> SocketHandler?
  let limits: ConnectionLimits

  /// What became of a connection.
  enum Outcome: Sendable {
    case socket(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, SocketHandler)
    case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
  }

  struct Value: ServerChildChannelValue {
    let outcome: EventLoopFuture<Outcome>
    let channel: any Channel
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    let granted = NIOLockedValueBox<SocketHandler?>(nil)
    return channel.eventLoop.makeCompletedFuture {
      let upgrade = NIOTypedHTTPServerUpgradeConfiguration<Outcome>(
        upgraders: [upgrader(granted)],
        notUpgradingCompletionHandler: { channel in
          channel.eventLoop.makeCompletedFuture { try http(channel, logger) }
        })
      var decoding = NIOHTTPDecoderLimitConfiguration()
      decoding.maxHeaderFieldSize = limits.header
      decoding.maxHeaderListSize = limits.headers
      decoding.maxHeaderFieldCount = limits.headerCount
      let encoder = HTTPResponseEncoder()
      let decoder = ByteToMessageHandler(
        HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: decoding))
      let guardian = HeadGuard()
      let gate = SocketGate { [socket] request in
        guard let handler = await socket(request) else { return false }
        granted.withLockedValue { $0 = handler }
        return true
      }
      let handler = NIOTypedHTTPServerUpgradeHandler(
        httpEncoder: encoder, extraHTTPHandlers: [decoder, guardian, gate],
        upgradeConfiguration: upgrade)
      try channel.pipeline.syncOperations.addHandlers([encoder, decoder, guardian, gate, handler])
      // A connection that never says anything does not stay.
      let silent = channel.eventLoop.scheduleTask(in: .seconds(Int64(limits.idleSeconds))) {
        channel.close(promise: nil)
      }
      handler.upgradeResultFuture.whenComplete { _ in silent.cancel() }
      return Value(outcome: handler.upgradeResultFuture, channel: channel)
    }
  }

  private func upgrader(
    _ granted: NIOLockedValueBox<SocketHandler?>
  ) -> NIOTypedWebSocketServerUpgrader<Outcome> {
    NIOTypedWebSocketServerUpgrader(
      maxFrameSize: limits.frame,
      shouldUpgrade: { channel, _ in
        let isGranted = granted.withLockedValue { $0 != nil }
        return channel.eventLoop.makeSucceededFuture(isGranted ? HTTPHeaders() : nil)
      },
      upgradePipelineHandler: { channel, _ in
        channel.eventLoop.makeCompletedFuture {
          guard let handler = granted.withLockedValue({ $0 }) else { throw NotGranted() }
          try channel.pipeline.syncOperations.addHandlers([
            SocketKeepAlive(period: .seconds(Int64(limits.pingSeconds))),
            NIOWebSocketFrameAggregator(
              minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64,
              maxAccumulatedFrameSize: limits.message),
          ])
          return .socket(try NIOAsyncChannel(wrappingChannelSynchronously: channel), handler)
        }
      })
  }

  /// An upgrade that the gate did not let through.
  private struct NotGranted: Error {}

  private func http(_ channel: any Channel, _ logger: Logger) throws -> Outcome {
    try channel.pipeline.syncOperations.addHandlers([
      HTTP1ToHTTPServerCodec(secure: false),
      SlowRequestGuard(limit: .seconds(Int64(limits.bodySeconds)), largestBody: limits.body),
      StalledReaderGuard(patience: .seconds(Int64(limits.stalledSeconds))),
      HTTPConnectionStateHandler(idleTimeout: .seconds(limits.idleSeconds), logger: logger),
    ])
    return .http(
      try NIOAsyncChannel(
        wrappingChannelSynchronously: channel,
        configuration: .init(isOutboundHalfClosureEnabled: true)))
  }

  func handle(value: Value, logger: Logger) async {
    switch try? await value.outcome.get() {
    case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
    case .socket(let channel, let handler):
      try? await channel.executeThenClose { frames, writer in
        let sender = SocketSender(writer: writer)
        await converse(handler, SocketReceiver(frames: frames, sender: sender), sender)
      }
    case nil: value.channel.close(promise: nil)
    }
  }

  /// Runs a socket's handler to its end and closes with the code that tells why.
  private func converse(
    _ handler: @escaping SocketHandler, _ receiver: SocketReceiver, _ sender: SocketSender
  ) async {
    do {
      // The service's end cancels the handler: an open socket must not hold it up.
      try await untilShutdown { try await handler(receiver, sender) }
      await part(sender, Task.isShuttingDownGracefully ? .goingAway : .normalClosure)
    } catch is CancellationError {
      await part(sender, .goingAway)
    } catch is WatchRight.Lost {
      await part(sender, .policyViolation, "the token is good no more")
    } catch let slow as SlowWatcher {
      await part(sender, .unknown(1013), slow.advice)
    } catch {
      await part(sender, .unexpectedServerError)
    }
  }

  /// Says good-bye, unless the other side takes nothing any more.
  private func part(
    _ sender: SocketSender, _ code: WebSocketErrorCode, _ reason: String = ""
  ) async {
    try? await Deadline.within(.seconds(1)) { try await sender.close(code, reason) }
  }
}
