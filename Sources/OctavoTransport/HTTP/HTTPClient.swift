/// Sends requests over HTTP/1.1 and keeps connections for the next ones.
///
/// All exchanges of a client run on one thread of its own. When the client goes, or is closed,
/// exchanges under way end with `TransportError.Kind.closed`.
package final class HTTPClient: Sendable {
  private let loop: CurlLoop
  private let settings: HTTPSettings

  /// Makes a client; `now` is the time that limits are measured by, since any fixed moment.
  package init(
    _ settings: HTTPSettings = HTTPSettings(),
    now: @escaping @Sendable () -> Duration = MonotonicTime.now
  ) {
    self.settings = settings
    loop = CurlLoop(now: now)
  }

  deinit { loop.stop() }

  /// Ends every exchange and the thread. Later requests fail.
  package func close() { loop.stop() }

  /// Sends a request, waits for the answer's head and lends the answer to `body`.
  ///
  /// When `body` returns early, what is left of the answer is dropped, and its connection kept
  /// only if little is left. When it throws or the task is cancelled, the exchange ends at once.
  package func withResponse<Value>(
    to request: HTTPRequest, _ body: (HTTPResponse) async throws -> Value
  ) async throws -> Value {
    let transfer = try CurlTransfer(request, settings, loop)
    loop.send(.start(transfer))
    do {
      let head = try await transfer.head()
      let value = try await body(HTTPResponse(head: head, transfer: transfer))
      loop.send(.abandon(transfer))
      return value
    } catch {
      loop.send(.cancel(transfer))
      throw error
    }
  }

  /// Sends a request and collects the whole answer, whatever its status.
  package func answer(
    to request: HTTPRequest, limit: Int = 64 << 20
  ) async throws -> (head: HTTPHead, body: [UInt8]) {
    try await withResponse(to: request) { response in
      (response.head, try await response.rest(limit: limit))
    }
  }

  /// Sends a request whose answer is an event stream and hands on its events as they come.
  ///
  /// Ends when the stream does, or when `receive` answers false. An answer of another status
  /// than 2xx is given to `refused`, whose error is thrown.
  package func events(
    of request: HTTPRequest, refused: (HTTPResponse) async throws -> any Error,
    receive: ([ServerSentEvent]) async throws -> Bool
  ) async throws {
    try await withResponse(to: request) { response in
      guard response.head.isSuccess else { throw try await refused(response) }
      var parser = EventStreamParser()
      while let chunk = try await response.next() {
        let events = try parser.take(chunk)
        if !events.isEmpty, try await !receive(events) { return }
      }
    }
  }
}

/// The time that only goes forward, for limits.
package enum MonotonicTime {
  private static let origin = ContinuousClock.now

  /// Time since the first call in this process.
  package static let now: @Sendable () -> Duration = { origin.duration(to: .now) }
}
