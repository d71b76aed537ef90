import OctavoBook
import OctavoStyle

/// The classes by which the style sheet knows elements.
enum DivisionClass {
  static func name(_ kind: Division.Kind) -> String {
    switch kind {
    case .halfTitle: "half-title-page"
    case .title: "title-page"
    case .copyright: "copyright-page"
    case .contents: "contents"
    case .part: "part"
    case .chapter: "chapter"
    case .dedication: "dedication-page"
    case .epigraph: "epigraph-page"
    case .section: "section"
    case .notes: "notes"
    case .index: "index"
    case .bibliography: "bibliography-page"
    case .figures: "figures"
    case .tables: "tables"
    }
  }

  /// A role's class: its name with hyphens.
  static func name(_ role: StyleRole) -> String { role.rawValue.replacing(".", with: "-") }

  /// A class the manuscript writes; its own beginning keeps it from meaning one of ours.
  static func custom(_ written: String) -> String {
    "c-" + IdentifierTable.valid(written, isMade: true)
  }

  /// All classes an element's attributes ask for, with those of ours before them.
  static func list(_ own: [String], _ attributes: Attributes) -> String? {
    let all = own + attributes.classes.filter { $0 != "-" }.map(custom)
    return all.isEmpty ? nil : all.joined(separator: " ")
  }
}
