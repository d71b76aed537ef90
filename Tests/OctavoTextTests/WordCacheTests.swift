import Testing

@testable import OctavoText

/// Words are told from each other by every byte, their length and their plan.
@Suite("Word cache")
struct WordCacheTests {
  /// Texts of all short lengths that differ in one byte, the ends and NULs among them.
  private static let texts: [[UInt8]] = (0...20).flatMap { count -> [[UInt8]] in
    let plain = [UInt8](repeating: 0x61, count: count)
    let changed = (0..<count).flatMap { index in
      [UInt8(0x62), 0].map { byte in
        var text = plain
        text[index] = byte
        return text
      }
    }
    return [plain] + changed
  }

  private func find(_ text: [UInt8], _ plan: Int32, in cache: borrowing WordCache) -> WordID? {
    text.withUnsafeBufferPointer {
      cache.find($0, plan: plan, hash: WordCache.hash($0, plan: plan))
    }
  }

  private func add(_ text: [UInt8], _ plan: Int32, to cache: inout WordCache) -> WordID {
    text.withUnsafeBufferPointer {
      let word = ShapedWord(
        glyphs: 0..<0, width: plan, byteCount: Int32($0.count), hasMissingGlyph: false)
      return cache.add($0, plan: plan, hash: WordCache.hash($0, plan: plan), word: word)
    }
  }

  @Test("each text of each plan is found as itself, and no other is", arguments: [2, 1 << 13])
  func neighbours(capacity: Int) {
    var cache = WordCache(capacity: capacity)
    var ids: [[WordID]] = []
    for text in Self.texts {
      for plan: Int32 in 0..<2 { #expect(find(text, plan, in: cache) == nil, "\(text) \(plan)") }
      ids.append([add(text, 0, to: &cache), add(text, 1, to: &cache)])
    }
    for (text, known) in zip(Self.texts, ids) {
      #expect(find(text, 0, in: cache) == known[0])
      #expect(find(text, 1, in: cache) == known[1])
      #expect(Array(cache.text(known[0])) == text)
    }
    #expect(Set(ids.joined().map(\.index)).count == 2 * Self.texts.count)
    cache.removeAll()
    #expect(find(Self.texts[5], 0, in: cache) == nil)
  }

  @Test("texts of one hash are told apart")
  func sameHash() {
    var cache = WordCache()
    let texts = Self.texts.filter { $0.count > 4 }
    for text in texts {
      text.withUnsafeBufferPointer {
        let word = ShapedWord(
          glyphs: 0..<0, width: 0, byteCount: Int32($0.count), hasMissingGlyph: false)
        _ = cache.add($0, plan: 0, hash: 7, word: word)
      }
    }
    for (index, text) in texts.enumerated() {
      let found = text.withUnsafeBufferPointer { cache.find($0, plan: 0, hash: 7) }
      #expect(found == WordID(index: Int32(index)))
    }
  }
}
