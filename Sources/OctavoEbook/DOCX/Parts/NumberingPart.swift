import OctavoBook
import OctavoStyle

/// Gathers a document's lists and writes `word/numbering.xml`.
struct NumberingPart {
  /// The lists all bulleted items, and those of list styles without a list of their own, belong to.
  static let bulletList = 1
  static let numberList = 2
  private static let emptyBoxList = 3
  private static let tickedBoxList = 4
  /// The deepest level the format has, 0-based.
  static let deepestLevel = 8
  /// The largest number Word counts from.
  static let largestStart = 32_767

  /// The kinds of lists, by their order in the part.
  private enum Kind: Int, CaseIterable {
    case bullets, periods, parentheses, emptyBoxes, tickedBoxes
  }

  private struct Numbered {
    let kind: Kind
    let level: Int
    let start: Int
  }

  private var lists: [Numbered] = []

  /// A new list that counts for itself.
  mutating func add(start: Int, delimiter: List.Delimiter, level: Int) -> Int {
    lists.append(
      Numbered(
        kind: delimiter == .period ? .periods : .parentheses, level: level,
        start: min(max(start, 0), Self.largestStart)))
    return Self.tickedBoxList + lists.count
  }

  /// The list of task items, ticked or not.
  static func tasks(isTicked: Bool) -> Int { isTicked ? tickedBoxList : emptyBoxList }

  /// What puts a paragraph into a list.
  static func reference(level: Int, list: Int) -> String {
    "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>"
  }

  // MARK: Writing

  func bytes(_ sheet: StyleSheet) -> [UInt8] {
    var xml = WordMarkup(reserving: 16_384)
    xml.raw(WordNamespaces.declaration)
    xml.raw(text: "<w:numbering\(WordNamespaces.plain)>")
    for kind in Kind.allCases { write(kind, sheet, to: &xml) }
    let shared: [Kind] = [.bullets, .periods, .emptyBoxes, .tickedBoxes]
    for (index, kind) in shared.enumerated() {
      xml.raw(
        text:
          "<w:num w:numId=\"\(index + 1)\"><w:abstractNumId w:val=\"\(kind.rawValue)\"/></w:num>")
    }
    for (index, list) in lists.enumerated() {
      xml.raw(
        text: """
          <w:num w:numId="\(Self.tickedBoxList + index + 1)">\
          <w:abstractNumId w:val="\(list.kind.rawValue)"/>\
          <w:lvlOverride w:ilvl="\(list.level)"><w:startOverride w:val="\(list.start)"/>\
          </w:lvlOverride></w:num>
          """)
    }
    xml.raw("</w:numbering>")
    return xml.bytes
  }

  private func write(_ kind: Kind, _ sheet: StyleSheet, to xml: inout WordMarkup) {
    xml.raw(
      text: """
        <w:abstractNum w:abstractNumId="\(kind.rawValue)"><w:nsid w:val="4F43000\(kind.rawValue)"/>\
        <w:multiLevelType w:val="multilevel"/>
        """)
    for level in 0...Self.deepestLevel { write(level, of: kind, sheet, to: &xml) }
    xml.raw("</w:abstractNum>")
  }

  private func write(
    _ level: Int, of kind: Kind, _ sheet: StyleSheet, to xml: inout WordMarkup
  ) {
    let indents = ListIndents(sheet)
    xml.raw(text: "<w:lvl w:ilvl=\"\(level)\"><w:start w:val=\"1\"/>")
    xml.raw(text: "<w:numFmt w:val=\"\(Self.format(kind))\"/>")
    if level < 5, kind == .bullets || kind == .periods {
      let style = kind == .bullets ? WordStyle.bullet(level) : WordStyle.number(level)
      xml.raw(text: "<w:pStyle w:val=\"\(style.id)\"/>")
    }
    xml.raw("<w:suff w:val=\"tab\"/><w:lvlText")
    xml.attribute("w:val", Self.text(kind, level))
    xml.raw(
      text: """
        /><w:lvlJc w:val="right"/><w:pPr><w:ind w:left="\(indents.left(level))" \
        w:hanging="\(indents.hanging)"/></w:pPr><w:rPr>
        """)
    let text = sheet[.list].text
    let marker = sheet[.listMarker].applied(to: text, bodySize: sheet[.body].text.size)
    RunLook(marker, fonts: sheet.fonts)
      .write(to: &xml, against: RunLook(text, fonts: sheet.fonts))
    xml.raw("</w:rPr></w:lvl>")
  }

  private static func format(_ kind: Kind) -> String {
    kind == .periods || kind == .parentheses ? "decimal" : "bullet"
  }

  private static func text(_ kind: Kind, _ level: Int) -> String {
    switch kind {
    case .bullets: ["•", "–", "·"][min(level, 2)]
    case .periods: "%\(level + 1)."
    case .parentheses: "%\(level + 1))"
    case .emptyBoxes: "☐"
    case .tickedBoxes: "☑"
    }
  }
}
