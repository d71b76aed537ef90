import OctavoBase

/// A PNG whose rows stand in it as a PDF holds them too: packed by zlib, after PNG's own filters
/// (ISO 32000-1, 7.4.4.4).
///
/// Others (interlaced, of 16 bits, with one colour or entries of the palette transparent) are left
/// to Cairo, and so is the word on damaged ones.
struct PackedPNG {
  /// What a sample means, by the header's number (PNG 3rd edition, §11.2.1).
  enum Color: UInt8 {
    case gray = 0
    case rgb = 2
    case palette = 3
    case grayAlpha = 4
    case rgbAlpha = 6

    /// Samples of a pixel, opacity among them.
    var samples: Int {
      switch self {
      case .gray, .palette: 1
      case .grayAlpha: 2
      case .rgb: 3
      case .rgbAlpha: 4
      }
    }

    var hasAlpha: Bool { self == .grayAlpha || self == .rgbAlpha }
  }

  let header: PNGHeader
  let color: Color
  /// Bits of a sample: 1, 2, 4 or 8.
  let depth: Int
  /// Red, green and blue of each entry; empty but for `.palette`.
  private(set) var palette: [UInt8] = []
  /// The zlib stream of all rows.
  private(set) var rows: [UInt8] = []

  /// Bytes of a row, its filter's number first.
  var rowSize: Int { 1 + (header.width * color.samples * depth + 7) / 8 }
  /// Bytes of all rows.
  var size: Int { rowSize * header.height }

  /// Larger pictures are read row by row.
  static let largestSize = 64 << 20

  /// Nil where the file is none, or a chunk that matters is not what its check sum says.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let header = PNGHeader(bytes), header.isComplete, header.width > 0, header.height > 0,
      let color = Color(rawValue: bytes[25]), [1, 2, 4, 8].contains(bytes[24]),
      bytes[26...28].allSatisfy({ $0 == 0 }), !color.hasAlpha || bytes[24] == 8,
      color != .rgb || bytes[24] == 8
    else { return nil }
    self.header = header
    self.color = color
    depth = Int(bytes[24])
    guard read(bytes) else { return nil }
    guard palette.isEmpty == (color != .palette) else { return nil }
  }

  /// Gathers palette and rows; false where something is wrong or transparent by colour.
  private mutating func read(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = PNGHeader.signature.count
    while offset + 12 <= bytes.count {
      let length = bytes.bigEndian32(at: offset)
      let chunk = bytes[(offset + 4)..<(offset + 8 + length)]
      let content = chunk.dropFirst(4)
      offset += 12 + length
      switch String(decoding: chunk.prefix(4), as: UTF8.self) {
      case "PLTE" where color == .palette:
        let isWhole = length.isMultiple(of: 3)
        guard isWhole, (1...(1 << depth)).contains(length / 3) else { return false }
        palette = Array(content)
      case "IDAT": rows += content
      case "IHDR": break
      case "IEND": return true
      case "tRNS": return false
      default: continue
      }
      let sum = Checksum.crc32(UnsafeRawBufferPointer(rebasing: chunk))
      guard sum == bytes.bigEndian32(at: offset - 4) else { return false }
    }
    return false
  }

  /// The rows, each after its filter's number; nil where they are damaged or too large to be
  /// unpacked at once.
  func unpacked() -> [UInt8]? {
    guard size <= Self.largestSize,
      let plain = Decompressor().decompress(rows, size: size),
      stride(from: 0, to: size, by: rowSize).allSatisfy({ plain[$0] <= 4 })
    else { return nil }
    return plain
  }
}
