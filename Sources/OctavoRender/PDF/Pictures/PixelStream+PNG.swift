import OctavoBase
import OctavoLayout

extension PixelStream {
  /// The rows of a PNG as they are packed in it; with opacity, colours and opacity apart.
  static func packed(
    _ file: FileBytes, of image: BookImage
  ) throws(OctavoError) -> PixelStream? {
    guard let png = PackedPNG(file.bytes), png.header.width == image.pixelWidth,
      png.header.height == image.pixelHeight
    else { return nil }
    if png.color.hasAlpha { return try split(png) }
    return PixelStream(
      entries: rowEntries(
        space(of: png), samples: png.color.samples, depth: png.depth, width: png.header.width),
      data: png.rows)
  }

  private static func space(of png: PackedPNG) -> String {
    switch png.color {
    case .gray, .grayAlpha: return "/DeviceGray"
    case .rgb, .rgbAlpha: return "/DeviceRGB"
    case .palette:
      let digits = png.palette.map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
      return "[/Indexed/DeviceRGB \(png.palette.count / 3 - 1)<\(digits.joined())>]"
    }
  }

  /// PNG's filters compare a byte with those of the same sample alone, so that rows can be taken
  /// apart without undoing them.
  private static func split(_ png: PackedPNG) throws(OctavoError) -> PixelStream? {
    guard let rows = png.unpacked() else { return nil }
    let samples = png.color.samples - 1
    let width = png.header.width
    var colors = [UInt8](repeating: 0, count: png.header.height * (1 + width * samples))
    var alphas = [UInt8](repeating: 0, count: png.header.height * (1 + width))
    rows.withUnsafeBufferPointer { rows in
      colors.withUnsafeMutableBufferPointer { colors in
        alphas.withUnsafeMutableBufferPointer { alphas in
          separate(rows, rowSize: png.rowSize, colors, alphas, samples: samples)
        }
      }
    }
    let compressor = Compressor(.little)
    let entries = rowEntries(space(of: png), samples: samples, depth: 8, width: width)
    return PixelStream(
      entries: entries, data: try compressor.compress(colors),
      opacity: isOpaque(alphas, width: width)
        ? nil
        : Opacity(
          entries: rowEntries("/DeviceGray", samples: 1, depth: 8, width: width),
          data: try compressor.compress(alphas)))
  }

  private static func separate(
    _ rows: UnsafeBufferPointer<UInt8>, rowSize: Int, _ colors: UnsafeMutableBufferPointer<UInt8>,
    _ alphas: UnsafeMutableBufferPointer<UInt8>, samples: Int
  ) {
    var (color, alpha) = (0, 0)
    for row in stride(from: 0, to: rows.count, by: rowSize) {
      colors[color] = rows[row]
      alphas[alpha] = rows[row]
      color += 1
      alpha += 1
      for pixel in stride(from: row + 1, to: row + rowSize, by: samples + 1) {
        for sample in 0..<samples { colors[color + sample] = rows[pixel + sample] }
        alphas[alpha] = rows[pixel + samples]
        color += samples
        alpha += 1
      }
    }
  }

  /// Whether every sample under its filter is what 255 becomes among 255s: then there is no need of
  /// a mask, which printers would have to flatten.
  static func isOpaque(_ rows: [UInt8], width: Int) -> Bool {
    for start in stride(from: 0, to: rows.count, by: width + 1) {
      let isFirst = start == 0
      // The first of the row, and the others (PNG 3rd edition, §9.2).
      let (first, others): (UInt8, UInt8) =
        switch rows[start] {
        case 0: (255, 255)
        case 1: (255, 0)
        case 2: isFirst ? (255, 255) : (0, 0)
        case 3: isFirst ? (255, 128) : (128, 0)
        default: isFirst ? (255, 0) : (0, 0)
        }
      guard rows[start + 1] == first,
        rows[(start + 2)..<(start + 1 + width)].allSatisfy({ $0 == others })
      else { return false }
    }
    return true
  }
}
