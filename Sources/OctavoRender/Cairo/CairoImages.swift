import CCairo
import OctavoBase
import OctavoLayout

/// Owns the pictures of one output as Cairo surfaces, from the first page that shows one to the
/// last.
struct CairoImages: ~Copyable {
  /// What becomes of pictures.
  enum Mode {
    /// Put into the file at their own resolution, JPEGs unchanged where allowed.
    case embedded
    /// Resampled to the page's pixels.
    case resampled
  }

  private let images: [BookImage]
  private let mode: Mode
  /// What text within vector pictures is set in.
  private let fonts: SVGFontsLender
  private var surfaces: [OpaquePointer?]
  /// How often each picture is still to be drawn.
  private var uses: [Int]
  /// Pictures of this page that no later page shows.
  private var finished: [Int] = []

  /// `uses` counts the times each of `images` will be drawn.
  init(_ images: [BookImage], uses: [Int], mode: Mode, fonts: SVGFontsLender) {
    self.fonts = fonts
    self.images = images
    self.uses = uses
    self.mode = mode
    surfaces = Array(repeating: nil, count: images.count)
  }

  deinit {
    for surface in surfaces { if let surface { cairo_surface_destroy(surface) } }
  }

  mutating func draw(_ image: ImageFragment, on context: OpaquePointer) throws(OctavoError) {
    guard images.indices.contains(image.image) else {
      throw OctavoError(.defect, "render.unknown-image", "a page shows a picture of no book")
    }
    let picture = images[image.image]
    let frame = image.frame
    guard frame.size.width > .zero, frame.size.height > .zero else { return }
    if picture.format == .svg {
      return try drawVectors(picture, in: frame, on: context)
    }
    let surface = try surface(image.image)
    cairo_save(context)
    cairo_translate(context, frame.origin.x.points, frame.origin.y.points)
    cairo_scale(
      context, frame.size.width.points / Double(picture.shownWidth),
      frame.size.height.points / Double(picture.shownHeight))
    var turn = Self.turn(picture)
    cairo_transform(context, &turn)
    cairo_set_source_surface(context, surface, 0, 0)
    paint(picture, on: context)
    cairo_restore(context)
    uses[image.image] -= 1
    if uses[image.image] == 0 { finished.append(image.image) }
  }

  private mutating func drawVectors(
    _ picture: BookImage, in frame: Rect, on context: OpaquePointer
  ) throws(OctavoError) {
    let vectors = try SVGPicture(path: picture.path)
    cairo_save(context)
    defer { cairo_restore(context) }
    cairo_translate(context, frame.origin.x.points, frame.origin.y.points)
    let (width, height) = (frame.size.width.points, frame.size.height.points)
    try fonts.lend { fonts throws(OctavoError) in
      try vectors.draw(on: context, width: width, height: height, fonts: fonts)
    }
  }

  /// From a place in the file's pixels to the place it is seen at.
  private static func turn(_ picture: BookImage) -> cairo_matrix_t {
    let (width, height) = (Double(picture.pixelWidth), Double(picture.pixelHeight))
    return switch picture.orientation {
    case .upright: cairo_matrix_t(xx: 1, yx: 0, xy: 0, yy: 1, x0: 0, y0: 0)
    case .mirrored: cairo_matrix_t(xx: -1, yx: 0, xy: 0, yy: 1, x0: width, y0: 0)
    case .upsideDown: cairo_matrix_t(xx: -1, yx: 0, xy: 0, yy: -1, x0: width, y0: height)
    case .flipped: cairo_matrix_t(xx: 1, yx: 0, xy: 0, yy: -1, x0: 0, y0: height)
    case .transposed: cairo_matrix_t(xx: 0, yx: 1, xy: 1, yy: 0, x0: 0, y0: 0)
    case .turnedRight: cairo_matrix_t(xx: 0, yx: 1, xy: -1, yy: 0, x0: height, y0: 0)
    case .transverse: cairo_matrix_t(xx: 0, yx: -1, xy: -1, yy: 0, x0: height, y0: width)
    case .turnedLeft: cairo_matrix_t(xx: 0, yx: -1, xy: 1, yy: 0, x0: 0, y0: width)
    }
  }

  /// Cairo sets /Interpolate, which PDF/A forbids, unless the filter is the fast one.
  private func paint(_ picture: BookImage, on context: OpaquePointer) {
    let pattern = cairo_get_source(context)
    switch mode {
    case .embedded:
      cairo_pattern_set_filter(pattern, CAIRO_FILTER_FAST)
      cairo_paint(context)
    case .resampled:
      // Padding keeps the paper from mixing into the picture's edges.
      cairo_pattern_set_filter(pattern, CAIRO_FILTER_GOOD)
      cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
      cairo_rectangle(context, 0, 0, Double(picture.pixelWidth), Double(picture.pixelHeight))
      cairo_fill(context)
    }
  }

  /// Frees what no later page shows; the page has been written.
  mutating func pageEnded() {
    for index in finished {
      if let surface = surfaces[index] { cairo_surface_destroy(surface) }
      surfaces[index] = nil
    }
    finished.removeAll(keepingCapacity: true)
  }

  private mutating func surface(_ index: Int) throws(OctavoError) -> OpaquePointer {
    if let surface = surfaces[index] { return surface }
    let surface = try CairoImageLoader.load(images[index], mode)
    surfaces[index] = surface
    return surface
  }
}
