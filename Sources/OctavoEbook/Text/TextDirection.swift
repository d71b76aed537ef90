import OctavoBook

/// The direction of characters, roughly by block of the Unicode Standard.
enum TextDirection {
  /// Whether a text may hold characters written from right to left; one byte decides.
  static func mayTurn(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var start = 0
      // Eight bytes of ASCII at once: most text is nothing else.
      while start + 8 <= raw.count {
        let eight = raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        if eight & 0x8080_8080_8080_8080 != 0, holdsTurning(bytes[start..<start + 8]) {
          return true
        }
        start += 8
      }
      return holdsTurning(bytes[start...])
    }
  }

  private static func holdsTurning(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.contains { (0xD6...0xE0).contains($0) || $0 >= 0xEF }
  }

  /// Whether a character runs from right to left; nil for one that goes with its neighbours.
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool? {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x1_0800...0x1_0FFF,
      0x1_E800...0x1_EFFF:
      return scalar.properties.numericType == nil
    case 0x30...0x39: return nil
    default: return scalar.properties.isAlphabetic ? false : nil
    }
  }

  /// A stretch of text in one direction.
  struct Stretch {
    var text: String
    var isRightToLeft: Bool
  }

  /// Parts a text by direction; what has none of its own goes with what stands on both sides of it.
  static func stretches(of text: String) -> [Stretch] {
    var stretches: [Stretch] = []
    var pending = String.UnicodeScalarView()
    var current = String.UnicodeScalarView()
    var isTurned = false
    for scalar in text.unicodeScalars {
      guard let turns = isRightToLeft(scalar) else {
        pending.append(scalar)
        continue
      }
      if turns == isTurned {
        current.append(contentsOf: pending)
      } else {
        if !isTurned { current.append(contentsOf: pending) }
        if !current.isEmpty {
          stretches.append(Stretch(text: String(current), isRightToLeft: isTurned))
        }
        current = isTurned ? pending : String.UnicodeScalarView()
        isTurned = turns
      }
      current.append(scalar)
      pending = String.UnicodeScalarView()
    }
    if !isTurned { current.append(contentsOf: pending) }
    if !current.isEmpty {
      stretches.append(Stretch(text: String(current), isRightToLeft: isTurned))
    }
    if isTurned && !pending.isEmpty {
      stretches.append(Stretch(text: String(pending), isRightToLeft: false))
    }
    return stretches
  }
}

extension TextDirection {
  /// Whether a paragraph runs from right to left: its first character with a direction decides
  /// (UAX #9, rules P2 and P3); nil where no character has one.
  static func isRightToLeft(_ inlines: [Inline]) -> Bool? {
    for inline in inlines {
      if let found = isRightToLeft(inline) { return found }
    }
    return nil
  }

  /// Whether a text runs from right to left; nil where no character has a direction.
  static func isRightToLeft(_ text: String) -> Bool? {
    for scalar in text.unicodeScalars {
      if let turns = isRightToLeft(scalar) { return turns }
    }
    return nil
  }

  private static func isRightToLeft(_ inline: Inline) -> Bool? {
    switch inline {
    case .text(let text), .code(let text), .math(let text): isRightToLeft(text)
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
      .styled(_, let inner), .link(_, let inner), .span(_, let inner):
      isRightToLeft(inner)
    case .reference(let reference): isRightToLeft(reference.text)
    case .citation(let citation): isRightToLeft(citation.printed)
    case .image, .noteCall, .softBreak, .lineBreak, .indexMark: nil
    }
  }
}
