/// The template's notation of colours: `black`, `white`, `gray(0.4)`, `#rrggbb`, `cmyk(0,0,0,1)`.
package enum ColorNotation {
  /// What the notation allows, for messages.
  package static let allowed =
    "black, white, gray(0.4), \"#rrggbb\" or cmyk(0, 0, 0, 1), parts from 0 to 1"

  /// A regular expression (ECMA 262) of the notation, for the schema.
  package static let pattern =
    "^(black|white|#[0-9A-Fa-f]{6}|gray\\([ 0-9.]+\\)|cmyk\\([ 0-9.]+(,[ 0-9.]+){3}\\))$"

  package static func read(_ text: String) -> Color? {
    switch text {
    case "black": return .black
    case "white": return .gray(1)
    default: break
    }
    if text.hasPrefix("#") { return hexadecimal(text.dropFirst()) }
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return nil }
    let inside = text[text.index(after: open)...].dropLast()
    let parts = inside.split(separator: ",", omittingEmptySubsequences: false).map(part)
    switch (text[..<open], parts.count) {
    case ("gray", 1):
      guard let gray = parts[0] else { return nil }
      return .gray(gray)
    case ("cmyk", 4):
      guard let c = parts[0], let m = parts[1], let y = parts[2], let k = parts[3] else {
        return nil
      }
      return .cmyk(c, m, y, k)
    default: return nil
    }
  }

  package static func format(_ color: Color) -> String {
    switch color {
    case .gray(0): "black"
    case .gray(1): "white"
    case .gray(let gray): "gray(\(DecimalNotation.format(gray)))"
    case .rgb(let red, let green, let blue): "#" + [red, green, blue].map(byte).joined()
    case .cmyk(let c, let m, let y, let k):
      "cmyk(" + [c, m, y, k].map(DecimalNotation.format).joined(separator: ", ") + ")"
    }
  }

  /// A number from 0 to 1.
  private static func part(_ text: Substring) -> Double? {
    let trimmed = text.drop { $0 == " " }
    guard let split = DecimalNotation.split(String(trimmed)), split.rest.isEmpty,
      (0...1).contains(split.amount)
    else { return nil }
    return split.amount
  }

  private static func hexadecimal(_ digits: Substring) -> Color? {
    guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let value = Int(digits, radix: 16)
    else { return nil }
    return .rgb(
      Double(value >> 16) / 255, Double(value >> 8 & 0xFF) / 255, Double(value & 0xFF) / 255)
  }

  private static func byte(_ part: Double) -> String {
    let text = String(Int((min(max(part, 0), 1) * 255).rounded()), radix: 16)
    return text.count == 1 ? "0" + text : text
  }
}
