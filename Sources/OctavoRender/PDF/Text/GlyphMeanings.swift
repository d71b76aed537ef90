/// What the codes of one embedded face stand for: a glyph and the characters it shows there.
///
/// One glyph may show different characters in different places (a small capital shows `a` and `A`);
/// each gets a code of its own, so that text copied from the file is the text that was written.
struct GlyphMeanings: Sendable {
  struct Meaning: Hashable, Sendable {
    let glyph: UInt16
    /// Packed by `pack`.
    let text: UInt64
  }

  /// In the order of first use.
  private(set) var all: ContiguousArray<Meaning> = []
  /// By glyph: one more than the index of its first meaning; 0 for none.
  private var heads: ContiguousArray<Int32> = []
  /// Indices of all but the first meanings of glyphs; looked up, never iterated. The box for what is
  /// missing may stand for a hundred thousand characters.
  private var others: [Meaning: Int32] = [:]

  /// From so many meanings on a glyph that has one gets no other, so that codes are left for glyphs
  /// that have none.
  static let most = 1 << 15

  /// The index of a meaning; nil where none like it was added.
  @inline(__always)
  func index(of glyph: UInt16, text: UInt64) -> Int? {
    guard let first = first(of: glyph) else { return nil }
    if all[first].text == text { return first }
    return others[Meaning(glyph: glyph, text: text)].map(Int.init)
  }

  /// The index of a glyph's first meaning.
  @inline(__always)
  func first(of glyph: UInt16) -> Int? {
    guard Int(glyph) < heads.count, heads[Int(glyph)] > 0 else { return nil }
    return Int(heads[Int(glyph)]) - 1
  }

  mutating func add(glyph: UInt16, text: UInt64) {
    if index(of: glyph, text: text) != nil { return }
    let meaning = Meaning(glyph: glyph, text: text)
    if first(of: glyph) == nil {
      while heads.count <= Int(glyph) { heads.append(0) }
      heads[Int(glyph)] = Int32(all.count + 1)
    } else {
      guard all.count < Self.most else { return }
      others[meaning] = Int32(all.count)
    }
    all.append(meaning)
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
