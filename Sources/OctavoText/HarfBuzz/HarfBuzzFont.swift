import CHarfBuzz

/// A face at a scale of 65,536 units per em, for one thread.
final class HarfBuzzFont {
  let pointer: OpaquePointer
  /// Kept alive as long as the font that reads it.
  let face: HarfBuzzFace

  /// Units per em that every distance is given in.
  static let scale: Int32 = 65_536

  init(_ face: HarfBuzzFace) {
    self.face = face
    pointer = hb_font_create(face.pointer)
    hb_font_set_scale(pointer, Self.scale, Self.scale)
  }

  deinit { hb_font_destroy(pointer) }

  /// The glyph a character maps to without shaping; 0 where it has none.
  func nominalGlyph(_ scalar: UInt32) -> UInt32 {
    var glyph: UInt32 = 0
    return hb_font_get_nominal_glyph(pointer, scalar, &glyph) != 0 ? glyph : 0
  }

  func advance(ofGlyph glyph: UInt32) -> Int32 { hb_font_get_glyph_h_advance(pointer, glyph) }

  /// Ascender and descender of the face's horizontal lines; the descender is negative.
  func extents() -> (ascender: Int32, descender: Int32, lineGap: Int32) {
    var extents = hb_font_extents_t()
    guard hb_font_get_h_extents(pointer, &extents) != 0 else {
      return (Self.scale * 4 / 5, -Self.scale / 5, 0)
    }
    return (extents.ascender, extents.descender, extents.line_gap)
  }

  /// A value of `OS/2`, `post` or `hhea`, or nil where the face has none.
  func metric(_ tag: hb_ot_metrics_tag_t) -> Int32? {
    var value: Int32 = 0
    return hb_ot_metrics_get_position(pointer, tag, &value) != 0 ? value : nil
  }

  /// The box around a glyph's outline, from its origin; nil where it has none.
  func ink(ofGlyph glyph: UInt32) -> GlyphInk? {
    var extents = hb_glyph_extents_t()
    guard hb_font_get_glyph_extents(pointer, glyph, &extents) != 0 else { return nil }
    return GlyphInk(
      left: extents.x_bearing, right: extents.x_bearing + extents.width,
      bottom: extents.y_bearing + extents.height, top: extents.y_bearing)
  }

  /// Height of a glyph's outline above the baseline, for faces that state no such metric.
  func topOfGlyph(for scalar: UInt32) -> Int32? {
    let glyph = nominalGlyph(scalar)
    var extents = hb_glyph_extents_t()
    guard glyph != 0, hb_font_get_glyph_extents(pointer, glyph, &extents) != 0 else { return nil }
    return extents.y_bearing
  }
}
