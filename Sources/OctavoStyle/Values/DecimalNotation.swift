/// Reads and prints the plain decimal numbers of templates: no exponents, no locale.
package enum DecimalNotation {
  /// A number and what follows it, such as `1.5` and `em`.
  package struct Split: Sendable, Hashable {
    package let amount: Double
    /// The rest without spaces before it.
    package let rest: String
  }

  /// Largest magnitude a template may write.
  package static let limit = 100_000.0

  /// Takes the number at the beginning of `text` off; nil where none stands there, or where it is
  /// beyond `limit`.
  package static func split(_ text: String) -> Split? {
    var rest = text.utf8[...]
    var digits = 0
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    var number = text.utf8.first == UInt8(ascii: "-") ? "-" : ""
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !number.contains(".") {
        number += "."
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        number.unicodeScalars.append(Unicode.Scalar(byte))
        digits += 1
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard digits > 0, digits <= 15,
      let amount = Double(number.hasSuffix(".") ? number + "0" : number),
      abs(amount) <= limit
    else { return nil }
    return Split(amount: amount, rest: String(Substring(rest).drop { $0 == " " }))
  }

  /// `amount` with up to four decimals, trailing zeros dropped.
  package static func format(_ amount: Double) -> String {
    let scaled = Int64((abs(amount) * 10_000).rounded())
    let sign = amount < 0 && scaled != 0 ? "-" : ""
    guard scaled % 10_000 != 0 else { return "\(sign)\(scaled / 10_000)" }
    let digits = String(scaled % 10_000 + 10_000).dropFirst()
    let trimmed = String(digits.reversed().drop { $0 == "0" }.reversed())
    return "\(sign)\(scaled / 10_000).\(trimmed)"
  }
}
