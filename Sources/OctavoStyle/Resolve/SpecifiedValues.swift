public import OctavoBase

/// A value in force and where it was stated.
public struct StatedValue: Sendable {
  /// As it was read.
  public let value: SpecifiedValue
  /// The template that states it; nil for what the format has built in.
  public let template: String?
  /// Where the value stands.
  public let span: SourceSpan?
}

/// A chain of templates laid over each other: of each path the most specific statement.
struct SpecifiedValues: Sendable {
  private let byPath: [TemplatePath: StatedValue]
  /// Font roles in the order they are first stated, the format's own first.
  let fontRoles: [String]

  /// `chain` begins with the template that the others extend.
  init(_ chain: [Template]) {
    var byPath: [TemplatePath: StatedValue] = [:]
    var fontRoles = FontKeys.roles.map { $0.path.components[1] }
    for template in chain {
      for statement in template.statements {
        byPath[statement.path] = StatedValue(
          value: statement.value, template: template.name, span: statement.span)
        if let role = FontKeys.role(of: statement.path), !fontRoles.contains(role) {
          fontRoles.append(role)
        }
      }
    }
    self.byPath = byPath
    self.fontRoles = fontRoles
  }

  /// What the chain states at a path; nil where the default holds.
  func stated(_ path: TemplatePath) -> StatedValue? { byPath[path] }

  /// The place of the first of these paths that is stated.
  func span(_ paths: TemplatePath...) -> SourceSpan? {
    paths.lazy.compactMap { byPath[$0]?.span }.first
  }

  /// What holds for a key: its own statement, or that of the key it falls back to.
  func stated(_ key: KeyDefinition) -> StatedValue? {
    byPath[key.path] ?? key.fallback.flatMap { byPath[$0] }
  }

  /// The value of a key, stated or default.
  subscript<Value>(key: TemplateKey<Value>) -> Value {
    stated(key.definition).flatMap { Value(specified: $0.value) } ?? key.defaultValue
  }
}
