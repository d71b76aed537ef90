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
    if let style, style.index != next.index || link != nextLink { close() }
    style = next
    link = nextLink
  }

  mutating func add(
    _ word: WordID, text: UnsafeBufferPointer<UInt8>, addsHyphen: Bool, isRightToLeft: Bool
  ) {
    guard let style else { return }
    let glyphs = context.glyphs(of: word)
    guard let first = glyphs.first else { return }
    if font != first.font { open(first.font) }
    let textStart = store.text.count
    if !isSilent { appendText(text, addsHyphen: addsHyphen) }
    let written = store.text.count - textStart
    place(glyphs, style) { index in
      if isRightToLeft { return index == 0 ? written : 0 }
      return Self.clusterLength(index, glyphs, end: text.count + (addsHyphen ? 1 : 0))
    }
    if !isRightToLeft && !isSilent && !prefix.isEmpty { takePrefix(glyphs.count) }
  }

  /// Appends a word's glyphs at the pen and moves it on.
  private mutating func place(
    _ glyphs: UnsafeBufferPointer<ShapedGlyph>, _ style: ResolvedStyle,
    textLength: (Int) -> Int
  ) {
    let em = style.size.scaledPoints
    let origin = pen
    var units: Int64 = 0
    for index in 0..<glyphs.count {
      let glyph = glyphs[index]
      if font != glyph.font { open(glyph.font, at: origin + distance(units, em, index, style)) }
      let x = origin + distance(units + Int64(glyph.xOffset), em, index, style)
      store.glyphs.append(
        PlacedGlyph(
          x: Int32(truncatingIfNeeded: x - runStart),
          y: Int32(truncatingIfNeeded: (Int64(glyph.yOffset) * em) >> 16), glyph: glyph.glyph,
          textLength: isSilent ? 0 : UInt8(clamping: textLength(index))))
      units += Int64(glyph.advance)
    }
    pen = origin + distance(units, em, glyphs.count, style)
  }

  /// A distance within a word in scaled points, with what the glyphs before it are spaced by.
  @inline(__always)
  private func distance(
    _ units: Int64, _ em: Int64, _ glyphsBefore: Int, _ style: ResolvedStyle
  ) -> Int64 {
    let spaced = (units * em) >> 16 + style.tracking * Int64(glyphsBefore)
    return Justification.scaled(spaced, setting.scale) + setting.tracking * Int64(glyphsBefore)
  }

  /// Bytes of the cluster that begins with a glyph; 0 for a cluster's other glyphs.
  @inline(__always)
  private static func clusterLength(
    _ index: Int, _ glyphs: UnsafeBufferPointer<ShapedGlyph>, end: Int
  ) -> Int {
    let start = glyphs[index].cluster
    if index > 0, glyphs[index - 1].cluster == start { return 0 }
    var next = index + 1
    while next < glyphs.count, glyphs[next].cluster <= start { next += 1 }
    return (next < glyphs.count ? Int(glyphs[next].cluster) : end) - Int(start)
  }

  private mutating func appendText(_ text: UnsafeBufferPointer<UInt8>, addsHyphen: Bool) {
    store.text.append(contentsOf: prefix)
    store.text.append(contentsOf: text)
    if addsHyphen { store.text.append(0x2D) }
  }

  /// Gives the characters before a word's own to its first glyph.
  private mutating func takePrefix(_ glyphCount: Int) {
    let first = store.glyphs.count - glyphCount
    let own = Int(store.glyphs[first].textLength)
    store.glyphs[first].textLength = UInt8(clamping: own + prefix.count)
    prefix = []
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

  private mutating func open(_ next: FontID, at x: Int64? = nil) {
    let end = pen
    pen = x ?? pen
    close()
    font = next
    runStart = pen
    pen = end
    firstGlyph = store.glyphs.count
    firstByte = store.text.count
  }

  private mutating func close() {
    defer { font = nil }
    guard let font, let style, store.glyphs.count > firstGlyph else { return }
    var run = GlyphRun(
      font: font, size: style.size, color: style.color, scale: setting.scale,
      x: Length(scaledPoints: runStart), rise: style.rise,
      glyphs: Int32(firstGlyph)..<Int32(store.glyphs.count),
      text: Int32(firstByte)..<Int32(store.text.count), link: link,
      width: Length(scaledPoints: pen - runStart))
    run.isStruck = style.isStruck
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
