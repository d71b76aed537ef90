/// What has arrived of one answer and was not yet taken: a state machine without threads or waits.
///
/// The transfer feeds it from the network's side, the receiver empties it. No more than `window`
/// bytes wait; beyond that the network's side is told to hold, so that the peer feels it.
struct ResponseBuffer {
  /// What a receiver gets.
  enum Next {
    case chunk([UInt8])
    case end
    case failed(any Error)
    /// Nothing yet.
    case wait
  }

  /// Bytes that may wait untaken.
  let window: Int
  private(set) var head: HTTPHead?
  /// Whether the network's side was told to hold.
  private(set) var isHeld = false

  private var headLines: [String] = []
  private var chunks: [[UInt8]] = []
  /// Index of the first chunk not taken.
  private var first = 0
  /// Bytes in chunks not taken.
  private var waiting = 0
  private var result: Result<Void, any Error>?
  /// Nobody will take what still comes; counts the bytes dropped.
  private var dropped: Int?

  /// Bytes dropped of an abandoned answer before its connection is given up.
  private static let mostDropped = 1 << 16

  init(window: Int) { self.window = window }

  var hasEnded: Bool { result != nil }
  var hasChunk: Bool { first < chunks.count }

  /// Takes one line of a head; interim answers (1xx) and trailers are passed over.
  mutating func takeHeadLine(_ line: String) {
    guard head == nil else { return }
    if line.hasPrefix("HTTP/") {
      headLines = [line]
    } else if !line.isEmpty {
      headLines.append(line)
    } else if let whole = HTTPHead(lines: headLines), whole.status >= 200 {
      head = whole
      headLines = []
    }
  }

  /// What becomes of bytes that came.
  enum Taking { case taken, hold, giveUp }

  /// Takes bytes of the body, unless too many wait already.
  mutating func take(_ bytes: UnsafeRawBufferPointer) -> Taking {
    if let count = dropped {
      dropped = count + bytes.count
      return count + bytes.count > Self.mostDropped ? .giveUp : .taken
    }
    if waiting > 0, waiting + bytes.count > window {
      isHeld = true
      return .hold
    }
    chunks.append(Array(bytes))
    waiting += bytes.count
    return .taken
  }

  /// The answer is over, well or not; only the first end counts.
  mutating func end(_ result: Result<Void, any Error>) {
    if self.result == nil { self.result = result }
  }

  /// Drops what waits and what still comes.
  mutating func abandon() {
    (chunks, first, waiting, dropped) = ([], 0, 0, dropped ?? 0)
  }

  /// The head, or why there will be none.
  func headOrFailure() -> Result<HTTPHead, any Error>? {
    if let head { return .success(head) }
    switch result {
    case .failure(let error): return .failure(error)
    case .success: return .failure(TransportError(.connectionLost))
    case nil: return nil
    }
  }

  /// The next chunk of the body.
  mutating func next() -> Next {
    if first < chunks.count {
      let chunk = chunks[first]
      first += 1
      waiting -= chunk.count
      if first == chunks.count { (chunks, first) = ([], 0) }
      return .chunk(chunk)
    }
    switch result {
    case .success: return .end
    case .failure(let error): return .failed(error)
    case nil: return .wait
    }
  }

  /// Whether the network's side, held before, may go on; it is then no longer held.
  mutating func release() -> Bool {
    guard isHeld, waiting <= window / 2 else { return false }
    isHeld = false
    return true
  }
}
