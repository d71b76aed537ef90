import OctavoBase

/// How many bytes of rows a PNG of any kind must hold (PNG 3rd edition, §7.2 and §8.1).
enum PNGRows {
  /// Whether the data unpack to more than the rows, as those of a file made to exhaust do; false
  /// where that is not known.
  static func areExceeded(in bytes: UnsafeRawBufferPointer) -> Bool {
    guard let header = PNGHeader(bytes), header.isComplete,
      let size = size(
        header, depth: Int(bytes[24]), color: bytes[25], isInterlaced: bytes[28] == 1),
      size <= PackedPNG.largestSize
    else { return false }
    return Decompressor().exceeds(data(in: bytes), size: size)
  }

  private static func size(
    _ header: PNGHeader, depth: Int, color: UInt8, isInterlaced: Bool
  ) -> Int? {
    guard let samples = PackedPNG.Color(rawValue: color)?.samples, depth <= 16 else { return nil }
    func rows(_ width: Int, _ height: Int) -> Int {
      width > 0 && height > 0 ? height * (1 + (width * samples * depth + 7) / 8) : 0
    }
    guard isInterlaced else { return rows(header.width, header.height) }
    // First column and row of each of the seven passes, and the steps between them.
    let passes = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
      (0, 1, 1, 2),
    ]
    return passes.reduce(0) { sum, pass in
      let (x, y, right, down) = pass
      return sum
        + rows((header.width - x + right - 1) / right, (header.height - y + down - 1) / down)
    }
  }

  /// The contents of all IDAT chunks.
  private static func data(in bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var data: [UInt8] = []
    var offset = PNGHeader.signature.count
    while offset + 12 <= bytes.count {
      let length = bytes.bigEndian32(at: offset)
      guard length <= bytes.count - offset - 12 else { break }
      if bytes[(offset + 4)..<(offset + 8)].elementsEqual("IDAT".utf8) {
        data += bytes[(offset + 8)..<(offset + 8 + length)]
      }
      offset += 12 + length
    }
    return data
  }
}
