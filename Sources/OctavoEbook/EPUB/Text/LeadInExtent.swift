/// How far the first words of a chapter reach that are set apart: a number of words, or the first
/// clause where that is shorter, or before the first letter that runs from right to left.
struct LeadInExtent: Sendable {
  private var words: Int
  private var endsClause = false

  init(words: Int) { self.words = words }

  private static let clauseEnds: Set<UInt8> = [0x2C, 0x2E, 0x3B, 0x3A, 0x21, 0x3F]

  /// Takes the next character; true where the extent ends before it.
  mutating func ends(before scalar: UnsafeBufferPointer<UInt8>) -> Bool {
    let isSpace = scalar.count == 1 && (scalar[0] == 0x20 || scalar[0] == 0x0A)
    if scalar.count > 1, Self.turns(scalar) { return true }
    guard isSpace else {
      endsClause = scalar.count == 1 && Self.clauseEnds.contains(scalar[0])
      return false
    }
    words -= 1
    return words <= 0 || endsClause
  }

  private static func turns(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.unicodeScalars.first.flatMap(TextDirection.isRightToLeft) == true
  }
}
