/// One rule of a CSS style sheet.
struct StyleRule: Sendable {
  let selector: String
  /// What a reader must know for the rule to count, as `@supports` states it; nil for nothing.
  let condition: String?
  private(set) var declarations: [(property: String, value: String)] = []

  init(_ selector: String, ifSupported condition: String? = nil) {
    self.selector = selector
    self.condition = condition
  }

  /// A rule of declarations known beforehand.
  init(_ selector: String, _ declarations: [(String, String)]) {
    self.init(selector)
    self.declarations = declarations.map { (property: $0.0, value: $0.1) }
  }

  /// Adds a declaration; nil adds none.
  mutating func set(_ property: String, _ value: String?) {
    if let value { declarations.append((property, value)) }
  }

  /// Adds a declaration made as a whole; nil adds none.
  mutating func set(_ declaration: (property: String, value: String)?) {
    if let declaration { declarations.append(declaration) }
  }

  /// The rule as text; empty where nothing is declared.
  var text: String {
    guard !declarations.isEmpty else { return "" }
    let lines = declarations.map { "  \($0.property): \($0.value);\n" }.joined()
    let rule = "\(selector) {\n\(lines)}\n"
    return condition.map { "@supports \($0) {\n\(rule)}\n" } ?? rule
  }
}
