/// An amount of money: millionths of a US dollar. Whole numbers, so that sums are exact.
package struct MicroDollars: Sendable, Hashable, Comparable, AdditiveArithmetic {
  package var count: Int64

  package init(_ count: Int64) { self.count = count }

  package static let zero = MicroDollars(0)
  package static func < (a: MicroDollars, b: MicroDollars) -> Bool { a.count < b.count }
  package static func + (a: MicroDollars, b: MicroDollars) -> MicroDollars {
    MicroDollars(a.count + b.count)
  }
  package static func - (a: MicroDollars, b: MicroDollars) -> MicroDollars {
    MicroDollars(a.count - b.count)
  }

  /// Reads a decimal number of dollars with at most six places, exactly; nil for other text.
  package init?(dollars text: some StringProtocol) {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard !parts.isEmpty, text.count(where: { $0 == "-" }) == (isNegative ? 1 : 0) else {
      return nil
    }
    let fraction = parts.count > 1 ? parts[1] : "0"
    guard parts[0].allSatisfy(\.isASCIIDigit), fraction.allSatisfy(\.isASCIIDigit),
      !parts[0].isEmpty || parts.count > 1, (1...6).contains(fraction.count),
      let whole = Int64(parts[0].isEmpty ? "0" : parts[0]), whole < 1_000_000_000,
      let millionths = Int64(fraction + String(repeating: "0", count: 6 - fraction.count))
    else { return nil }
    count = (whole * 1_000_000 + millionths) * (isNegative ? -1 : 1)
  }

  /// The dollars as a decimal number, without a sign of the currency: `0.0425`, `3`.
  package var dollars: String {
    let magnitude = count.magnitude
    let digits = String(magnitude % 1_000_000)
    let padded = String(repeating: "0", count: 6 - digits.count) + digits
    let fraction = String(padded.reversed().drop { $0 == "0" }.reversed())
    let sign = count < 0 ? "-" : ""
    return "\(sign)\(magnitude / 1_000_000)" + (fraction.isEmpty ? "" : ".\(fraction)")
  }

  /// The dollars as prices are written, with two decimals or as many as there are: `0.10`, `0.0425`.
  package var price: String {
    let text = dollars
    guard let point = text.firstIndex(of: ".") else { return text + ".00" }
    return text[point...].count < 3 ? text + "0" : text
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
