import CCairo
import OctavoBase
import OctavoLayout
import OctavoStyle

/// Draws display lists on a Cairo surface, a page after the other.
struct PageCanvas: ~Copyable {
  /// What the page becomes.
  enum Medium {
    /// A page of a file.
    case file
    /// A picture of so many pixels to the point.
    case pixels(perPoint: Double)
  }

  private let context: OpaquePointer
  /// Pixels (or points) of the surface to a point of the page.
  private var device: cairo_matrix_t
  /// Cairo 1.16 puts glyphs on whole pixels in pictures; outlines stand where they should.
  private let drawsOutlines: Bool
  private var fonts: CairoFonts
  private var images: CairoImages
  private var batch = GlyphBatch()
  private var batchFont: FontInstance?
  private var batchColor = Color.black
  /// The colour Cairo draws with now.
  private var source: Color?

  init(
    on surface: borrowing CairoSurface, fonts: FontFiles, images: consuming CairoImages,
    as medium: Medium
  ) throws(OctavoError) {
    context = cairo_create(surface.pointer)
    self.fonts = CairoFonts(files: fonts)
    self.images = images
    switch medium {
    case .file: drawsOutlines = false
    case .pixels(let scale):
      drawsOutlines = true
      cairo_scale(context, scale, scale)
    }
    var matrix = cairo_matrix_t()
    cairo_get_matrix(context, &matrix)
    device = matrix
    cairo_set_antialias(context, CAIRO_ANTIALIAS_GRAY)
    try check("beginning a page")
  }

  deinit { cairo_destroy(context) }

  func check(_ doing: String) throws(OctavoError) {
    try CairoStatus.check(cairo_status(context), doing)
  }

  /// Covers the whole page with white, for pictures; in files the paper is bare.
  mutating func paintPaper() {
    use(.gray(1))
    cairo_paint(context)
  }

  mutating func draw(_ list: borrowing DisplayList) throws(OctavoError) {
    for command in list.commands {
      switch command {
      case .glyphs(let run, let origin): try add(run, at: origin, from: list)
      case .rule(let rect, let color):
        try flush()
        fill(rect, color)
      case .image(let image):
        try flush()
        try draw(image)
      case .beginTurn:
        try flush()
        turn(height: list.size.height)
      case .endTurn:
        try flush()
        endTurn()
      case .beginLink, .endLink, .anchor: break
      }
    }
    try flush()
  }

  /// What follows reads upwards, its top at the page's left edge.
  private mutating func turn(height: Length) {
    cairo_save(context)
    var matrix = cairo_matrix_t(xx: 0, yx: -1, xy: 1, yy: 0, x0: 0, y0: height.points)
    cairo_transform(context, &matrix)
    useDevice()
  }

  private mutating func endTurn() {
    cairo_restore(context)
    source = nil
    useDevice()
  }

  /// Has text be drawn under the context's own matrix.
  private mutating func useDevice() {
    fonts.removeScaled()
    cairo_get_matrix(context, &device)
  }

  /// Ends the page; the next drawing begins another.
  mutating func showPage() throws(OctavoError) {
    cairo_show_page(context)
    images.pageEnded()
    try check("finishing a page")
  }

  // MARK: - Text

  private mutating func add(
    _ run: GlyphRun, at origin: Point, from list: borrowing DisplayList
  ) throws(OctavoError) {
    guard run.size > .zero, run.scale > 0 else { return }
    try list.glyphs.withUnsafeBufferPointer { glyphs throws(OctavoError) in
      try list.text.withUnsafeBufferPointer { text throws(OctavoError) in
        try add(
          run, at: origin,
          glyphs: UnsafeBufferPointer(
            rebasing: glyphs[Int(run.glyphs.lowerBound)..<Int(run.glyphs.upperBound)]),
          text: UnsafeBufferPointer(
            rebasing: text[Int(run.text.lowerBound)..<Int(run.text.upperBound)]))
      }
    }
  }

  private mutating func add(
    _ run: GlyphRun, at origin: Point, glyphs: UnsafeBufferPointer<PlacedGlyph>,
    text: UnsafeBufferPointer<UInt8>
  ) throws(OctavoError) {
    let font = FontInstance(font: run.font, size: run.size, scale: run.scale)
    if font != batchFont || run.color != batchColor {
      try flush()
      batchFont = font
      batchColor = run.color
    }
    batch.append(glyphs, text: text, at: origin)
  }

  private mutating func flush() throws(OctavoError) {
    guard !batch.isEmpty, let batchFont else { return }
    cairo_set_scaled_font(context, try fonts.scaledFont(batchFont, device: device))
    use(batchColor)
    if drawsOutlines { batch.fill(on: context) } else { batch.show(on: context) }
    batch.removeAll()
    try check("drawing text")
  }

  // MARK: - Shapes

  private mutating func fill(_ rect: Rect, _ color: Color) {
    use(color)
    cairo_rectangle(
      context, rect.origin.x.points, rect.origin.y.points, rect.size.width.points,
      rect.size.height.points)
    cairo_fill(context)
  }

  private mutating func draw(_ image: ImageFragment) throws(OctavoError) {
    try images.draw(image, on: context)
    source = nil
    try check("drawing a picture")
  }

  private mutating func use(_ color: Color) {
    guard color != source else { return }
    source = color
    let light = color.light
    cairo_set_source_rgb(context, light.red, light.green, light.blue)
  }
}
