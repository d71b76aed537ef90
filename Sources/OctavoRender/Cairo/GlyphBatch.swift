import CCairo
import Glibc
import OctavoBase
import OctavoLayout

/// Runs of one font, size and colour gathered until they are shown in one call.
///
/// Cairo records, analyses and replays every call, so that fewer and longer ones cost less; the
/// bytes are the same. Memory is kept from batch to batch.
struct GlyphBatch: ~Copyable {
  private(set) var glyphs = Growable<cairo_glyph_t>()
  private(set) var clusters = Growable<cairo_text_cluster_t>()
  private(set) var text = Growable<CChar>()

  var isEmpty: Bool { glyphs.count == 0 }

  mutating func removeAll() {
    glyphs.count = 0
    clusters.count = 0
    text.count = 0
  }

  /// Adds a run whose baseline begins at `origin`.
  ///
  /// The clusters always cover glyphs and text exactly, as Cairo demands: text no glyph claims
  /// goes to the last cluster, claims beyond the text are cut.
  mutating func append(
    _ run: UnsafeBufferPointer<PlacedGlyph>, text bytes: UnsafeBufferPointer<UInt8>,
    at origin: Point
  ) {
    guard run.count > 0 else { return }
    glyphs.reserve(run.count)
    clusters.reserve(run.count)
    text.reserve(bytes.count)
    if let characters = bytes.baseAddress {
      memcpy(text.base + text.count, characters, bytes.count)
      text.count += bytes.count
    }
    let originX = origin.x.scaledPoints
    let originY = origin.y.scaledPoints
    let point = 1 / Double(Length.unit)
    var left = bytes.count
    var last = clusters.count - 1
    let first = clusters.count
    for glyph in run {
      glyphs.appendReserved(
        cairo_glyph_t(
          index: UInt(glyph.glyph), x: Double(originX + Int64(glyph.x)) * point,
          y: Double(originY - Int64(glyph.y)) * point))
      let length = Self.wholeCharacters(Int(glyph.textLength), of: bytes, left: left)
      if length > 0 || last < first {
        clusters.appendReserved(cairo_text_cluster_t(num_bytes: Int32(length), num_glyphs: 1))
        left -= length
        last += 1
      } else {
        clusters.base[last].num_glyphs += 1
      }
    }
    if left > 0 { clusters.base[last].num_bytes += Int32(left) }
  }

  /// A claim of so many bytes, lengthened to the end of the character it would cut: Cairo takes
  /// none but whole ones. (A claim holds 255 bytes at most; clusters may be longer.)
  @inline(__always)
  private static func wholeCharacters(
    _ claim: Int, of bytes: UnsafeBufferPointer<UInt8>, left: Int
  ) -> Int {
    guard claim > 0, claim < left else { return min(claim, left) }
    var end = bytes.count - left + claim
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end - (bytes.count - left)
  }
}

extension GlyphBatch {
  /// Shows the batch in the context's font and colour, its text along with it.
  func show(on context: OpaquePointer) {
    cairo_show_text_glyphs(
      context, text.base, Int32(text.count), glyphs.base, Int32(glyphs.count), clusters.base,
      Int32(clusters.count), cairo_text_cluster_flags_t(0))
  }

  /// Fills the outlines of the batch, a few glyphs at a time: long paths are slow to fill.
  func fill(on context: OpaquePointer) {
    for start in stride(from: 0, to: glyphs.count, by: 32) {
      cairo_glyph_path(context, glyphs.base + start, Int32(min(32, glyphs.count - start)))
      cairo_fill(context)
    }
  }
}
