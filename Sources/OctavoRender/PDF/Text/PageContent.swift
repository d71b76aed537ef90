import OctavoBase
import OctavoLayout
import OctavoStyle

/// Writes the content stream of one page after the other (ISO 32000-1, 7.8.2) from display lists.
///
/// Memory is kept from page to page. Text is drawn by `TextShow`; this is what stands around it.
struct PageContent: ~Copyable {
  private let height: Length
  private var bytes = ContentBytes()
  private var text: TextShow
  private var ink: Color?
  /// Pictures drawn on the page, in the order of first use.
  private(set) var pictures: [Int] = []

  init(faces: [EmbeddedFace?], height: Length) {
    self.height = height
    text = TextShow(faces: faces)
  }

  /// Faces shown on the page, in the order of first use.
  var faces: [Int] { text.shown }

  /// Writes a page; the bytes are good until the next.
  mutating func write(_ list: borrowing DisplayList) -> UnsafeRawBufferPointer {
    bytes.removeAll()
    pictures.removeAll(keepingCapacity: true)
    text.beginPage()
    ink = nil
    list.glyphs.withUnsafeBufferPointer { glyphs in
      list.text.withUnsafeBufferPointer { characters in
        for command in list.commands {
          write(command, glyphs, characters)
        }
      }
    }
    text.end(&bytes)
    return bytes.raw
  }

  private mutating func write(
    _ command: DisplayList.Command, _ glyphs: UnsafeBufferPointer<PlacedGlyph>,
    _ characters: UnsafeBufferPointer<UInt8>
  ) {
    switch command {
    case .glyphs(let run, let origin):
      guard run.size > .zero, run.scale > 0, !run.glyphs.isEmpty else { return }
      if run.color != ink {
        text.interrupt(&bytes)
        use(run.color)
      }
      text.show(
        run, at: Point(x: origin.x, y: height - origin.y), run.slice(glyphs),
        run.slice(characters), &bytes)
    case .rule(let rect, let color): fill(rect, color)
    case .image(let image): draw(image)
    case .beginTurn: beginTurn()
    case .endTurn: endTurn()
    case .beginLink, .endLink, .anchor: break
    }
  }

  /// What follows reads upwards, its top at the page's left edge.
  private mutating func beginTurn() {
    text.end(&bytes)
    bytes.append("q 0 1 -1 0 ")
    bytes.append(height)
    bytes.append("0 cm\n")
  }

  /// The font and the ink are again those from before the turn.
  private mutating func endTurn() {
    text.end(&bytes)
    bytes.append("Q\n")
    text.forgetState()
    ink = nil
  }

  private mutating func fill(_ rect: Rect, _ color: Color) {
    text.end(&bytes)
    if color != ink { use(color) }
    bytes.append(rect.origin.x)
    bytes.append(height - rect.maxY)
    bytes.append(rect.size.width)
    bytes.append(rect.size.height)
    bytes.append("re f\n")
  }

  /// Pictures are forms of the unit square.
  private mutating func draw(_ image: ImageFragment) {
    guard image.frame.size.width > .zero, image.frame.size.height > .zero else { return }
    text.end(&bytes)
    // The description of what is drawn (ISO 32000-1, 14.9.3).
    if !image.alternative.isEmpty {
      bytes.append("/Span<</Alt")
      bytes.append(text: image.alternative)
      bytes.append(">>BDC\n")
    }
    bytes.append("q ")
    bytes.append(image.frame.size.width)
    bytes.append("0 0 ")
    bytes.append(image.frame.size.height)
    bytes.append(image.frame.origin.x)
    bytes.append(height - image.frame.maxY)
    bytes.append("cm/I")
    bytes.append(image.image)
    bytes.append(" Do Q\n")
    if !image.alternative.isEmpty { bytes.append("EMC\n") }
    if !pictures.contains(image.image) { pictures.append(image.image) }
  }

  /// Sets the ink of all that follows.
  private mutating func use(_ color: Color) {
    ink = color
    if case .gray(let gray) = color {
      bytes.append(fraction: gray)
      bytes.append("g\n")
      return
    }
    let light = color.light
    bytes.append(fraction: light.red)
    bytes.append(fraction: light.green)
    bytes.append(fraction: light.blue)
    bytes.append("rg\n")
  }
}
