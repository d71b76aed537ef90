/// What the codes of one embedded face stand for: a glyph and the characters it shows there.
///
/// One glyph may show different characters in different places (a small capital shows `a` and `A`);
/// each gets a code of its own, so that text copied from the file is the text that was written.
struct GlyphMeanings: Sendable {
  struct Meaning: Sendable {
    let glyph: UInt16
    /// Packed by `pack`.
    let text: UInt64
  }

  /// In the order of first use.
  private(set) var all: ContiguousArray<Meaning> = []
  /// By glyph: one more than the index of its first meaning; 0 for none.
  private var heads: ContiguousArray<Int32> = []
  /// By meaning: one more than the index of its glyph's next meaning; 0 for none.
  private var next: ContiguousArray<Int32> = []

  /// The index of a meaning; nil where none like it was added.
  func index(of glyph: UInt16, text: UInt64) -> Int? {
    guard Int(glyph) < heads.count else { return nil }
    var index = Int(heads[Int(glyph)]) - 1
    while index >= 0 {
      if all[index].text == text { return index }
      index = Int(next[index]) - 1
    }
    return nil
  }

  mutating func add(glyph: UInt16, text: UInt64) {
    if index(of: glyph, text: text) != nil { return }
    while heads.count <= Int(glyph) { heads.append(0) }
    // Appended behind the glyph's other meanings, so that the first stays the first.
    var last = Int(heads[Int(glyph)]) - 1
    while last >= 0, next[last] > 0 { last = Int(next[last]) - 1 }
    all.append(Meaning(glyph: glyph, text: text))
    next.append(0)
    if last >= 0 { next[last] = Int32(all.count) } else { heads[Int(glyph)] = Int32(all.count) }
  }

  /// The characters of at most seven bytes as a number, their count in the top byte; 0 for more or
  /// for none.
  @inline(__always)
  static func pack(_ text: UnsafeBufferPointer<UInt8>, from start: Int, count: Int) -> UInt64 {
    guard count > 0, count <= 7 else { return 0 }
    var packed = UInt64(count) << 56
    for offset in 0..<count { packed |= UInt64(text[start + offset]) << UInt64(offset * 8) }
    return packed
  }

  /// What `pack` packed.
  static func unpack(_ packed: UInt64) -> String {
    let bytes = (0..<(packed >> 56)).map { UInt8(truncatingIfNeeded: packed >> ($0 * 8)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
