import OctavoText

/// The pieces a word that is wider than its line may be cut into, in reading order: its clusters,
/// which are whole graphemes, and of a cluster that is too wide by itself, such as a letter under a
/// hundred marks, its characters.
struct WordPieces {
  struct Piece {
    /// Byte offset in the word.
    let start: Int
    /// Scaled points; of a part of a cluster an equal share.
    let width: Int64
  }

  private(set) var pieces: ContiguousArray<Piece> = []

  /// - Parameters:
  ///   - glyphs: in visual order, whichever way that runs.
  ///   - em: the type size in scaled points; `tracking` is what follows each glyph.
  ///   - measure: the widest piece wanted, in scaled points.
  init(
    _ glyphs: UnsafeBufferPointer<ShapedGlyph>, text: UnsafeBufferPointer<UInt8>,
    em: Int64, tracking: Int64, measure: Int64
  ) {
    var clusters = glyphs.map {
      Piece(start: Int($0.cluster), width: (Int64($0.advance) * em) >> 16 + tracking)
    }
    clusters.sort { $0.start < $1.start }
    var index = 0
    while index < clusters.count {
      let start = clusters[index].start
      var width: Int64 = 0
      while index < clusters.count, clusters[index].start == start {
        width += clusters[index].width
        index += 1
      }
      let end = index < clusters.count ? clusters[index].start : text.count
      if width > measure {
        divide(text, from: start, to: end, width)
      } else {
        pieces.append(Piece(start: start, width: width))
      }
    }
  }

  private mutating func divide(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, _ width: Int64
  ) {
    let starts = (start..<end).filter { $0 == start || text[$0] & 0xC0 != 0x80 }
    guard !starts.isEmpty else { return pieces.append(Piece(start: start, width: width)) }
    let share = width / Int64(starts.count)
    for start in starts { pieces.append(Piece(start: start, width: share)) }
  }
}
