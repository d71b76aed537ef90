/// What becomes of characters that are no text: the controls of terminals and of old files, and the
/// separators of lines that Unicode has besides the line feed (Unicode Standard §5.8).
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
    default: .kept
    }
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
      if byte == 0xE2, index + 2 < text.endIndex, text[index + 1] == 0x80,
        text[index + 2] == 0xA8 || text[index + 2] == 0xA9
      {
        return Special(range: index..<index + 3, meaning: .lineBreak)
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
