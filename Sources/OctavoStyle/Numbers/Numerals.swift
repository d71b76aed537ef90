/// Prints and reads numbers in the styles of books.
package enum Numerals {
  package static func format(_ number: Int, _ style: Numbering.Style) -> String {
    switch style {
    case .none: ""
    case .arabic: "\(number)"
    case .roman: roman(number)
    case .lowerRoman: roman(number).lowercased()
    case .words: words(number)
    }
  }

  private static let romanSteps: [(value: Int, digits: String)] = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
  ]

  /// Roman capitals for 1 to 3,999; other numbers in arabic figures.
  package static func roman(_ number: Int) -> String {
    guard (1..<4000).contains(number) else { return "\(number)" }
    var rest = number
    var text = ""
    for step in romanSteps {
      while rest >= step.value {
        text += step.digits
        rest -= step.value
      }
    }
    return text
  }

  private static let units = [
    "", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
  ]
  private static let tens = [
    "", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety",
  ]

  /// English words for 1 to 999; other numbers in figures.
  package static func words(_ number: Int) -> String {
    guard (1..<1000).contains(number) else { return "\(number)" }
    if number < 20 { return units[number] }
    if number < 100 {
      let unit = units[number % 10].lowercased()
      return tens[number / 10] + (unit.isEmpty ? "" : "-" + unit)
    }
    let rest = number % 100
    return units[number / 100] + " Hundred" + (rest == 0 ? "" : " " + words(rest))
  }
}
