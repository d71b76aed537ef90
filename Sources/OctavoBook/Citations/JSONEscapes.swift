/// Makes JSON readable as YAML, which knows all of it but pairs of surrogates.
enum JSONEscapes {
  /// The text with each pair such as `\ud83d\ude00` as the character it stands for.
  static func joined(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var isChanged = false
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        if isChanged { result.append(bytes[index]) }
        index += 1
        continue
      }
      if let high = unit(bytes, index), (0xD800..<0xDC00).contains(high),
        let low = unit(bytes, index + 6), (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00))
      {
        if !isChanged { result = Array(bytes[..<index]) }
        isChanged = true
        result += Array(String(Character(scalar)).utf8)
        index += 12
      } else {
        // The character after a backslash is no backslash of its own.
        if isChanged { result += bytes[index..<min(index + 2, bytes.count)] }
        index += 2
      }
    }
    return isChanged ? result : bytes
  }

  /// The number of an escape `\uXXXX` at a place.
  private static func unit(_ bytes: [UInt8], _ start: Int) -> UInt32? {
    guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"),
      bytes[start + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: bytes[start + 2..<start + 6], as: UTF8.self), radix: 16)
  }
}
