import OctavoLayout
import OctavoText

/// Keeps glyphs that show one character in different forms apart, in copies of their face.
///
/// Cairo sorts a face's glyphs into a simple font, where each Latin character has one glyph, and a
/// composite font for the rest. The first form of a letter takes its place: once small capitals
/// came first, every plain letter of the book would be a switch of fonts. So a run whose forms
/// disagree with those drawn before goes to a copy of the face with places of its own.
struct LatinClaims {
  /// The glyph that has a character's place in each copy of a face; 0 for none.
  private var copies: [FontID: [[UInt16]]] = [:]
  /// Copies of a face at most; later disagreements share the last.
  private static let limit = 4

  /// The copy of the face to draw a run with: `preferred` where it suits.
  mutating func copy(
    for font: FontID, _ glyphs: UnsafeBufferPointer<PlacedGlyph>,
    text: UnsafeBufferPointer<UInt8>, preferred: Int
  ) -> Int {
    var places = copies[font] ?? []
    let order = [preferred] + places.indices.filter { $0 != preferred }
    for copy in order where copy < places.count {
      if Self.claim(glyphs, text, in: &places[copy]) {
        copies[font] = places
        return copy
      }
    }
    guard places.count < Self.limit else { return Self.limit - 1 }
    places.append([UInt16](repeating: 0, count: 128))
    _ = Self.claim(glyphs, text, in: &places[places.count - 1])
    copies[font] = places
    return places.count - 1
  }

  /// Takes the places of a run's characters; false, with nothing taken, where another form has one.
  private static func claim(
    _ glyphs: UnsafeBufferPointer<PlacedGlyph>, _ text: UnsafeBufferPointer<UInt8>,
    in places: inout [UInt16]
  ) -> Bool {
    var taken: [Int] = []
    var offset = 0
    for glyph in glyphs {
      let length = Int(glyph.textLength)
      defer { offset += length }
      guard length == 1, offset < text.count, text[offset] < 0x80 else { continue }
      let character = Int(text[offset])
      if places[character] == glyph.glyph { continue }
      guard places[character] == 0 else {
        for character in taken { places[character] = 0 }
        return false
      }
      places[character] = glyph.glyph
      taken.append(character)
    }
    return true
  }
}
