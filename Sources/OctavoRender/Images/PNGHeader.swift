/// What a PNG's chunks say, its pixels unseen (PNG 3rd edition, §5 and §11.2.1).
struct PNGHeader {
  let width: Int
  let height: Int
  /// Whether the chunks run unbroken to the last one.
  let isComplete: Bool

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Nil where the bytes are no PNG, or one without a header.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 33, bytes.starts(with: Self.signature),
      bytes[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    width = bytes.bigEndian32(at: 16)
    height = bytes.bigEndian32(at: 20)
    var offset = 8
    var hasPixels = false
    while offset + 12 <= bytes.count {
      let length = bytes.bigEndian32(at: offset)
      let name = bytes[(offset + 4)..<(offset + 8)]
      guard length <= bytes.count - offset - 12 else { break }
      if name.elementsEqual("IDAT".utf8) { hasPixels = true }
      if name.elementsEqual("IEND".utf8) {
        isComplete = hasPixels
        return
      }
      offset += 12 + length
    }
    isComplete = false
  }
}
