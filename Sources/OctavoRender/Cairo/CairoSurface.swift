import CCairo
import OctavoBase

/// Owns a Cairo surface and, for one that streams, the stream it writes to.
struct CairoSurface: ~Copyable {
  let pointer: OpaquePointer
  /// Kept alive until the surface is gone: Cairo holds an unretained pointer to it.
  private let stream: CairoStream?

  private init(_ pointer: OpaquePointer, stream: CairoStream?) throws(OctavoError) {
    self.pointer = pointer
    self.stream = stream
    try CairoStatus.check(cairo_surface_status(pointer), "creating a drawing surface")
  }

  deinit { cairo_surface_destroy(pointer) }

  /// A PDF with pages of `size`.
  static func pdf(size: Size, to sink: any ByteSink) throws(OctavoError) -> CairoSurface {
    let stream = CairoStream(sink: sink)
    let closure = Unmanaged.passUnretained(stream).toOpaque()
    let (width, height) = (size.width.points, size.height.points)
    let pointer = cairo_pdf_surface_create_for_stream(
      CairoStream.writeFunction, closure, width, height)
    return try CairoSurface(pointer!, stream: stream)
  }

  /// One SVG picture, lengths in points.
  static func svg(size: Size, to sink: any ByteSink) throws(OctavoError) -> CairoSurface {
    let stream = CairoStream(sink: sink)
    let closure = Unmanaged.passUnretained(stream).toOpaque()
    let (width, height) = (size.width.points, size.height.points)
    let pointer = cairo_svg_surface_create_for_stream(
      CairoStream.writeFunction, closure, width, height)
    return try CairoSurface(pointer!, stream: stream)
  }

  /// A white-to-be picture of 24-bit pixels.
  static func pixels(width: Int, height: Int) throws(OctavoError) -> CairoSurface {
    let pointer = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    return try CairoSurface(pointer!, stream: nil)
  }

  /// Throws the sink's error rather than Cairo's where writing failed.
  func check(_ doing: String) throws(OctavoError) {
    try stream?.checkSink()
    try CairoStatus.check(cairo_surface_status(pointer), doing)
  }

  /// Completes the output; nothing may be drawn after.
  func finish(_ doing: String) throws(OctavoError) {
    cairo_surface_finish(pointer)
    try check(doing)
    try stream?.flush()
  }

  /// Writes the pixels as a PNG.
  func writePNG(to sink: any ByteSink) throws(OctavoError) {
    let output = CairoStream(sink: sink)
    let status = withExtendedLifetime(output) {
      cairo_surface_write_to_png_stream(
        pointer, CairoStream.writeFunction, Unmanaged.passUnretained(output).toOpaque())
    }
    try output.checkSink()
    try CairoStatus.check(status, "writing a PNG")
    try output.flush()
  }
}
