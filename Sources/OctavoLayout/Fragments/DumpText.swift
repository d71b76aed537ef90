import OctavoText
package import OctavoBase
package import OctavoStyle

/// How the text dumps write values: the same everywhere, without locale.
package enum DumpText {
  /// In double quotes; quotes, backslashes and control characters escaped.
  package static func quote(_ text: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20, 0x7F: bytes += Array("\\u{\(String(byte, radix: 16))}".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `x y` in points.
  package static func place(_ point: Point) -> String {
    "\(Decimals.format(point.x)) \(Decimals.format(point.y))"
  }

  /// `x y width height` in points.
  package static func rectangle(_ rect: Rect) -> String {
    "\(place(rect.origin)) \(Decimals.format(rect.size.width)) \(Decimals.format(rect.size.height))"
  }

  /// `gray 0`, `rgb 1 0 0`, `cmyk 0 0 0 1`.
  package static func color(_ color: Color) -> String {
    switch color {
    case .gray(let gray): "gray \(numbers([gray]))"
    case .rgb(let red, let green, let blue): "rgb \(numbers([red, green, blue]))"
    case .cmyk(let cyan, let magenta, let yellow, let black):
      "cmyk \(numbers([cyan, magenta, yellow, black]))"
    }
  }

  /// `→ "anchor"` or `→ <address>`.
  package static func target(_ target: LinkTarget) -> String {
    switch target {
    case .url(let address): "→ <\(address)>"
    case .anchor(let name): "→ \(quote(name.utf8))"
    }
  }

  /// Face, size and whatever differs from plain black text on the baseline.
  package static func style(_ run: GlyphRun) -> String {
    var text = "font \(run.font.index) size \(Decimals.format(run.size))"
    if run.scale != 1000 { text += " scale \(run.scale)" }
    if run.rise != .zero { text += " rise \(Decimals.format(run.rise))" }
    if run.color != .black { text += " \(color(run.color))" }
    return text
  }

  private static func numbers(_ values: [Double]) -> String {
    values.map { Decimals.format($0) }.joined(separator: " ")
  }
}
