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

  /// The kinds of lists.
  enum Kind: Hashable {
    case bullets
    case numbers(List.Numerals, List.Delimiter)
    case emptyBoxes, tickedBoxes

    /// Those in every document, by their order in the part.
    fileprivate static let shared: [Kind] = [
      .bullets, .numbers(.arabic, .period), .numbers(.arabic, .parenthesis), .emptyBoxes,
      .tickedBoxes,
    ]

    /// The number of its definition.
    fileprivate var id: Int {
      if let index = Self.shared.firstIndex(of: self) { return index }
      guard case .numbers(let numerals, let delimiter) = self else { return 0 }
      let index = List.Numerals.allCases.firstIndex(of: numerals) ?? 1
      return Self.shared.count + 2 * (index - 1) + (delimiter == .period ? 0 : 1)
    }

    fileprivate var format: String {
      guard case .numbers(let numerals, _) = self else { return "bullet" }
      return switch numerals {
      case .arabic: "decimal"
      case .lowerLetters: "lowerLetter"
      case .upperLetters: "upperLetter"
      case .lowerRoman: "lowerRoman"
      case .upperRoman: "upperRoman"
      }
    }

    /// What stands before an item at a level.
    fileprivate func text(_ level: Int) -> String {
      switch self {
      case .bullets: ["•", "–", "·"][min(level, 2)]
      case .numbers(_, .period): "%\(level + 1)."
      case .numbers(_, .parenthesis): "%\(level + 1))"
      case .emptyBoxes: "☐"
      case .tickedBoxes: "☑"
      }
    }
  }

  private struct Numbered {
    let kind: Kind
    let level: Int
    let start: Int
  }

  private var lists: [Numbered] = []

  /// A new list that counts for itself.
  mutating func add(start: Int, level: Int, _ kind: Kind) -> Int {
    lists.append(
      Numbered(kind: kind, level: level, start: min(max(start, 0), Self.largestStart)))
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
    let others = Set(lists.map(\.kind)).subtracting(Kind.shared).sorted { $0.id < $1.id }
    for kind in Kind.shared + others { write(kind, sheet, to: &xml) }
    let shared: [Kind] = [.bullets, .numbers(.arabic, .period), .emptyBoxes, .tickedBoxes]
    for (index, kind) in shared.enumerated() {
      xml.raw(
        text:
          "<w:num w:numId=\"\(index + 1)\"><w:abstractNumId w:val=\"\(kind.id)\"/></w:num>")
    }
    for (index, list) in lists.enumerated() {
      xml.raw(
        text: """
          <w:num w:numId="\(Self.tickedBoxList + index + 1)">\
          <w:abstractNumId w:val="\(list.kind.id)"/>\
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
        <w:abstractNum w:abstractNumId="\(kind.id)">\
        <w:nsid w:val="4F43000\(String(kind.id, radix: 16, uppercase: true))"/>\
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
    xml.raw(text: "<w:numFmt w:val=\"\(kind.format)\"/>")
    if level < 5, kind == .bullets || kind == .numbers(.arabic, .period) {
      let style = kind == .bullets ? WordStyle.bullet(level) : WordStyle.number(level)
      xml.raw(text: "<w:pStyle w:val=\"\(style.id)\"/>")
    }
    xml.raw("<w:suff w:val=\"tab\"/><w:lvlText")
    xml.attribute("w:val", kind.text(level))
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
}
