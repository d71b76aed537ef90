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

  /// Adds a word, or the part of one that stands on the line.
  ///
  /// A run's text is that of its glyphs in their order, so that each cluster stands for its own
  /// characters. Words from right to left have it in the order it is seen, as readers of PDF expect.
  mutating func add(
    _ word: WordID, text: UnsafeBufferPointer<UInt8>, addsHyphen: Bool, isRightToLeft: Bool
  ) {
    guard let style else { return }
    let glyphs = context.glyphs(of: word)
    guard let first = glyphs.first else { return }
    if font != first.font { open(first.font) }
    let clusters = WordClusters(
      glyphs: glyphs, text: text, addsHyphen: addsHyphen, isRightToLeft: isRightToLeft)
    place(glyphs, style, clusters)
  }

  /// Appends a word's glyphs at the pen, with the characters they stand for, and moves it on.
  private mutating func place(
    _ glyphs: UnsafeBufferPointer<ShapedGlyph>, _ style: ResolvedStyle, _ clusters: WordClusters
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
          x: Int32(clamping: x - runStart),
          y: Int32(truncatingIfNeeded: (Int64(glyph.yOffset) * em) >> 16), glyph: glyph.glyph,
          textLength: isSilent ? 0 : appendText(of: index, clusters)))
      units += Int64(glyph.advance)
    }
    pen = origin + distance(units, em, glyphs.count, style)
  }

  /// Appends the characters that a glyph stands for; how many bytes they are.
  @inline(__always)
  private mutating func appendText(of index: Int, _ clusters: WordClusters) -> UInt16 {
    let before = store.text.count
    if !prefix.isEmpty {
      store.text.append(contentsOf: prefix)
      prefix = []
    }
    let range = clusters.bytes(of: index)
    for byte in range { store.text.append(clusters.byte(byte)) }
    return UInt16(clamping: store.text.count - before)
  }

  /// A distance within a word in scaled points, with what the glyphs before it are spaced by.
  @inline(__always)
  private func distance(
    _ units: Int64, _ em: Int64, _ glyphsBefore: Int, _ style: ResolvedStyle
  ) -> Int64 {
    let spaced = (units * em) >> 16 + style.tracking * Int64(glyphsBefore)
    return Justification.scaled(spaced, setting.scale) + setting.tracking * Int64(glyphsBefore)
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
