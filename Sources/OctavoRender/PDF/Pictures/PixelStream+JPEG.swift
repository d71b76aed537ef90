import OctavoBase
import OctavoLayout

extension PixelStream {
  /// A JPEG in gray or colour as it is; one in inks as the colours it prints.
  static func compressed(
    _ file: FileBytes, of image: BookImage
  ) throws(OctavoError) -> PixelStream? {
    guard let header = JPEGHeader(file.bytes), header.width == image.pixelWidth,
      header.height == image.pixelHeight
    else { return nil }
    guard header.canPassThrough else { return try mixed(file, of: image) }
    let space = header.components == 1 ? "/DeviceGray" : "/DeviceRGB"
    return PixelStream(
      entries: "/ColorSpace\(space)/BitsPerComponent 8/Filter/DCTDecode", data: Array(file.bytes))
  }

  private static func mixed(
    _ file: FileBytes, of image: BookImage
  ) throws(OctavoError) -> PixelStream? {
    let (width, height) = (image.pixelWidth, image.pixelHeight)
    guard width * height * 4 <= PackedPNG.largestSize,
      let pixels = CairoImageLoader.pixels(of: file, image)
    else { return nil }
    let rows = pixels.withUnsafeBufferPointer {
      FilteredRows.make($0, width: width, height: height)
    }
    return PixelStream(
      entries: rowEntries("/DeviceRGB", samples: 3, depth: 8, width: width),
      data: try Compressor(.little).compress(rows))
  }
}
