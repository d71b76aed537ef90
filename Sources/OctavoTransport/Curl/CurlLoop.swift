import CCurl
import COctavoCurl
import Foundation
import Synchronization

/// Drives all transfers of a client on one thread, through libcurl's multi handle, which also
/// keeps the connections.
///
/// A class: a thread and a C handle are its to end.
// @unchecked: the multi handle is used on the loop's thread alone, but for curl_multi_wakeup,
// which any thread may call while the mutex says that the handle lives.
final class CurlLoop: @unchecked Sendable {
  enum Command {
    case start(CurlTransfer)
    /// The receiver takes more.
    case resume(CurlTransfer)
    /// The receiver wants no more, and no failure either.
    case abandon(CurlTransfer)
    case cancel(CurlTransfer)
  }

  private struct Inbox {
    var commands: [Command] = []
    var isStopping = false
    /// Nil once the thread has ended.
    var multi: UnsafeMutableRawPointer?
  }

  /// The time that limits are measured by.
  let now: @Sendable () -> Duration
  private let inbox: Mutex<Inbox>

  /// How long the rest of an abandoned answer may take to come before its connection is closed.
  private static let patience = TransferTimeouts(
    connect: .zero, firstByte: .zero, idle: .seconds(1), total: .seconds(1))
  /// Longest sleep of the thread, in milliseconds.
  private static let longestSleep: Int64 = 1000

  init(now: @escaping @Sendable () -> Duration) {
    self.now = now
    _ = Self.library
    inbox = Mutex(Inbox())
    guard let multi = curl_multi_init() else { return }
    let address = UInt(bitPattern: multi)
    inbox.withLock { $0.multi = UnsafeMutableRawPointer(bitPattern: address) }
    // A pointer is not Sendable, its address is.
    let thread = Thread { [self] in
      if let multi = UnsafeMutableRawPointer(bitPattern: address) { run(multi) }
    }
    thread.name = "octavo-network"
    thread.start()
  }

  /// libcurl's own set-up, once in a process.
  private static let library: Void = {
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
  }()

  /// Hands a command to the thread; once that has ended, a transfer to be started ends too.
  func send(_ command: Command) {
    let isTaken = inbox.withLock { inbox in
      guard let multi = inbox.multi, !inbox.isStopping else { return false }
      inbox.commands.append(command)
      curl_multi_wakeup(multi)
      return true
    }
    if !isTaken, case .start(let transfer) = command { transfer.end(.failure(Self.closed)) }
  }

  /// Ends all transfers, then the thread.
  func stop() {
    inbox.withLock { inbox in
      inbox.isStopping = true
      if let multi = inbox.multi { curl_multi_wakeup(multi) }
    }
  }

  private static let closed = TransportError(.closed)

  // MARK: On the thread

  private func run(_ multi: UnsafeMutableRawPointer) {
    Self.blockBrokenPipeSignal()
    var running = RunningTransfers(multi: multi)
    while true {
      let (commands, isStopping) = inbox.withLock { inbox in
        defer { inbox.commands = [] }
        return (inbox.commands, inbox.isStopping)
      }
      for command in commands { perform(command, &running) }
      if isStopping { break }
      var count: Int32 = 0
      curl_multi_perform(multi, &count)
      running.endFinished()
      running.endLate(at: now())
      curl_multi_poll(multi, nil, 0, sleep(until: running.deadline), nil)
    }
    running.endAll(Self.closed)
    inbox.withLock { $0.multi = nil }
    curl_multi_cleanup(multi)
  }

  private func perform(_ command: Command, _ running: inout RunningTransfers) {
    switch command {
    case .start(let transfer): running.start(transfer)
    case .resume(let transfer):
      guard running.holds(transfer) else { return }
      transfer.watch.resumed(at: now())
      curl_easy_pause(transfer.easy, CURLPAUSE_CONT)
    case .abandon(let transfer):
      guard running.holds(transfer) else { return }
      transfer.abandon()
      transfer.watch = TransferWatch(Self.patience, startedAt: now())
      transfer.watch.received(at: now())
      curl_easy_pause(transfer.easy, CURLPAUSE_CONT)
    case .cancel(let transfer): running.end(transfer, .failure(CancellationError()))
    }
  }

  /// Milliseconds to sleep: to the next limit, rounded up, and no longer than the longest.
  private func sleep(until deadline: Duration?) -> Int32 {
    guard let deadline else { return Int32(Self.longestSleep) }
    let left = deadline - now()
    let milliseconds =
      left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
    return Int32(min(max(milliseconds, 0), Self.longestSleep))
  }

  /// A peer that hangs up while OpenSSL writes would end the program; as an error it is enough.
  private static func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
