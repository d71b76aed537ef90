import OctavoBase
import OctavoLayout
import OctavoStyle

/// The folios of a PDF as ranges of pages that count in one style (ISO 32000-1, 12.4.2).
struct PDFPageLabels {
  enum Style: Hashable {
    case arabic, roman, lowerRoman
    /// No number: the prefix is the whole label.
    case none
  }

  /// A label taken apart: what stands before its number, and the number.
  struct Label: Hashable {
    var prefix = ""
    var style = Style.none
    var value = 0

    /// Reads `iv`, `XII`, `12` and `A-3`; a label that ends in no number is all prefix.
    init(_ text: String) {
      if let value = Self.roman(text) {
        self.value = value
        style = text.utf8.first.map { $0 >= UInt8(ascii: "a") } == true ? .lowerRoman : .roman
        return
      }
      // Numbers are written without leading zeros, and small enough for all readers.
      let figures = text.utf8.reversed().prefix(9).prefix { (0x30...0x39).contains($0) }
      let digits = figures.reversed().drop { $0 == 0x30 }
      prefix = String(text.unicodeScalars.dropLast(digits.count))
      guard !digits.isEmpty else { return }
      style = .arabic
      value = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    func isFollowed(by next: Label) -> Bool {
      guard prefix == next.prefix, style == next.style else { return false }
      return style == .none || next.value == value + 1
    }

    private static func roman(_ text: String) -> Int? {
      let values: [Character: Int] = [
        "I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000,
      ]
      let upper = text.uppercased()
      var (total, largest) = (0, 0)
      guard (1...16).contains(upper.utf8.count) else { return nil }
      for digit in upper.reversed() {
        guard let value = values[digit] else { return nil }
        total += value < largest ? -value : value
        largest = max(largest, value)
      }
      let isOne = total > 0 && Numerals.roman(total) == upper
      return isOne && (text == upper || text == upper.lowercased()) ? total : nil
    }
  }

  /// The first page of each range, from 0, and its label.
  let ranges: [(page: Int, label: Label)]

  init(_ labels: some Sequence<String>) {
    var ranges: [(page: Int, label: Label)] = []
    var last: Label?
    for (page, text) in labels.enumerated() {
      let label = Label(text)
      if last?.isFollowed(by: label) != true { ranges.append((page, label)) }
      last = label
    }
    self.ranges = ranges
  }

  /// Writes the number tree and returns its number.
  func write(to output: inout PDFOutput) throws(OctavoError) -> Int {
    let number = output.allocate()
    output.beginObject(number)
    output.append("<</Nums[")
    for (page, label) in ranges {
      output.append(" ")
      output.append(page)
      output.append("<<")
      if !label.prefix.isEmpty {
        output.append("/P")
        output.append(text: label.prefix)
      }
      switch label.style {
      case .arabic: output.append("/S/D/St ")
      case .roman: output.append("/S/R/St ")
      case .lowerRoman: output.append("/S/r/St ")
      case .none: break
      }
      if label.style != .none { output.append(label.value) }
      output.append(">>")
    }
    output.append("]>>")
    try output.endObject()
    return number
  }
}
