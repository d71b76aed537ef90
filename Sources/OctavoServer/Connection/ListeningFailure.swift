import Glibc
import NIOCore
package import OctavoBase

/// Why the server cannot listen.
package struct ListeningFailure: Error, Sendable {
  package let error: OctavoError

  init(_ error: IOError, host: String, port: Int) {
    let reason = String(cString: strerror(error.errnoCode))
    self.error =
      switch error.errnoCode {
      case EADDRINUSE:
        OctavoError(
          .unavailable, "serve.port-in-use", "another program listens on port \(port) already",
          hints: ["choose another with --port, or 0 for any free one"])
      case EACCES:
        OctavoError(
          .unavailable, "serve.port-denied", "port \(port) may not be listened on: \(reason)",
          hints: ["choose a port above 1023"])
      default:
        OctavoError(
          .unavailable, "serve.cannot-listen", "cannot listen on \(host), port \(port): \(reason)")
      }
  }
}
