import OctavoText

/// Which bytes of a word each of its glyphs stands for.
///
/// Every byte belongs to exactly one glyph: the first, as they are drawn from left to right, of its
/// cluster. Clusters follow each other in the direction of the script (HarfBuzz's guarantee).
struct WordClusters {
  let glyphs: UnsafeBufferPointer<ShapedGlyph>
  let text: UnsafeBufferPointer<UInt8>
  /// Whether a hyphen follows the text.
  let addsHyphen: Bool
  let isRightToLeft: Bool

  /// The glyph's bytes; empty for a cluster's other glyphs.
  @inline(__always)
  func bytes(of index: Int) -> Range<Int> {
    let cluster = glyphs[index].cluster
    if index > 0, glyphs[index - 1].cluster == cluster { return 0..<0 }
    return isRightToLeft ? leftwards(index, cluster) : rightwards(index, cluster)
  }

  private var end: Int { text.count + (addsHyphen ? 1 : 0) }

  @inline(__always)
  private func rightwards(_ index: Int, _ cluster: UInt16) -> Range<Int> {
    var next = index + 1
    while next < glyphs.count, glyphs[next].cluster <= cluster { next += 1 }
    let start = index == 0 ? 0 : Int(cluster)
    return start..<max(start, next < glyphs.count ? Int(glyphs[next].cluster) : end)
  }

  private func leftwards(_ index: Int, _ cluster: UInt16) -> Range<Int> {
    let stop = index == 0 ? end : Int(glyphs[index - 1].cluster)
    let isLast = glyphs[index...].allSatisfy { $0.cluster >= cluster }
    let start = isLast ? 0 : Int(cluster)
    return start..<max(start, stop)
  }

  /// A byte of the text or of the hyphen after it.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < text.count ? text[offset] : 0x2D }
}
