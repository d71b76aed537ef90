import OctavoBase
import OctavoLayout

/// Writes the text objects of a page (ISO 32000-1, 9.4): runs of glyphs as strings of codes, with
/// the distance to the next glyph wherever it isn't the glyph's own width.
///
/// Runs of one face, size and scaling on one baseline go on in one array. A cluster whose characters
/// no code says is marked with its text.
struct TextShow {
  private let faces: [EmbeddedFace?]
  /// Faces shown on this page, in the order of first use.
  private(set) var shown: [Int] = []

  /// What the file's text state is now.
  private struct State {
    var face = -1
    var size = Length.zero
    var scale: Int16 = 1000
    /// Thousandths of a point.
    var rise = 0
    /// Where the last line of the text object begins, in thousandths of a point; a new text object
    /// begins at the page's corner.
    var lineX = 0
    var lineY = 0
  }

  private var state = State()
  private var isInText = false
  private var isInArray = false
  private var isInString = false
  private var baseline = Length.zero
  /// Where the array's first run begins.
  private var start = Length.zero
  /// Where the next glyph would stand, in thousandths of the em from `start`.
  private var pen = 0
  /// Thousandths of the em in a scaled point.
  private var unitsPerScaledPoint = 0.0

  init(faces: [EmbeddedFace?]) { self.faces = faces }

  mutating func beginPage() {
    state = State()
    shown.removeAll(keepingCapacity: true)
    (isInText, isInArray, isInString) = (false, false, false)
  }

  /// Takes nothing of the file's text state for known, outside of a text object.
  mutating func forgetState() { state = State() }

  /// Shows a run whose baseline begins at `origin`, y upwards.
  mutating func show(
    _ run: GlyphRun, at origin: Point, _ glyphs: UnsafeBufferPointer<PlacedGlyph>,
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: inout ContentBytes
  ) {
    guard run.face < faces.count, let face = faces[run.face] else { return }
    let continues =
      isInArray && run.face == state.face && run.size == state.size && run.scale == state.scale
      && origin.y == baseline
    if !continues { begin(run, at: origin, &bytes) }
    let offset = (origin.x - start).scaledPoints
    var clusters = GlyphClusters(glyphs, text: text)
    while let cluster = clusters.next() {
      let first = glyphs[cluster.glyphs.lowerBound]
      let packed = GlyphMeanings.pack(
        text, from: cluster.text.lowerBound, count: cluster.text.count)
      let code = face.code(of: first.glyph, text: packed)
      let isPlain = cluster.glyphs.count == 1 && (code.saysText || cluster.text.isEmpty)
      if isPlain {
        put(code, first, offset, &bytes)
      } else {
        put(cluster, packed, glyphs, text, offset, of: face, &bytes)
      }
    }
  }

  /// Ends what would take a new colour into the array before it.
  mutating func interrupt(_ bytes: inout ContentBytes) { closeArray(&bytes) }

  /// Ends the text object.
  mutating func end(_ bytes: inout ContentBytes) {
    closeArray(&bytes)
    if isInText { bytes.append("ET\n") }
    isInText = false
  }

  // MARK: - Clusters

  /// Several glyphs for some characters, or characters no code says: marked with their text.
  private mutating func put(
    _ cluster: GlyphClusters.Cluster, _ packed: UInt64,
    _ glyphs: UnsafeBufferPointer<PlacedGlyph>, _ text: UnsafeBufferPointer<UInt8>,
    _ offset: Int64, of face: EmbeddedFace, _ bytes: inout ContentBytes
  ) {
    let says = !cluster.text.isEmpty
    if says {
      closeArray(&bytes)
      bytes.append("/Span<</ActualText")
      let characters = UnsafeBufferPointer(rebasing: text[cluster.text])
      bytes.append(text: String(decoding: characters, as: UTF8.self))
      bytes.append(">>BDC\n")
    }
    for index in cluster.glyphs {
      let glyph = glyphs[index]
      let own = index == cluster.glyphs.lowerBound ? packed : 0
      put(face.code(of: glyph.glyph, text: own), glyph, offset, &bytes)
    }
    if says {
      closeArray(&bytes)
      bytes.append("EMC\n")
    }
  }

