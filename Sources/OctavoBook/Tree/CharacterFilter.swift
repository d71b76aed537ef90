/// Which characters of a book a format has a place for.
package struct CharacterFilter: Sendable {
  private let isKept: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)?

  /// Keeps every character.
  package static let all = CharacterFilter(isKept: nil)

  /// Keeps the characters, given in UTF-8, for which `isKept` holds; printing ASCII always.
  package init(_ isKept: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool) {
    self.init(isKept: isKept)
  }

  private init(isKept: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)?) { self.isKept = isKept }

  /// Whether there is a place for a character, given in UTF-8.
  @inline(__always)
  package func keeps(_ scalar: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let isKept, scalar[0] < 0x20 || scalar[0] >= 0x7F else { return true }
    return isKept(scalar)
  }

  /// A text without the characters there is no place for.
  package func kept(_ text: String) -> String {
    guard isKept != nil else { return text }
    var bytes: [UInt8] = []
    ReadingStep.forEach(in: text) { step, scalar in
      if step == .space || keeps(scalar) { bytes.append(contentsOf: scalar) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
