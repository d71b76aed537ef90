package import OctavoBook

/// How the lists of a place in the text are numbered: by the manuscript, else by the template.
package struct ListNumbering: Sendable {
  private let design: [List.Numerals]
  /// What the lists around say of those within.
  private var stated: ArraySlice<List.Numerals> = []
  /// How many numbered lists are around.
  private var depth = 0

  package init(_ sheet: StyleSheet) { design = sheet.blocks.listNumerals }

  /// How a list at this place is numbered.
  package func numerals(of list: List) -> List.Numerals {
    guard design.indices.contains(0) else { return .arabic }
    let own = list.numerals.isEmpty ? stated : list.numerals[...]
    return own.first ?? design[min(depth, design.count - 1)]
  }

  /// The numbering within an item of a list at this place.
  package func inside(_ list: List) -> ListNumbering {
    guard case .number = list.marker else { return self }
    var inner = self
    inner.stated = (list.numerals.isEmpty ? stated : list.numerals[...]).dropFirst()
    inner.depth += 1
    return inner
  }
}

extension Numerals {
  /// An item's number; one that the numerals cannot write is written in figures.
  package static func format(_ number: Int, _ numerals: List.Numerals) -> String {
    switch numerals {
    case .arabic: "\(number)"
    case .lowerLetters: letters(number)
    case .upperLetters: letters(number).uppercased()
    case .lowerRoman: roman(number).lowercased()
    case .upperRoman: roman(number)
    }
  }

  /// `a` to `z`, then `aa`, `ab` …
  private static func letters(_ number: Int) -> String {
    guard (1..<1_000_000).contains(number) else { return "\(number)" }
    var rest = number
    var text = ""
    while rest > 0 {
      let digit = (rest - 1) % 26
      text = String(UnicodeScalar(UInt8(0x61 + digit))) + text
      rest = (rest - 1) / 26
    }
    return text
  }
}
