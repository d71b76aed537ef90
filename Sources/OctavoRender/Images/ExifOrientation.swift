import OctavoLayout

/// How a camera held the picture, from a JPEG's Exif segment (CIPA DC-008, 4.6.4, tag 0112).
enum ExifOrientation {
  private static let signature = Array("Exif\0\0".utf8)
  private static let tag = 0x0112

  /// The orientation in an APP1 segment's contents; nil where it says none or something else.
  static func read(_ segment: UnsafeRawBufferPointer) -> BookImage.Orientation? {
    guard segment.starts(with: signature) else { return nil }
    let tiff = UnsafeRawBufferPointer(rebasing: segment.dropFirst(signature.count))
    guard tiff.count >= 8 else { return nil }
    let isBigEndian = tiff[0] == UInt8(ascii: "M")
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset + count <= tiff.count else { return nil }
      let bytes = tiff[offset..<(offset + count)]
      return (isBigEndian ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
    for entry in 0..<min(count, 1_000) {
      let offset = directory + 2 + 12 * entry
      guard let found = number(offset, 2) else { return nil }
      guard found == tag else { continue }
      return number(offset + 8, 2).flatMap { BookImage.Orientation(rawValue: $0) }
    }
    return nil
  }
}
