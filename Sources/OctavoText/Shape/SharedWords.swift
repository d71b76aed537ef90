import Synchronization

/// What the threads of one book have shaped, for each to take instead of shaping it again.
///
/// A word's glyphs are the same whoever shaped it, so no output depends on who did.
final class SharedWords: Sendable {
  /// Words by their hash's upper bits: threads seldom meet at one.
  private let shelves: [Shelf]
  private let instances = Mutex<[FontRequest: Int32]>([:])

  private static let shelfCount = 32

  /// Words behind a lock.
  ///
  /// Unchecked, because the words are touched only by who holds the lock.
  private final class Shelf: @unchecked Sendable {
    private let lock = Mutex(())
    @exclusivity(unchecked) private var words = WordCache(capacity: 1 << 10)

    func locked<Value>(_ body: (inout WordCache) -> Value) -> Value {
      lock.withLock { _ in body(&words) }
    }
  }

  init() { shelves = (0..<Self.shelfCount).map { _ in Shelf() } }

  /// The number of a request, the same for every thread: what plans are named by here.
  func instance(_ request: FontRequest) -> Int32 {
    instances.withLock { instances in
      if let known = instances[request] { return known }
      let number = Int32(instances.count)
      instances[request] = number
      return number
    }
  }

  /// A word another thread has shaped, its glyphs appended to `glyphs`.
  func take(
    _ text: UnsafeBufferPointer<UInt8>, plan: Int32, into glyphs: inout Arena<ShapedGlyph>
  ) -> ShapedWord? {
    let hash = WordCache.hash(text, plan: plan)
    return shelf(hash).locked { cache in
      guard let id = cache.find(text, plan: plan, hash: hash) else { return nil }
      var word = cache.words[Int(id.index)]
      let range = Int(word.glyphs.lowerBound)..<Int(word.glyphs.upperBound)
      let start = glyphs.count
      glyphs.append(cache.glyphs.view(range))
      word.glyphs = Int32(start)..<Int32(glyphs.count)
      return word
    }
  }

  /// Keeps a word for the other threads, unless one of them was quicker.
  func give(
    _ text: UnsafeBufferPointer<UInt8>, plan: Int32, word: ShapedWord,
    glyphs: UnsafeBufferPointer<ShapedGlyph>
  ) {
    let hash = WordCache.hash(text, plan: plan)
    shelf(hash).locked { cache in
      guard cache.find(text, plan: plan, hash: hash) == nil else { return }
      var kept = word
      let start = cache.glyphs.count
      cache.glyphs.append(glyphs)
      kept.glyphs = Int32(start)..<Int32(cache.glyphs.count)
      _ = cache.add(text, plan: plan, hash: hash, word: kept)
    }
  }

  private func shelf(_ hash: UInt32) -> Shelf { shelves[Int(hash >> 27)] }
}
