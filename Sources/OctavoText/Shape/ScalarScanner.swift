/// Reads Unicode characters from UTF-8 with their byte offsets. Malformed bytes give U+FFFD each,
/// so that any input comes to its end.
struct ScalarScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> (scalar: UInt32, offset: Int)? {
    guard offset < bytes.count else { return nil }
    let start = offset
    let lead = bytes[start]
    offset += 1
    guard lead >= 0x80 else { return (UInt32(lead), start) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead < 0xF5, start + length <= bytes.count else { return (0xFFFD, start) }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for index in start + 1..<start + length {
      guard bytes[index] & 0xC0 == 0x80 else { return (0xFFFD, start) }
      scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
    }
    guard let valid = Unicode.Scalar(scalar) else { return (0xFFFD, start) }
    offset = start + length
    return (valid.value, start)
  }
}

/// U+00AD, where an author allows a word to be divided.
enum SoftHyphens {
  static let scalar: UInt32 = 0xAD

  static func isIn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 2 else { return false }
    for index in 1..<bytes.count where bytes[index] == 0xAD && bytes[index - 1] == 0xC2 {
      return true
    }
    return false
  }
}
