/// How far a word hangs into the margins when it begins or ends a line.
package struct WordEdges: Sendable {
  /// 65,536ths of the em, outwards.
  package let left: Int32
  package let right: Int32

  package static let none = WordEdges(left: 0, right: 0)
}

extension FontContext {
  /// What hangs at each end of a word set from left to right; found once a word.
  package func edges(of word: WordID) -> WordEdges {
    let index = Int(word.index)
    if index < wordEdges.count, let known = wordEdges[index] { return known }
    while wordEdges.count < cachedWordCount { wordEdges.append(nil) }
    let edges = measureEdges(word)
    wordEdges[index] = edges
    return edges
  }

  private func measureEdges(_ word: WordID) -> WordEdges {
    let glyphs = self.glyphs(of: word)
    let text = self.text(of: word)
    guard let first = glyphs.first, let last = glyphs.last, first.cluster <= last.cluster else {
      return .none
    }
    return WordEdges(
      left: protrusion(.left, of: first, scalar: Self.firstScalar(text)),
      right: protrusion(.right, of: last, scalar: lastScalar(text, last)))
  }

  /// The last character; the hyphen of a cut word, whose glyph lies past the text.
  private func lastScalar(
    _ text: UnsafeBufferPointer<UInt8>, _ last: ShapedGlyph
  ) -> UInt32 {
    if Int(last.cluster) >= text.count { return 0x2D }
    var start = text.count - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return Self.firstScalar(UnsafeBufferPointer(rebasing: text[start...]))
  }

  private static func firstScalar(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let lead = text.first else { return 0 }
    if lead < 0x80 { return UInt32(lead) }
    return String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first?.value ?? 0
  }
}
