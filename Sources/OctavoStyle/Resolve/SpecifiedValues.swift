public import OctavoBase

/// A value in force and where it was stated.
public struct StatedValue: Sendable {
  /// As it was read.
  public let value: SpecifiedValue
  /// The template that states it; nil for what the format has built in.
  public let template: String?
  /// Where the value stands.
  public let span: SourceSpan?
  /// The template's index in its chain, base first; -1 for what the format has built in.
  let level: Int
}

extension [StatedValue] {
  /// Where to point when these values cannot stand together: at the one stated by the most
  /// specific template, which the others were right without; at the first of equals.
  var culprit: SourceSpan? {
    var worst: StatedValue?
    for value in self where value.span != nil && value.level > worst?.level ?? -1 { worst = value }
    return worst?.span
  }
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
    for (level, template) in chain.enumerated() {
      for statement in template.statements {
        byPath[statement.path] = StatedValue(
          value: statement.value, template: template.name, span: statement.span, level: level)
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

  /// The place of what is to blame where the values of these paths cannot stand together; what
  /// their units refer to may be.
  func culprit(_ paths: TemplatePath...) -> SourceSpan? {
    let stated = paths.compactMap { byPath[$0] }
    return (stated + stated.compactMap { base(of: $0.value).flatMap { byPath[$0] } }).culprit
  }

  /// What the unit of a length outside of styles refers to.
  private func base(of value: SpecifiedValue) -> TemplatePath? {
    let units: [SpecifiedLength.Unit] =
      switch value {
      case .length(let length): [length.unit]
      case .margin(let margin):
        margin.steps.compactMap {
          if case .length(let length) = $0.amount { length.unit } else { nil }
        }
      default: []
      }
    if units.contains(.gridLine) { return PageKeys.grid.path }
    return units.contains(.em) ? StyleKeys.path(.body, StyleKeys.size.path) : nil
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
