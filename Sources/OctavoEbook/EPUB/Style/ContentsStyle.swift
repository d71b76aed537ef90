import OctavoStyle

/// The rules of the contents: numerals in a column of their own, titles below each other, the lines
/// of long ones too.
struct ContentsStyle {
  let roles: RoleStyle

  /// How wide the column of numerals is, as a class of the list.
  enum Column: String, CaseIterable {
    case narrow, medium, wide

    /// For numerals of at most so many characters; nil for none.
    init?(numerals: [String]) {
      guard let longest = numerals.map(\.count).max() else { return nil }
      self = longest < 3 ? .narrow : longest < 5 ? .medium : .wide
    }

    /// In ems: for arabic numerals, for most roman ones, and for the longest of these.
    fileprivate var width: (column: String, numeral: String) {
      switch self {
      case .narrow: ("2em", "1.4em")
      case .medium: ("3.4em", "2.8em")
      case .wide: ("5.4em", "4.8em")
      }
    }
  }

  var rules: [StyleRule] {
    [
      StyleRule(".entries", [("list-style", "none"), ("padding", "0")]),
      StyleRule(".entries li", [("margin", "0.3em 0")]),
      StyleRule(".entries a", [("color", "inherit"), ("text-decoration", "none")]),
      StyleRule(
        ".entries .numeral",
        [
          ("display", "inline-block"), ("margin-right", "0.35em"), ("text-align", "right"),
          ("text-indent", "0"),
        ]),
    ] + Column.allCases.flatMap(rules) + [
      StyleRule(".entries .toc-section.level-1", [("margin-left", "1em")]),
      StyleRule(".entries .toc-section.level-2", [("margin-left", "2em")]),
      StyleRule(".entries .toc-section.level-3", [("margin-left", "3em")]),
      roles.rule(".entries .toc-part", .contentsPart, [.alignment, .spaces]),
      StyleRule(".entries li.toc-part", [("padding-left", "0")]),
      roles.rule(".entries .toc-chapter", .contentsChapter, []),
      roles.rule(".entries .toc-section", .contentsSection, []),
      roles.rule(".entries .toc-front", .contentsFront, []),
    ]
  }

  private func rules(_ column: Column) -> [StyleRule] {
    let width = column.width
    return [
      StyleRule(".entries.\(column.rawValue) li", [("padding-left", width.column)]),
      StyleRule(
        ".entries.\(column.rawValue) .numeral",
        [("width", width.numeral), ("margin-left", "-" + width.column)]),
    ]
  }
}
