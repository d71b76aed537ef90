/// What becomes of characters that are no text: the controls of terminals and of old files, and the
/// separators of lines that Unicode has besides the line feed (Unicode Standard §5.8); and those that
/// turn round the writing direction of all that follows (UAX #9 §2), which is marked up instead, so
/// that pages, e-books and documents all know where it ends.
enum ControlCharacters {
  enum Fate {
    case kept
    /// Nothing stands for it.
    case dropped
    /// A line feed stands for it.
    case lineFeed
  }

  /// The fate of a character where a file is read.
  static func fate(of scalar: UInt32) -> Fate {
    switch scalar {
    case 0x09, 0x0A, 0x0D: .kept
    case 0x0B, 0x0C, 0x85: .lineFeed
    case 0x00...0x1F, 0x7F...0x9F: .dropped
    case _ where turnsDirection(scalar): .dropped
    default: .kept
    }
  }

  /// Whether it embeds, isolates or overrides a writing direction, or ends what does. Marks that
  /// only stand for a letter of a direction (U+200E, U+200F, U+061C) do not.
  static func turnsDirection(_ scalar: UInt32) -> Bool {
    (0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar)
  }

  /// The character that three bytes of UTF-8 spell.
  @inline(__always)
  static func scalar(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
    UInt32(first & 0xF) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
  }

  /// What people call it, where they call it anything.
  static func name(of scalar: UInt32) -> String? {
    switch scalar {
    case 0x07: "bell"
    case 0x08: "backspace"
    case 0x0B: "vertical tab"
    case 0x0C: "form feed"
    case 0x1A: "Ctrl-Z"
    case 0x1B: "escape"
    case 0x7F: "delete"
    case 0x85: "next line"
    case 0x202A: "left-to-right embedding"
    case 0x202B: "right-to-left embedding"
    case 0x202C: "pop directional formatting"
    case 0x202D: "left-to-right override"
    case 0x202E: "right-to-left override"
    case 0x2066: "left-to-right isolate"
    case 0x2067: "right-to-left isolate"
    case 0x2068: "first strong isolate"
    case 0x2069: "pop directional isolate"
    default: nil
    }
  }

  // MARK: In text that is read

  /// A character within text that isn't set as it is; it may come by an entity or an escape.
  struct Special: Equatable {
    enum Meaning { case nothing, space, lineBreak }

    let range: Range<Int>
    let meaning: Meaning
  }

  /// The first such character of valid UTF-8.
  static func first(in text: Slice<UnsafeBufferPointer<UInt8>>) -> Special? {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte < 0x20 || byte == 0x7F {
        let isSpace = (0x09...0x0D).contains(byte)
        return Special(range: index..<index + 1, meaning: isSpace ? .space : .nothing)
      }
      if byte == 0xC2, index + 1 < text.endIndex, text[index + 1] < 0xA0 {
        let isSpace = text[index + 1] == 0x85
        return Special(range: index..<index + 2, meaning: isSpace ? .space : .nothing)
      }
      if byte == 0xE2, index + 2 < text.endIndex {
        let range = index..<index + 3
        let scalar = scalar(0xE2, text[index + 1], text[index + 2])
        if scalar == 0x2028 || scalar == 0x2029 {
          return Special(range: range, meaning: .lineBreak)
        }
        if turnsDirection(scalar) { return Special(range: range, meaning: .nothing) }
      }
      index += 1
    }
    return nil
  }

  /// A value of metadata: line ends stay, all other such characters are spaces or nothing.
  static func cleaned(_ text: String) -> String {
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x2028, 0x2029: cleaned.append(" ")
      default:
        switch fate(of: scalar.value) {
        case .kept: cleaned.append(scalar)
        case .dropped: break
        case .lineFeed: cleaned.append(" ")
        }
      }
    }
    return String(cleaned)
  }
}
