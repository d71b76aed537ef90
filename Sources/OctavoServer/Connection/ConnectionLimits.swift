import NIOCore

/// What one connection may send and how long it may take.
package struct ConnectionLimits: Sendable {
  /// Bytes of a request's body, before and after it is unpacked.
  package var body = 4 << 20
  /// Bytes of one header field, and of all of them.
  package var header = 16 << 10
  package var headers = 64 << 10
  package var headerCount = 100
  /// Seconds from a request's head to the end of its body.
  package var bodySeconds = 20
  /// Seconds a request may take until its answer begins; what a client asks to wait comes on top.
  package var answerSeconds = 60
  /// Seconds a connection may do nothing.
  package var idleSeconds = 60
  /// Seconds a client may take nothing of an answer that waits for it.
  package var stalledSeconds = 60
  /// Connections open at once, as far as the system allows so many files; others wait their turn.
  package var connections = 4096
  /// Event streams and sockets open at once, over all users and for each.
  package var watchers = 2048
  package var watchersOfUser = 1024
  /// Seconds between pings of a socket and of an event stream; a socket that answers two of them
  /// with nothing is closed.
  package var pingSeconds = 30
  /// Seconds between two looks whether a watcher's token is still good.
  package var rightSeconds = 5
  /// Seconds a watcher may take to read what was sent before it is cut off.
  package var slowWatcherSeconds = 30
  /// Bytes of one frame, and of one message, that a socket's client may send.
  package var frame = 4 << 10
  package var message = 16 << 10

  package init() {}
}
