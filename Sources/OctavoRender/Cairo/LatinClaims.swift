import OctavoLayout
import OctavoText

/// Keeps glyphs that show one character in different forms apart, in copies of their face.
///
/// Cairo sorts a face's glyphs into a simple font, where each Latin character has one glyph, and a
/// composite font for the rest. The first form of a letter takes its place: once small capitals
/// came first, every plain letter of the book would be a switch of fonts. So a run whose forms
/// disagree with those drawn before goes to a copy of the face with places of its own.
struct LatinClaims {
  /// The glyph that has a character's place, for each copy of each face: 128 a copy, 0 for none.
  private var places: [[UInt16]] = []
  /// Copies of a face at most; later disagreements share the last.
  private static let limit = 4
  /// Characters that have places: ASCII.
  private static let width = 128

  /// The copy of the face to draw a run with: `preferred` where it suits.
  mutating func copy(
    for font: FontID, _ glyphs: UnsafeBufferPointer<PlacedGlyph>,
    text: UnsafeBufferPointer<UInt8>, preferred: Int
  ) -> Int {
    let face = Int(font.index)
    while places.count <= face { places.append([]) }
    let count = places[face].count / Self.width
    if preferred < count, Self.claim(glyphs, text, in: &places[face], preferred) {
      return preferred
    }
    for copy in 0..<count where copy != preferred {
      if Self.claim(glyphs, text, in: &places[face], copy) { return copy }
    }
    guard count < Self.limit else { return Self.limit - 1 }
    places[face] += [UInt16](repeating: 0, count: Self.width)
    _ = Self.claim(glyphs, text, in: &places[face], count)
    return count
  }

  /// Takes the places of a run's characters; false, with nothing taken, where another form has one.
  private static func claim(
    _ glyphs: UnsafeBufferPointer<PlacedGlyph>, _ text: UnsafeBufferPointer<UInt8>,
    in places: inout [UInt16], _ copy: Int
  ) -> Bool {
    let base = copy * width
    guard agrees(glyphs, text, places, base) else { return false }
    var offset = 0
    for glyph in glyphs {
      if glyph.textLength == 1, offset < text.count, text[offset] < 0x80 {
        let place = base + Int(text[offset])
        if places[place] == 0 { places[place] = glyph.glyph }
      }
      offset += Int(glyph.textLength)
    }
    return true
  }

  private static func agrees(
    _ glyphs: UnsafeBufferPointer<PlacedGlyph>, _ text: UnsafeBufferPointer<UInt8>,
    _ places: [UInt16], _ base: Int
  ) -> Bool {
    var offset = 0
    for glyph in glyphs {
      if glyph.textLength == 1, offset < text.count, text[offset] < 0x80 {
        let taken = places[base + Int(text[offset])]
        if taken != 0 && taken != glyph.glyph { return false }
      }
      offset += Int(glyph.textLength)
    }
    return true
  }
}
