import OctavoText

/// Finds the next token in plain text.
struct TokenScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Byte offset past the span in hand.
  let end: Int
  let isVerbatim: Bool

  struct Piece {
    let start: Int
    let length: Int
    /// Where the next token begins.
    let next: Int
    let follower: Token.Follower
  }

  /// Longest token in bytes; longer ones are cut, in two such lengths at a letter if there is one.
  private static let longest = 1_000

  func next(from start: Int) -> Piece {
    var i = start
    while i < end {
      let byte = bytes[i]
      if byte == 0x20 { return ended(start, i, skipping: 1, .space) }
      if byte == 0x0A { return ended(start, i, skipping: 1, .lineEnd) }
      if byte == 0xC2 && i + 1 < end && bytes[i + 1] == 0xA0 {
        return ended(start, i, skipping: 2, .tie)
      }
      let width = Self.width(of: byte)
      let after = min(i + width, end)
      if (byte < 0x80 ? isBreakByte(byte) : byte == 0xE2), allowsBreak(at: i, after, start) {
        return Piece(start: start, length: after - start, next: after, follower: .breakpoint)
      }
      i = after
      if i - start >= Self.longest, !isMark(i) || i - start >= 2 * Self.longest {
        return Piece(start: start, length: i - start, next: i, follower: .nothing)
      }
    }
    return Piece(start: start, length: end - start, next: end, follower: .nothing)
  }

  /// A token that ends in white space; runs of spaces are one, but in verbatim text.
  private func ended(
    _ start: Int, _ stop: Int, skipping: Int, _ follower: Token.Follower
  ) -> Piece {
    var next = stop + skipping
    if !isVerbatim && follower == .space {
      while next < end, bytes[next] == 0x20 { next += 1 }
    }
    return Piece(start: start, length: stop - start, next: next, follower: follower)
  }

  @inline(__always)
  static func width(of byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
  }

  /// Whether a combining mark of U+0300 to U+037F begins at `i`.
  private func isMark(_ i: Int) -> Bool { i < end && (bytes[i] == 0xCC || bytes[i] == 0xCD) }

  @inline(__always)
  private func isBreakByte(_ byte: UInt8) -> Bool {
    if byte == 0x2D { return true }
    guard isVerbatim || byte == 0x2F else { return false }
    switch byte {
    case 0x2F, 0x2E, 0x5F, 0x3F, 0x26, 0x3D, 0x2C, 0x28, 0x3A: return true
    default: return false
    }
  }

  /// Whether a line may end after the character at `i`, which ends before `after`.
  private func allowsBreak(at i: Int, _ after: Int, _ start: Int) -> Bool {
    guard after < bytes.count else { return false }
    if bytes[i] == 0xE2 {
      guard i + 2 < bytes.count, bytes[i + 1] == 0x80 else { return false }
      switch bytes[i + 2] {
      case 0x93, 0x94, 0xA6: return beginsWord(after)
      case 0x90: return i > start && beginsWord(after)
      case 0x8B: return true
      default: return false
      }
    }
    return i > start && isLetterOrDigit(before: i) && isLetter(after)
  }

  /// Whether a word, or the quotation mark that opens one, begins at `i`.
  private func beginsWord(_ i: Int) -> Bool {
    if isLetter(i) || (bytes[i] >= 0x30 && bytes[i] <= 0x39) || bytes[i] == 0x28 { return true }
    guard bytes[i] == 0xE2, i + 2 < bytes.count, bytes[i + 1] == 0x80 else { return false }
    return bytes[i + 2] == 0x98 || bytes[i + 2] == 0x9C
  }

  private func isLetter(_ i: Int) -> Bool {
    let byte = bytes[i]
    if byte < 0x80 { return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
    return byte >= 0xC3 && byte < 0xE2
  }

  private func isLetterOrDigit(before i: Int) -> Bool {
    let byte = bytes[i - 1]
    return byte >= 0x80 || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A)
      || (byte >= 0x30 && byte <= 0x39)
  }
}