  @inline(__always)
  private mutating func put(
    _ code: EmbeddedFace.Code, _ glyph: PlacedGlyph, _ offset: Int64,
    _ bytes: inout ContentBytes
  ) {
    if glyph.y != 0 || state.rise != 0 { lift(to: glyph.y, &bytes) }
    bytes.reserve(48)
    let wanted = Int((Double(offset + Int64(glyph.x)) * unitsPerScaledPoint).rounded())
    if !isInArray {
      bytes.appendReserved(UInt8(ascii: "["))
      isInArray = true
    }
    if wanted != pen {
      if isInString { bytes.appendReserved(UInt8(ascii: ")")) }
      isInString = false
      bytes.appendReserved(pen - wanted)
      pen = wanted
    }
    if !isInString { bytes.appendReserved(UInt8(ascii: "(")) }
    isInString = true
    Self.put(UInt8(code.number >> 8), &bytes)
    Self.put(UInt8(code.number & 0xFF), &bytes)
    pen += Int(code.width)
  }

  /// A byte of a string, escaped where it would end or change it (ISO 32000-1, 7.3.4.2).
  @inline(__always)
  private static func put(_ byte: UInt8, _ bytes: inout ContentBytes) {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
      bytes.appendReserved(UInt8(ascii: "\\"))
      bytes.appendReserved(byte)
    case 0x0D:
      bytes.appendReserved(UInt8(ascii: "\\"))
      bytes.appendReserved(UInt8(ascii: "r"))
    default: bytes.appendReserved(byte)
    }
  }

  // MARK: - State

  private mutating func begin(_ run: GlyphRun, at origin: Point, _ bytes: inout ContentBytes) {
    closeArray(&bytes)
    if !isInText {
      bytes.append("BT\n")
      (state.lineX, state.lineY) = (0, 0)
      isInText = true
    }
    if run.face != state.face || run.size != state.size {
      bytes.append("/F")
      bytes.append(run.face)
      bytes.append(" ")
      bytes.append(run.size)
      bytes.append("Tf\n")
      if !shown.contains(run.face) { shown.append(run.face) }
    }
    if run.scale != state.scale {
      bytes.append(thousandths: Int(run.scale) * 100)
      bytes.append("Tz\n")
    }
    (state.face, state.size, state.scale) = (run.face, run.size, run.scale)
    move(to: origin, &bytes)
    // By the size as it is written: the file's own idea of where a glyph ends.
    let size = Double(run.size.thousandths) * Double(run.scale)
    unitsPerScaledPoint = size > 0 ? 1e9 / (Double(Length.unit) * size) : 0
  }

  private mutating func move(to origin: Point, _ bytes: inout ContentBytes) {
    let (x, y) = (origin.x.thousandths, origin.y.thousandths)
    bytes.append(thousandths: x - state.lineX)
    bytes.append(thousandths: y - state.lineY)
    bytes.append("Td")
    (state.lineX, state.lineY) = (x, y)
    baseline = origin.y
    start = origin.x
    pen = 0
  }

  /// Raises what follows above the baseline, by scaled points.
  private mutating func lift(to height: Int32, _ bytes: inout ContentBytes) {
    let rise = Length(scaledPoints: Int64(height)).thousandths
    guard rise != state.rise else { return }
    closeArray(&bytes)
    bytes.append(thousandths: rise)
    bytes.append("Ts\n")
    state.rise = rise
  }

  private mutating func closeArray(_ bytes: inout ContentBytes) {
    guard isInArray else { return }
    bytes.append(isInString ? ")]TJ\n" : "]TJ\n")
    (isInArray, isInString) = (false, false)
  }
}

extension EmbeddedFace {
  /// The code of a meaning that the census found, or of the glyph's first where it kept no more.
  @inline(__always)
  func code(of glyph: UInt16, text: UInt64) -> Code {
    if let index = meanings.index(of: glyph, text: text) { return codes[index] }
    guard let first = meanings.first(of: glyph) else {
      return Code(number: 0, saysText: false, width: 0)
    }
    return Code(number: codes[first].number, saysText: false, width: codes[first].width)
  }
}
