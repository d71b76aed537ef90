/// Style sheets as readers of CSS understand them (CSS Syntax 3, 4.3.7): small letters, escapes
/// undone, comments left out.
enum StyleEscapes {
  static func undone(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "/", index + 1 < scalars.count, scalars[index + 1] == "*" {
        index = end(ofCommentAt: index, scalars)
      } else if scalar == "\\" {
        result.append(escaped(scalars, &index))
      } else {
        result.append(scalar)
        index += 1
      }
    }
    return String(result).lowercased()
  }

  private static func end(ofCommentAt start: Int, _ scalars: [Unicode.Scalar]) -> Int {
    var index = start + 2
    while index + 1 < scalars.count {
      if scalars[index] == "*", scalars[index + 1] == "/" { return index + 2 }
      index += 1
    }
    return scalars.count
  }

  /// The character of an escape, whose stroke is at `index`; steps past it.
  private static func escaped(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Unicode.Scalar {
    index += 1
    var value: UInt32 = 0
    var digits = 0
    while index < scalars.count, digits < 6, let digit = Character(scalars[index]).hexDigitValue {
      value = value << 4 | UInt32(digit)
      digits += 1
      index += 1
    }
    guard digits > 0 else {
      guard index < scalars.count else { return "\\" }
      index += 1
      return scalars[index - 1]
    }
    if index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
