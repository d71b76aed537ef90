import CHarfBuzz

extension FontMetrics {
  /// Reads a face's tables; where it states no height, the letter that shows it is measured.
  init(of font: HarfBuzzFont) {
    let em = HarfBuzzFont.scale
    let lines = font.extents()
    let xHeight = font.metric(HB_OT_METRICS_TAG_X_HEIGHT).flatMap { $0 > 0 ? $0 : nil }
    let capHeight = font.metric(HB_OT_METRICS_TAG_CAP_HEIGHT).flatMap { $0 > 0 ? $0 : nil }
    let space = font.nominalGlyph(0x20)
    self.init(
      ascender: lines.ascender, descender: lines.descender, lineGap: lines.lineGap,
      xHeight: xHeight ?? font.topOfGlyph(for: 0x78) ?? em / 2,
      capHeight: capHeight ?? font.topOfGlyph(for: 0x48) ?? em * 7 / 10,
      underlinePosition: font.metric(HB_OT_METRICS_TAG_UNDERLINE_OFFSET) ?? -em / 10,
      underlineThickness: font.metric(HB_OT_METRICS_TAG_UNDERLINE_SIZE) ?? em / 20,
      strikeoutPosition: font.metric(HB_OT_METRICS_TAG_STRIKEOUT_OFFSET) ?? em / 4,
      spaceWidth: space != 0 ? font.advance(ofGlyph: space) : em / 4)
  }
}
