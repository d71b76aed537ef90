/// Text within a CSS string.
enum CSSText {
  /// The text with what would end the string written as code points (CSS Syntax 3, §4.3.7).
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in XMLCharacter.kept(text).text.unicodeScalars {
      switch scalar {
      case "\"", "\\", "\n", "<", "&": escaped += "\\" + String(scalar.value, radix: 16) + " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
