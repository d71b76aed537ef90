import CCairo

/// Reads single pixels of a PNG.
enum PixelReader {
  struct Pixel: Equatable {
    let red: UInt8
    let green: UInt8
    let blue: UInt8
  }

  struct Unreadable: Error {}

  static func pixel(of path: String, x: Int, y: Int) throws -> Pixel {
    let surface = cairo_image_surface_create_from_png(path)
    defer { cairo_surface_destroy(surface) }
    guard let data = cairo_image_surface_get_data(surface) else { throw Unreadable() }
    let offset = y * Int(cairo_image_surface_get_stride(surface)) + 4 * x
    return Pixel(red: data[offset + 2], green: data[offset + 1], blue: data[offset])
  }
}
