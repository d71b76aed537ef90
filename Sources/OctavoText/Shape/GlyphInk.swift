/// The box around the outline of a glyph, in 65,536ths of the em from its origin.
package struct GlyphInk: Sendable, Hashable {
  /// Negative where the outline begins before the origin.
  package let left: Int32
  /// Greater than the advance where the outline reaches under the next glyph.
  package let right: Int32
  /// Negative below the baseline.
  package let bottom: Int32
  package let top: Int32

  /// The box around both.
  func union(_ other: GlyphInk) -> GlyphInk {
    GlyphInk(
      left: min(left, other.left), right: max(right, other.right),
      bottom: min(bottom, other.bottom), top: max(top, other.top))
  }
}

extension FontContext {
  /// The box around the outlines of a short text.
  package func ink(of text: String, in instance: FontInstanceID) -> GlyphInk? {
    let bytes = Array(text.utf8.prefix(Self.maximumTokenBytes))
    return bytes.withUnsafeBufferPointer { ink(of: shape($0, in: instance)) }
  }

  /// The box around a word's outlines, from its first glyph's origin; nil where it has none.
  package func ink(of word: WordID) -> GlyphInk? {
    var origin: Int32 = 0
    var result: GlyphInk?
    for glyph in glyphs(of: word) {
      if let ink = font(glyph.font).ink(ofGlyph: UInt32(glyph.glyph)) {
        let x = origin + glyph.xOffset
        let placed = GlyphInk(
          left: ink.left + x, right: ink.right + x, bottom: ink.bottom + glyph.yOffset,
          top: ink.top + glyph.yOffset)
        result = result?.union(placed) ?? placed
      }
      origin += glyph.advance
    }
    return result
  }
}
