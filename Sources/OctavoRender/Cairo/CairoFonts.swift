import CCairo
import OctavoBase
import OctavoText

/// What tells two scaled fonts apart: face, size and horizontal scaling.
struct FontInstance: Hashable {
  var font: FontID
  /// Type size; more than zero.
  var size: Length
  /// Thousandths; more than zero.
  var scale: Int16
}

/// Owns the faces and scaled fonts of one output, opened when first used.
///
/// Sizes and scalings of a face share one embedded subset: Cairo tells subsets apart by face.
struct CairoFonts: ~Copyable {
  private let files: FontFiles
  /// Opened faces.
  private var faces: [OpaquePointer?]
  private var scaled: [FontInstance: OpaquePointer] = [:]
  private let options: OpaquePointer

  /// Advances and outlines are used as they are in the font, neither hinted nor rounded.
  init(files: FontFiles) {
    self.files = files
    faces = Array(repeating: nil, count: files.faces.count)
    options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
  }

  deinit {
    for font in scaled.values { cairo_scaled_font_destroy(font) }
    for case let face? in faces { cairo_font_face_destroy(face) }
    cairo_font_options_destroy(options)
  }

  /// The scaled font of an instance, under the drawing matrix `device` (user to device space).
  mutating func scaledFont(
    _ instance: FontInstance, device: cairo_matrix_t
  ) throws(OctavoError) -> OpaquePointer {
    if let font = scaled[instance] { return font }
    let face = try openFace(instance.font)
    var matrix = cairo_matrix_t()
    let size = instance.size.points
    cairo_matrix_init_scale(&matrix, size * Double(instance.scale) / 1000, size)
    var device = device
    guard let font = cairo_scaled_font_create(face, &matrix, &device, options) else {
      throw OctavoError(.defect, "render.cairo-failed", "Cairo cannot scale a font")
    }
    try CairoStatus.check(cairo_scaled_font_status(font), "scaling a font to \(instance.size)")
    scaled[instance] = font
    return font
  }

  /// Forgets the scaled fonts: the drawing matrix is another.
  mutating func removeScaled() {
    for font in scaled.values { cairo_scaled_font_destroy(font) }
    scaled.removeAll()
  }

  private mutating func openFace(_ id: FontID) throws(OctavoError) -> OpaquePointer {
    let index = Int(id.index)
    guard let file = files[id] else {
      throw OctavoError(.defect, "render.unknown-font", "a run names font \(index) of no library")
    }
    if let face = faces[index] { return face }
    let face = try CairoFace.open(file)
    faces[index] = face
    return face
  }
}
