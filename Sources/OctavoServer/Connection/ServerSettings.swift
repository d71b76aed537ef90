/// How the server listens and what it grants.
package struct ServerSettings: Sendable {
  /// A name or an address of this machine.
  package var host = "127.0.0.1"
  /// 0 takes any free one.
  package var port = 8080
  package var limits = ConnectionLimits()
  /// Seconds that `Prefer: wait=N` is granted at most.
  package var longestWait = 60
  /// Seconds that links to files are good for.
  package var linkLifetime = 3600
  /// Seconds until work that does not end is cut off when the server is told to stop.
  package var shutdownSeconds = 30

  package init() {}
}
