/// The check digits of book numbers (ISO 2108: modulo 10 with weights 1 and 3; the older ten-digit
/// form modulo 11).
enum ISBN {
  /// What is wrong with a number as written, in words that follow it; nil where nothing is.
  static func fault(in text: String) -> String? {
    let symbols = text.filter { $0 != "-" && $0 != " " }
    let digits = symbols.compactMap(\.wholeNumberValue)
    switch symbols.count {
    case 13 where digits.count == 13: return fault13(digits)
    case 10 where digits.count == 10 || digits.count == 9 && symbols.last?.uppercased() == "X":
      return fault10(digits)
    default: return "has not 13 or 10 digits"
    }
  }

  private static func fault13(_ digits: [Int]) -> String? {
    guard digits.starts(with: [9, 7, 8]) || digits.starts(with: [9, 7, 9]) else {
      return "does not begin with 978 or 979"
    }
    let sum = digits.dropLast().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 * 2 + 1) }
    let wanted = (10 - sum % 10) % 10
    return digits[12] == wanted ? nil : "has the check digit \(digits[12]) where \(wanted) fits"
  }

  private static func fault10(_ digits: [Int]) -> String? {
    let sum = digits.prefix(9).enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) }
    let wanted = (11 - sum % 11) % 11
    let found = digits.count == 10 ? digits[9] : 10
    guard found != wanted else { return nil }
    return "has the check digit \(found == 10 ? "X" : "\(found)") where "
      + "\(wanted == 10 ? "X" : "\(wanted)") fits"
  }
}
