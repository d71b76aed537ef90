import Dispatch
import Glibc
import Synchronization

/// Runs asynchronous work from a synchronous command; the first Ctrl-C or SIGTERM cancels it, the
/// second ends the program at once.
enum AsyncRun {
  /// Thrown where a signal ended the work; all that was written is kept.
  struct Interrupted: Error {
    let signal: Int32
  }

  private static let stopping = [SIGINT, SIGTERM]

  static func wait(_ work: @escaping @Sendable () async throws -> Void) throws {
    let outcome = Mutex<Result<Void, any Error>>(.success(()))
    let received = Mutex<Int32>(0)
    let done = DispatchSemaphore(value: 0)
    do {
      // Blocked, a signal that comes before its source listens waits for it. Ignored, it would be
      // lost, with any that came while the program was starting.
      var stops = sigset_t()
      sigemptyset(&stops)
      for number in Self.stopping { sigaddset(&stops, number) }
      pthread_sigmask(SIG_BLOCK, &stops, nil)
      let task = Task {
        do { try await work() } catch { outcome.withLock { $0 = .failure(error) } }
        done.signal()
      }
      let sources = Self.stopping.map { number in
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler {
          let isSecond = received.withLock { old in
            defer { old = number }
            return old != 0
          }
          if isSecond { _exit(128 + number) }
          task.cancel()
        }
        source.resume()
        return source
      }
      done.wait()
      for source in sources { source.cancel() }
    }
    do {
      try outcome.withLock { $0 }.get()
    } catch is CancellationError {
      throw Interrupted(signal: received.withLock { $0 })
    }
  }
}
