import OctavoStyle

/// Which family each role of an e-book names, where the template has its fonts embedded.
struct EmbeddedFamilies {
  /// The family of the text; nil where the reader's own face sets it.
  private(set) var text: String?
  /// The families of roles set in another than the text around them.
  private(set) var families: [StyleRole: String] = [:]

  /// Roles of titles and heads.
  private static let heads: [StyleRole] =
    [
      .halfTitle, .bookTitle, .bookSubtitle, .bookAuthor, .bookPublisher, .partNumber, .partTitle,
      .chapterNumber, .chapterTitle, .chapterSubtitle, .contentsHeading, .noteHeading, .sceneBreak,
    ] + (1...5).map(StyleRole.section)

  /// Nothing embedded.
  init() {}

  init(_ sheet: StyleSheet) {
    switch sheet.fonts.embedding {
    case .none: return
    case .heads:
      for role in Self.heads { families[role] = Self.family(role, sheet) }
    case .all:
      text = Self.family(.body, sheet)
      for role in StyleRole.allCases where !Self.isPrintOnly(role) {
        let family = Self.family(role, sheet)
        if family != text { families[role] = family }
      }
    }
  }

  private static func isPrintOnly(_ role: StyleRole) -> Bool {
    role == .runningHeadRecto || role == .runningHeadVerso || role == .folio
  }

  private static func family(_ role: StyleRole, _ sheet: StyleSheet) -> String? {
    sheet.fonts.stack(for: sheet[role].text.fontRole).first
  }

  /// A face as the styles ask for it.
  struct Wish: Hashable {
    let family: String
    let weight: Int
    let isItalic: Bool
  }

  /// The faces asked for, in the order of the roles.
  ///
  /// - Parameter hasCode: whether the book holds code.
  func wishes(_ sheet: StyleSheet, hasCode: Bool) -> [Wish] {
    var wishes: [Wish] = []
    func add(_ family: String, _ weight: Int, _ isItalic: Bool) {
      let wish = Wish(family: family, weight: weight, isItalic: isItalic)
      if !wishes.contains(wish) { wishes.append(wish) }
    }
    if let text {
      let style = sheet[.body].text
      add(text, style.weight, style.isItalic)
      add(text, style.weight, !style.isItalic)
      add(text, max(style.weight + 300, 700), style.isItalic)
    }
    for role in StyleRole.allCases {
      guard let family = families[role], hasCode || !Self.isCode(role) else { continue }
      add(family, sheet[role].text.weight, sheet[role].text.isItalic)
    }
    return wishes
  }

  private static func isCode(_ role: StyleRole) -> Bool { role.rawValue.hasPrefix("code") }

  /// A family as `font-family` takes it, with the reader's own face of its kind after it.
  static func css(_ family: String) -> String {
    let name = family.lowercased()
    let kind =
      name.contains("mono") || name.contains("code") || name.contains("courier")
      ? "monospace"
      : name.contains("sans") || name.contains("grotesk") || name.contains("gothic")
        ? "sans-serif" : "serif"
    return "\"\(CSSText.escaped(family))\", \(kind)"
  }
}
