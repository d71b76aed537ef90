/// The values of optical margins, judged by eye on pages of our own.
package enum Protrusion {
  /// A line's end that a glyph stands at.
  package enum Edge: Sendable {
    case left, right
  }

  /// Characters that hang alike, in thousandths of their width.
  struct Group {
    let characters: String
    let left: Int
    let right: Int
  }

  /// For any text face: punctuation by how little of its width is ink, letters by their slope.
  static let general: [Group] = [
    Group(characters: ".,", left: 0, right: 650),
    Group(characters: ":;", left: 0, right: 400),
    Group(characters: "!?", left: 0, right: 150),
    Group(characters: "-\u{2010}\u{2011}", left: 0, right: 600),
    Group(characters: "\u{2013}", left: 200, right: 300),
    Group(characters: "\u{2014}\u{2015}", left: 150, right: 200),
    Group(characters: "'\"\u{2018}\u{2019}\u{201A}\u{201C}\u{201D}\u{201E}", left: 450, right: 550),
    Group(characters: "«»\u{2039}\u{203A}", left: 250, right: 350),
    Group(characters: "\u{2026}", left: 0, right: 120),
    Group(characters: "([{", left: 100, right: 0),
    Group(characters: ")]}", left: 0, right: 150),
    Group(characters: "*", left: 200, right: 250),
    Group(characters: "A", left: 50, right: 50),
    Group(characters: "TVWY", left: 50, right: 50),
    Group(characters: "vwyx", left: 40, right: 40),
    Group(characters: "rkt", left: 0, right: 40),
    Group(characters: "LK", left: 0, right: 40),
    Group(characters: "CGOQ", left: 20, right: 0),
  ]

  /// EB Garamond, where it asks for more than others: its quotes are light, its T, V, W and Y wide.
  static let garamond: [Group] = [
    Group(characters: ".,", left: 0, right: 700),
    Group(characters: ":;", left: 0, right: 450),
    Group(characters: "-\u{2010}\u{2011}", left: 0, right: 700),
    Group(characters: "'\"\u{2018}\u{2019}\u{201C}\u{201D}", left: 500, right: 600),
    Group(characters: "AÀÁÂÃÄÅ", left: 70, right: 60),
    Group(characters: "TVWYÝ", left: 70, right: 70),
    Group(characters: "J", left: 100, right: 0),
    Group(characters: "f", left: 0, right: 50),
  ]
}

extension FontContext {
  /// How far a glyph at a line's end hangs over the margin, in 65,536ths of the em.
  ///
  /// `scalar` is the character the glyph shows at that edge: of a ligature the first or the last.
  package func protrusion(
    _ edge: Protrusion.Edge, of glyph: ShapedGlyph, scalar: UInt32
  ) -> Int32 {
    let value = protrusionTables[Int(glyph.font.index)].value(scalar, at: edge)
    return value == 0 ? 0 : glyph.advance / 1000 * value + glyph.advance % 1000 * value / 1000
  }
}
