import CCairo
import COctavoJPEG
import Glibc
import OctavoBase
import OctavoLayout

/// Reads a picture file into a Cairo surface, which the caller destroys.
enum CairoImageLoader {
  static func load(
    _ image: BookImage, _ mode: CairoImages.Mode
  ) throws(OctavoError) -> OpaquePointer {
    let file = try FileBytes(path: image.path)
    let surface =
      switch image.format {
      case .png: try loadPNG(image, file)
      case .jpeg: try loadJPEG(image, file, mode)
      case .svg: throw OctavoError(.defect, "render.no-pixels", "an SVG has no pixels to load")
      }
    let isExpectedSize =
      cairo_image_surface_get_width(surface) == Int32(clamping: image.pixelWidth)
      && cairo_image_surface_get_height(surface) == Int32(clamping: image.pixelHeight)
    guard isExpectedSize else {
      cairo_surface_destroy(surface)
      throw changed(image)
    }
    return surface
  }

  /// Throws where the file's data are damaged: decodes all of it once and keeps nothing.
  static func check(_ image: BookImage) throws(OctavoError) {
    switch image.format {
    case .png:
      let file = try FileBytes(path: image.path)
      let isSound = withExtendedLifetime(file) { PackedPNG(file.bytes)?.unpacked() != nil }
      if isSound { return }
      if withExtendedLifetime(file, { PNGRows.areExceeded(in: file.bytes) }) {
        throw damaged(image, "its data hold more than its pixels")
      }
      cairo_surface_destroy(try load(image, .resampled))
    case .jpeg:
      let file = try FileBytes(path: image.path)
      let problem = withMessage { message in
        octavo_jpeg_check(
          file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), file.bytes.count, message)
      }
      if let problem { throw damaged(image, problem) }
    case .svg: _ = try SVGPicture(path: image.path)
    }
  }

  /// What a call of libjpeg complains of; nil where it succeeds.
  private static func withMessage(
    _ call: (UnsafeMutablePointer<CChar>?) -> Int32
  ) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(OCTAVO_JPEG_MESSAGE)) { message in
      call(message.baseAddress) == 0 ? nil : String(cString: message.baseAddress!)
    }
  }

  /// A place in a file that Cairo's PNG reader moves on. A class because C holds a pointer to it.
  private final class Cursor {
    let file: FileBytes
    var offset = 0

    init(_ file: FileBytes) { self.file = file }
  }

  private static func loadPNG(
    _ image: BookImage, _ file: FileBytes
  ) throws(OctavoError) -> OpaquePointer {
    guard let header = PNGHeader(file.bytes), header.width == image.pixelWidth,
      header.height == image.pixelHeight
    else { throw changed(image) }
    let cursor = Cursor(file)
    let surface = withExtendedLifetime(cursor) {
      cairo_image_surface_create_from_png_stream(
        { closure, target, count in
          guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
          let cursor = Unmanaged<Cursor>.fromOpaque(closure).takeUnretainedValue()
          let bytes = cursor.file.bytes
          guard Int(count) <= bytes.count - cursor.offset else { return CAIRO_STATUS_READ_ERROR }
          memcpy(target, bytes.baseAddress! + cursor.offset, Int(count))
          cursor.offset += Int(count)
          return CAIRO_STATUS_SUCCESS
        }, Unmanaged.passUnretained(cursor).toOpaque())!
    }
    if cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS { return surface }
    cairo_surface_destroy(surface)
    // Cairo 1.16 reports most of libpng's complaints as a lack of memory.
    throw damaged(image, "its compressed pixels are broken")
  }

  private static func loadJPEG(
    _ image: BookImage, _ file: FileBytes, _ mode: CairoImages.Mode
  ) throws(OctavoError) -> OpaquePointer {
    guard let header = JPEGHeader(file.bytes), header.width == image.pixelWidth,
      header.height == image.pixelHeight
    else { throw changed(image) }
    let passesThrough = mode == .embedded && header.canPassThrough
    // Cairo copies a picture's pixels once even where they are never looked at: then the format
    // is the smallest.
    let surface = cairo_image_surface_create(
      passesThrough ? CAIRO_FORMAT_RGB16_565 : CAIRO_FORMAT_RGB24, Int32(header.width),
      Int32(header.height))!
    try CairoStatus.check(cairo_surface_status(surface), "making room for a picture")
    do {
      if passesThrough {
        try attach(file, to: surface)
      } else {
        try decode(file, image, into: surface)
      }
    } catch {
      cairo_surface_destroy(surface)
      throw error
    }
    return surface
  }

  /// Lets Cairo put the file into the output as it is; its pixels stay untouched and unused.
  private static func attach(_ file: FileBytes, to surface: OpaquePointer) throws(OctavoError) {
    let owned = Unmanaged.passRetained(file)
    let status = cairo_surface_set_mime_data(
      surface, CAIRO_MIME_TYPE_JPEG, file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
      UInt(file.bytes.count),
      { pointer in if let pointer { Unmanaged<FileBytes>.fromOpaque(pointer).release() } },
      owned.toOpaque())
    if status != CAIRO_STATUS_SUCCESS {
      owned.release()
      throw CairoStatus.error(status, "attaching a JPEG")
    }
  }

  /// The pixels of a JPEG, row by row, each blue, green, red and a byte without meaning; nil where
  /// it is damaged.
  static func pixels(of file: FileBytes, _ image: BookImage) -> [UInt8]? {
    var problem: String?
    let size = image.pixelWidth * image.pixelHeight * 4
    let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      problem = withMessage { message in
        octavo_jpeg_decode(
          file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), file.bytes.count,
          buffer.baseAddress, image.pixelWidth * 4, UInt32(image.pixelWidth),
          UInt32(image.pixelHeight), message)
      }
      count = problem == nil ? size : 0
    }
    return problem == nil ? pixels : nil
  }

  private static func decode(
    _ file: FileBytes, _ image: BookImage, into surface: OpaquePointer
  ) throws(OctavoError) {
    cairo_surface_flush(surface)
    guard let pixels = cairo_image_surface_get_data(surface) else {
      throw CairoStatus.error(cairo_surface_status(surface), "decoding a JPEG")
    }
    let stride = Int(cairo_image_surface_get_stride(surface))
    let problem = withMessage { message in
      octavo_jpeg_decode(
        file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), file.bytes.count, pixels,
        stride, UInt32(image.pixelWidth), UInt32(image.pixelHeight), message)
    }
    if let problem { throw damaged(image, problem) }
    cairo_surface_mark_dirty(surface)
  }

  private static func damaged(_ image: BookImage, _ reason: String) -> OctavoError {
    OctavoError(
      .badInput, "image.damaged", "the picture “\(image.path)” cannot be decoded: \(reason)")
  }

  private static func changed(_ image: BookImage) -> OctavoError {
    OctavoError(
      .badInput, "image.changed", "the picture “\(image.path)” changed while the book was set")
  }
}
