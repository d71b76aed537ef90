import OctavoBase
import OctavoStyle
import OctavoText

/// Writes glyph runs into a fragment store, from left to right.
struct RunEmitter {
  let context: FontContext
  /// How the line's glyphs are widened and spaced.
  let setting: Justification
  /// Where the next glyph goes, in scaled points from the line's origin.
  private(set) var pen: Int64
  private(set) var store: FragmentStore
  private let firstRun: Int
  private var style: ResolvedStyle?
  private var link: Int32 = -1
  private var font: FontID?
  private var runStart: Int64 = 0
  private var firstGlyph = 0
  private var firstByte = 0
  /// Characters the next glyph stands for besides its own.
  var prefix: ArraySlice<UInt8> = []
  /// Whether glyphs stand for no characters.
  var isSilent = false

  init(
    context: FontContext, setting: Justification, pen: Int64, store: consuming FragmentStore
  ) {
    self.context = context
    self.setting = setting
    self.pen = pen
    firstRun = store.runs.count
    self.store = store
  }

  /// Goes on in a style; a run goes on too where nothing it holds changes.
  mutating func begin(_ next: ResolvedStyle, link nextLink: Int32) {
    if let style, style.style != next.style || link != nextLink { close() }
    style = next
    link = nextLink
  }

  mutating func add(
    _ word: WordID, text: UnsafeBufferPointer<UInt8>, addsHyphen: Bool, isRightToLeft: Bool
  ) {
    guard let style else { return }
    let glyphs = context.glyphs(of: word)
    let em = style.size.scaledPoints
    var units: Int64 = 0
    let origin = pen
    let count = glyphs.count
    let start = store.glyphs.count
    for index in 0..<count {
      let glyph = glyphs[index]
      if font != glyph.font { open(glyph.font) }
      let x = origin + scaled(((units + Int64(glyph.xOffset)) * em) >> 16, index, style)
      let length = isRightToLeft ? 0 : textLength(index, glyphs, text, addsHyphen)
      store.glyphs.append(
        PlacedGlyph(
          x: Int32(clamping: x - runStart), y: Int32((Int64(glyph.yOffset) * em) >> 16),
          glyph: glyph.glyph, textLength: length))
      units += Int64(glyph.advance)
    }
    if isRightToLeft { appendWhole(text, from: start) }
    pen = origin + scaled((units * em) >> 16, count, style)
  }

  /// A distance within a word, scaled, with the tracking of the glyphs before it.
  private func scaled(_ distance: Int64, _ glyphsBefore: Int, _ style: ResolvedStyle) -> Int64 {
    Justification.scaled(distance + style.tracking * Int64(glyphsBefore), setting.scale)
      + setting.tracking * Int64(glyphsBefore)
  }

  /// Appends the characters of the cluster that begins with the glyph; returns how many bytes.
  private mutating func textLength(
    _ index: Int, _ glyphs: UnsafeBufferPointer<ShapedGlyph>, _ text: UnsafeBufferPointer<UInt8>,
    _ addsHyphen: Bool
  ) -> UInt8 {
    if isSilent { return 0 }
    let start = Int(glyphs[index].cluster)
    if index > 0, Int(glyphs[index - 1].cluster) == start,
      glyphs[index - 1].font == glyphs[index].font
    {
      return 0
    }
    if start >= text.count {
      guard addsHyphen else { return 0 }
      store.text.append(0x2D)
      return 1
    }
    var next = index + 1
    while next < glyphs.count, Int(glyphs[next].cluster) <= start { next += 1 }
    let end = next < glyphs.count ? min(Int(glyphs[next].cluster), text.count) : text.count
    return append(text[start..<max(end, start)])
  }

  /// Right-to-left text is given to its first glyph whole.
  private mutating func appendWhole(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
    guard start < store.glyphs.count else { return }
    store.glyphs[start].textLength = append(text[...])
  }

  /// Soft hyphens are not part of what a reader copies.
  private mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8 {
    let before = store.text.count
    store.text.append(contentsOf: prefix)
    prefix = []
    var i = bytes.startIndex
    while i < bytes.endIndex, store.text.count - before < 252 {
      if bytes[i] == 0xC2, i + 1 < bytes.endIndex, bytes[i + 1] == 0xAD {
        i += 2
        continue
      }
      store.text.append(bytes[i])
      i += 1
    }
    return UInt8(store.text.count - before)
  }

  /// A word space of the given width.
  mutating func addSpace(_ width: Int64) {
    guard let style else { return }
    let space = style.spaceGlyph
    if font != space.font { open(space.font) }
    store.glyphs.append(
      PlacedGlyph(x: Int32(clamping: pen - runStart), y: 0, glyph: space.glyph, textLength: 1))
    store.text.append(0x20)
    pen += width
  }

  private mutating func open(_ next: FontID) {
    let kept = style
    close()
    style = kept
    font = next
    runStart = pen
    firstGlyph = store.glyphs.count
    firstByte = store.text.count
  }

  private mutating func close() {
    defer { font = nil }
    guard let font, let style, store.glyphs.count > firstGlyph else { return }
    var run = GlyphRun(
      font: font, size: style.size, color: style.style.color, scale: setting.scale,
      x: Length(scaledPoints: runStart), rise: style.style.rise,
      glyphs: Int32(firstGlyph)..<Int32(store.glyphs.count),
      text: Int32(firstByte)..<Int32(store.text.count), link: link,
      width: Length(scaledPoints: pen - runStart))
    run.isStruck = style.style.isStruck
    store.runs.append(run)
  }

  /// Returns the store with what was written.
  mutating func giveBack(_ store: inout FragmentStore) { swap(&store, &self.store) }

  /// The runs of the line.
  mutating func finish() -> Range<Int32> {
    close()
    return Int32(firstRun)..<Int32(store.runs.count)
  }
}
