import OctavoBase
import OctavoStyle

/// Colours that may be printed in a book whose ground the reader chooses.
enum VisibleColor {
  /// What gives text a colour; nil where it takes the reader's own.
  ///
  /// Gray is printed as text that is less opaque: so it stands back by as much on a dark ground,
  /// where a gray chosen for white paper would hardly be read.
  static func declaration(_ color: Color) -> (property: String, value: String)? {
    guard let css = css(color) else { return nil }
    let parts = components(color)
    guard parts.allSatisfy({ $0 == parts[0] }) else { return ("color", css) }
    let percent = max(Int(((1 - parts[0]) * 100).rounded()), leastOpacity)
    return ("opacity", "0.\(percent)")
  }

  /// In hundredths: text keeps a contrast of 4.5:1 with white and with black (WCAG 2.1, §1.4.3).
  private static let leastOpacity = 54

  /// The colour as CSS, where its contrast with white and with black is 3:1 at least (WCAG 2.1,
  /// §1.4.11); nil for others, black itself among them: such text takes the reader's own colour.
  static func css(_ color: Color) -> String? {
    let parts = components(color)
    let light = luminance(parts)
    guard 1.05 / (light + 0.05) >= 3, (light + 0.05) / 0.05 >= 3 else { return nil }
    return "#" + parts.map(hexadecimal).joined()
  }

  private static func components(_ color: Color) -> [Double] {
    switch color {
    case .gray(let value): [value, value, value]
    case .rgb(let red, let green, let blue): [red, green, blue]
    case .cmyk(let cyan, let magenta, let yellow, let black):
      [cyan, magenta, yellow].map { (1 - min($0, 1)) * (1 - min(black, 1)) }
    }
  }

  /// Relative luminance (WCAG 2.1), the transfer curve taken as a square: near enough to choose by.
  private static func luminance(_ parts: [Double]) -> Double {
    let linear = parts.map { $0 * $0 }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private static func hexadecimal(_ part: Double) -> String {
    let value = Int((min(max(part, 0), 1) * 255).rounded())
    let digits = String(value, radix: 16)
    return digits.count < 2 ? "0" + digits : digits
  }
}
