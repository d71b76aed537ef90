/// `fonts`: which families each font role takes.
enum FontKeys {
  private static let table = KeyTable("fonts")

  static let text = table.families("text", ["EB Garamond"], "The families of running text.")
  static let heading = table.families(
    "heading", ["EB Garamond"], "The families of headings and display.")
  static let code = table.families("code", ["JetBrains Mono"], "The families of code.")
  static let fallbacks = table.families(
    "fallbacks", ["DejaVu Serif", "DejaVu Sans", "Noto Serif Hebrew", "Noto Sans Symbols 2"],
    "Families tried in order for characters that no family of a role covers.")

  /// The roles every template has, in order.
  static let roles = [text, heading, code]

  static let all = roles.map(\.definition) + [fallbacks.definition]

  /// The role name of a path under `fonts`, unless it is the fallbacks.
  static func role(of path: TemplatePath) -> String? {
    guard path.components.count == 2, path.components[0] == "fonts", path != fallbacks.path else {
      return nil
    }
    return path.components[1]
  }
}
