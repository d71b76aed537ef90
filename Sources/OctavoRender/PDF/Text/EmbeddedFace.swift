import OctavoBase
import OctavoText

/// A face as the file embeds it: the codes its text is written in.
///
/// All faces are composite fonts with two-byte codes (ISO 32000-1, 9.7). With `glyf` outlines every
/// meaning has a code of its own, which a map leads to its glyph. With `CFF ` outlines the code is
/// the glyph itself, so that only a glyph's first meaning can be told by code.
struct EmbeddedFace: Sendable {
  /// What is shown for one meaning.
  struct Code: Sendable {
    let number: UInt16
    /// Whether the file's ToUnicode map says the characters; else the text must say them.
    let saysText: Bool
    /// Thousandths of the em.
    let width: Int32
  }

  let subset: FontSubset
  let meanings: GlyphMeanings
  /// By meaning.
  let codes: ContiguousArray<Code>
  /// The glyph in the embedded font, by meaning.
  let glyphs: ContiguousArray<UInt16>

  init(_ meanings: GlyphMeanings, from file: FontFiles.Face) throws(OctavoError) {
    var order: [UInt16] = []
    var places = [Int](repeating: -1, count: 1 << 16)
    for meaning in meanings.all where places[Int(meaning.glyph)] < 0 {
      places[Int(meaning.glyph)] = order.count
      order.append(meaning.glyph)
    }
    let subset = try FontSubset(path: file.path, faceIndex: file.index, glyphs: order)
    var codes: ContiguousArray<Code> = []
    var glyphs: ContiguousArray<UInt16> = []
    var isFirst = [Bool](repeating: true, count: order.count)
    for (index, meaning) in meanings.all.enumerated() {
      let place = places[Int(meaning.glyph)]
      let number = Self.code(of: index, glyph: subset.numbers[place], in: subset)
      codes.append(
        Code(
          number: number.code,
          saysText: meaning.text != 0 && (number.isOwn || isFirst[place]),
          width: Int32(subset.advances[place])))
      glyphs.append(subset.numbers[place])
      isFirst[place] = false
    }
    self.subset = subset
    self.meanings = meanings
    self.codes = codes
    self.glyphs = glyphs
  }

  /// The code of a meaning, and whether no other meaning shares it. Code 0 stays the missing glyph.
  private static func code(
    of meaning: Int, glyph: UInt16, in subset: FontSubset
  ) -> (code: UInt16, isOwn: Bool) {
    switch subset.program {
    case .trueType where meaning < Int(UInt16.max): (UInt16(meaning + 1), true)
    case .trueType: (0, false)
    case .compactFont: (glyph, false)
    }
  }
}
