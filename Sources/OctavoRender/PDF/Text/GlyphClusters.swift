import OctavoLayout

/// Walks the clusters of a run: glyphs that together show some characters.
struct GlyphClusters {
  struct Cluster {
    /// Indices in the run's glyphs; never empty.
    let glyphs: Range<Int>
    /// Indices in the run's bytes, whole characters; empty where an earlier run has the text.
    let text: Range<Int>
  }

  private let glyphs: UnsafeBufferPointer<PlacedGlyph>
  private let text: UnsafeBufferPointer<UInt8>
  private var glyph = 0
  private var byte = 0

  init(_ glyphs: UnsafeBufferPointer<PlacedGlyph>, text: UnsafeBufferPointer<UInt8>) {
    self.glyphs = glyphs
    self.text = text
  }

  /// The next cluster; nil after the last. Text that no glyph claims goes to the last.
  ///
  /// A claim holds 255 bytes at most; one that would cut a character is lengthened.
  @inline(__always)
  mutating func next() -> Cluster? {
    guard glyph < glyphs.count else { return nil }
    let first = glyph
    let start = byte
    byte = min(byte + Int(glyphs[first].textLength), text.count)
    while byte < text.count, byte > start, text[byte] & 0xC0 == 0x80 { byte += 1 }
    glyph += 1
    while glyph < glyphs.count, glyphs[glyph].textLength == 0 { glyph += 1 }
    if glyph == glyphs.count { byte = text.count }
    return Cluster(glyphs: first..<glyph, text: start..<byte)
  }
}
