import CCurl
import COctavoCurl
import OctavoBase
import Synchronization

/// One exchange: owns libcurl's easy handle and joins the loop's thread with the receiver's task.
///
/// A class, since libcurl's callbacks get its address.
// @unchecked: the handle and the watch are used before the start and then on the loop's thread
// alone; what both sides touch is behind the mutex.
final class CurlTransfer: @unchecked Sendable {
  private struct Shared {
    var buffer: ResponseBuffer
    var waiter: CheckedContinuation<Void, Never>?
  }

  /// libcurl's handle.
  let easy: UnsafeMutableRawPointer
  /// On the loop's thread only.
  var watch: TransferWatch
  /// Hides the request's secrets in libcurl's messages.
  let redaction: Redaction

  /// What it sends of a file. On the loop's thread only.
  let upload: CurlUpload?

  private let loop: CurlLoop
  private let shared: Mutex<Shared>
  private var fields: UnsafeMutablePointer<curl_slist>?
  /// libcurl's own words on a failure.
  private let message: UnsafeMutablePointer<CChar>
  /// Bytes of the request that had left when last asked.
  private var sentBytes: curl_off_t = 0

  init(_ request: HTTPRequest, _ settings: HTTPSettings, _ loop: CurlLoop) throws(TransportError) {
    guard request.isSendable else { throw TransportError(.badRequest) }
    upload = if case .file(let part) = request.body { try CurlUpload(part) } else { nil }
    guard let handle = curl_easy_init() else { throw TransportError(.other(code: 2)) }
    easy = handle
    self.loop = loop
    watch = TransferWatch(request.timeouts, startedAt: loop.now())
    redaction = Redaction(
      secrets: request.secrets
        + [settings.proxy, settings.plainProxy].compactMap { Secret($0 ?? "") })
    shared = Mutex(Shared(buffer: ResponseBuffer(window: settings.window)))
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    CurlOptions(easy: handle).set(request, settings)
    fields = CurlOptions.fields(of: request)
    CurlOptions(easy: handle).setCallbacks(for: self, fields: fields, message: message)
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(fields)
    message.deallocate()
  }

  // MARK: The loop's side

  func connected() { watch.connected(at: loop.now()) }

  func sent(_ bytes: curl_off_t) {
    guard bytes > sentBytes else { return }
    sentBytes = bytes
    watch.sent(at: loop.now())
  }

  func received(headLine bytes: UnsafeRawBufferPointer) {
    watch.received(at: loop.now())
    var line = String(decoding: bytes, as: UTF8.self)
    while let last = line.unicodeScalars.last, last == "\r" || last == "\n" {
      line.unicodeScalars.removeLast()
    }
    wake { $0.takeHeadLine(line) }
  }

  /// What libcurl's write callback answers.
  func received(_ bytes: UnsafeRawBufferPointer) -> Int {
    var taking = ResponseBuffer.Taking.taken
    wake { taking = $0.take(bytes) }
    switch taking {
    case .taken:
      watch.received(at: loop.now())
      return bytes.count
    case .hold:
      watch.paused(at: loop.now())
      return Int(CURL_WRITEFUNC_PAUSE)
    case .giveUp: return bytes.count == 0 ? 1 : 0
    }
  }

  func end(_ result: Result<Void, any Error>) { wake { $0.end(result) } }

  func abandon() { shared.withLock { $0.buffer.abandon() } }

  /// libcurl's words on what went wrong, without secrets.
  var detail: String { redaction.redact(String(cString: message)) }

  private func wake(_ change: (inout ResponseBuffer) -> Void) {
    let waiter = shared.withLock { shared in
      change(&shared.buffer)
      defer { shared.waiter = nil }
      return shared.waiter
    }
    waiter?.resume()
  }

  // MARK: The receiver's side

  /// The answer's head, once it has come.
  func head() async throws -> HTTPHead {
    while true {
      try Task.checkCancellation()
      if let result = shared.withLock({ $0.buffer.headOrFailure() }) { return try result.get() }
      await change { $0.headOrFailure() != nil }
    }
  }

  /// The next piece of the body, nil at its end.
  func next() async throws -> [UInt8]? {
    while true {
      try Task.checkCancellation()
      let (next, resume) = shared.withLock { ($0.buffer.next(), $0.buffer.release()) }
      if resume { loop.send(.resume(self)) }
      switch next {
      case .chunk(let bytes): return bytes
      case .end: return nil
      case .failed(let error): throw error
      case .wait: await change { $0.hasEnded || $0.hasChunk }
      }
    }
  }

  /// Waits until something came, or the task is cancelled.
  private func change(_ isThere: (ResponseBuffer) -> Bool) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let now = shared.withLock { shared in
          guard !isThere(shared.buffer) else { return true }
          shared.waiter = continuation
          return false
        }
        if now { continuation.resume() }
      }
    } onCancel: {
      loop.send(.cancel(self))
    }
  }
}
