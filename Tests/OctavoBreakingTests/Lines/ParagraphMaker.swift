import OctavoBreaking

/// Makes paragraphs for tests from a seed (SplitMix64; Steele, Lea, Flood 2014).
struct ParagraphMaker: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number of points from a range, in scaled points.
  mutating func points(_ range: ClosedRange<Int64>) -> Int64 {
    Int64.random(in: range, using: &self) * 65_536
  }

  /// Words of 8 to 40 pt with spaces of 4 pt (−1, and stretch as given); `hyphens` per cent of them can be cut.
  mutating func paragraph(words: Int, hyphens: Int = 0, stretch: Int64 = 2) -> ItemList {
    var list = ItemList()
    for word in 0..<words {
      if word > 0 { list.appendGlue(width: 4 << 16, stretch: stretch << 16, shrink: 1 << 16) }
      list.appendBox(width: points(8...40))
      if Int.random(in: 0..<100, using: &self) < hyphens {
        list.appendDiscretionary(Discretionary(pre: 4 << 16, penalty: 50))
        list.appendBox(width: points(8...30))
      }
    }
    list.finishParagraph()
    return list
  }
}
