/// A style role of the template format: what it is for and what it looks like unless a template
/// says otherwise.
package struct RoleDefinition: Sendable {
  /// A value built into a role.
  package struct Declaration: Sendable {
    package let key: TemplatePath
    package let value: SpecifiedValue
  }

  package let role: StyleRole
  /// The role it starts from; nil for `body` and for roles inside paragraphs.
  package let base: StyleRole?
  package let declarations: [Declaration]
  package let documentation: String

  /// The definition of a role; every role has one.
  package static func of(_ role: StyleRole) -> RoleDefinition {
    let (base, declarations) = look(of: role)
    return RoleDefinition(
      role: role, base: base, declarations: declarations, documentation: purpose(of: role))
  }

  /// What a role is based on before a template speaks: blocks on the body.
  static func defaultBase(of role: StyleRole) -> StyleRole? {
    role == .body || role.isInline ? nil : .body
  }

  private static func look(of role: StyleRole) -> (StyleRole?, [Declaration]) {
    RoleLooks.headings(role) ?? RoleLooks.displays(role) ?? RoleLooks.apparatus(role)
      ?? RoleLooks.frontMatter(role) ?? (defaultBase(of: role), RoleLooks.inline(role))
  }
}

extension TemplateKey {
  /// A declaration of this key.
  func callAsFunction(_ value: SpecifiedValue) -> RoleDefinition.Declaration {
    RoleDefinition.Declaration(key: path, value: value)
  }
}

extension TemplateKey<SpecifiedLength> {
  func callAsFunction(
    _ amount: Double, _ unit: SpecifiedLength.Unit
  ) -> RoleDefinition.Declaration {
    self(.length(SpecifiedLength(amount, unit)))
  }
}

extension TemplateKey<Int> {
  func callAsFunction(_ value: Int) -> RoleDefinition.Declaration {
    switch definition.kind {
    case .ems: self(.ems(value))
    case .gridLines: self(.gridLines(value))
    case .percent: self(.percent(value))
    default: self(.integer(value))
    }
  }
}

extension TemplateKey<Bool> {
  func callAsFunction(_ value: Bool) -> RoleDefinition.Declaration { self(.flag(value)) }
}

extension TemplateKey<String> {
  func callAsFunction(_ value: String) -> RoleDefinition.Declaration { self(.text(value)) }
}

extension TemplateKey where Value: TemplateChoice {
  func callAsFunction(_ value: Value) -> RoleDefinition.Declaration { self(.text(value.rawValue)) }
}
