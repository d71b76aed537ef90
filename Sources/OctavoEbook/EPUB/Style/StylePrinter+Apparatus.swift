import OctavoStyle

/// The rules of theorems, of the index and of the bibliography.
extension StylePrinter {
  // MARK: Theorems

  var theorems: [StyleRule] {
    let indent = RoleStyle.em(sheet[.body].indent, sheet[.body].text.size)
    return [
      roles.inlineRule(".theorem-label", .theoremLabel), slant(".theorem-label", .theoremLabel),
      roles.inlineRule(".proof-label", .proofLabel), slant(".proof-label", .proofLabel),
      StyleRule(
        ".theorem p.next, .theorem-definition p.next, .theorem-remark p.next, .theorem-proof p.next",
        [("text-indent", indent)]),
      StyleRule(".theorem-title", [("font-style", "normal")]),
      StyleRule("span.proof-mark", [("float", "right")]),
      StyleRule("p.proof-mark", [("text-align", "right")]),
      StyleRule(".verse-number", [("float", "right"), ("text-indent", "0")]),
    ]
  }

  /// A label is upright or slanted as the template says, whatever is around it.
  private func slant(_ selector: String, _ role: StyleRole) -> StyleRule {
    let isItalic = sheet[role].declared.contains(.italic) && sheet[role].text.isItalic
    return StyleRule(selector, [("font-style", isItalic ? "italic" : "normal")])
  }

  // MARK: The index

  /// Entries below each other, their turned lines set in further than any begins.
  var index: [StyleRule] {
    [
      roles.rule(".index-letter", .indexLetter, [.alignment]),
      StyleRule(".index-letter", [("margin", "1em 0 0"), ("break-after", "avoid")]),
      StyleRule(".index-entries", [("list-style", "none"), ("margin", "0"), ("padding", "0")]),
      StyleRule(
        ".index-entries li",
        [("margin", "0"), ("padding-left", "4em"), ("text-indent", "-4em")]),
      roles.rule(".index-entry", .indexEntry, []),
      roles.rule(".index-subentry", .indexSubentry, []),
      StyleRule(".index-entries li.level-1", [("text-indent", "-3em")]),
      StyleRule(".index-entries li.level-2", [("text-indent", "-2em")]),
      StyleRule(".index-entries li.level-3", [("text-indent", "-1em")]),
    ]
  }

  // MARK: The bibliography

  /// Works below each other, their turned lines set in; numbers in a column.
  var bibliography: [StyleRule] {
    let style = sheet[.bibliographyEntry]
    let inset = RoleStyle.ratio(style.insetLeft, style.text.size)
    return [
      StyleRule(".bibliography", [("list-style", "none"), ("margin", "0"), ("padding", "0")]),
      roles.rule(".bibliography-entry", .bibliographyEntry, [.alignment]),
      StyleRule(
        ".bibliography li",
        [
          ("margin", "0 0 0.3em"), ("padding-left", inset + "em"),
          ("text-indent", "-" + inset + "em"),
        ]),
      StyleRule(
        ".bibliography.numbered li", [("padding-left", "2.5em"), ("text-indent", "-2.5em")]),
      roles.inlineRule(".bibliography-number", .bibliographyNumber),
    ]
  }
}
