/// Looks into the pictures and style sheets of an archive.
enum PictureCheck {
  /// The media type of a picture by its first bytes; nil for what is none of those that books show.
  static func type(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: pngSignature) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if bytes.starts(with: Array("GIF8".utf8)) { return "image/gif" }
    if bytes.count > 12, bytes.starts(with: Array("RIFF".utf8)),
      bytes[8..<12].elementsEqual(Array("WEBP".utf8))
    {
      return "image/webp"
    }
    return nil
  }

  /// What is wrong with a picture, in words that follow its name; nil for a sound one.
  static func fault(in bytes: [UInt8]) -> String? {
    switch type(of: bytes) {
    case "image/png": return pngFault(bytes)
    case "image/jpeg":
      // The marker that ends an image (ITU T.81, B.1.1.3); cameras put bytes after it.
      let end = bytes.suffix(4_096)
      let isWhole = zip(end, end.dropFirst()).contains { $0 == 0xFF && $1 == 0xD9 }
      return isWhole ? nil : "is cut off"
    case nil: return "is no picture that readers show"
    default: return nil
    }
  }

  private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// PNG §5.3: a length, a type, the data and their checksum, from IHDR to IEND.
  private static func pngFault(_ bytes: [UInt8]) -> String? {
    var index = pngSignature.count
    while index + 12 <= bytes.count {
      let length = number(at: index, in: bytes)
      guard length <= bytes.count - index - 12 else { return "is cut off" }
      let chunk = bytes[index + 4..<index + 8 + length]
      let type = chunk.prefix(4)
      guard Deflater.checksum(ArraySlice(chunk)) == number(at: index + 8 + length, in: bytes) else {
        return "is damaged"
      }
      if index == pngSignature.count, !type.elementsEqual(Array("IHDR".utf8)) {
        return "is damaged"
      }
      if type.elementsEqual(Array("IEND".utf8)) { return nil }
      index += 12 + length
    }
    return "is cut off"
  }

  private static func number(at index: Int, in bytes: [UInt8]) -> Int {
    bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
