import CCairo

/// Reads single pixels of a PNG.
enum PixelReader {
  struct Pixel: Equatable {
    let red: UInt8
    let green: UInt8
    let blue: UInt8
  }

  struct Unreadable: Error {}

  /// The pixels' blue parts, row by row: on a page of black text, how light they are.
  static func lightness(of path: String) throws -> (width: Int, values: [UInt8]) {
    let surface = cairo_image_surface_create_from_png(path)
    defer { cairo_surface_destroy(surface) }
    guard let data = cairo_image_surface_get_data(surface) else { throw Unreadable() }
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    var values: [UInt8] = []
    for row in 0..<height { for x in 0..<width { values.append(data[row * stride + 4 * x]) } }
    return (width, values)
  }

  static func pixel(of path: String, x: Int, y: Int) throws -> Pixel {
    let surface = cairo_image_surface_create_from_png(path)
    defer { cairo_surface_destroy(surface) }
    guard let data = cairo_image_surface_get_data(surface) else { throw Unreadable() }
    let offset = y * Int(cairo_image_surface_get_stride(surface)) + 4 * x
    return Pixel(red: data[offset + 2], green: data[offset + 1], blue: data[offset])
  }
}
