public import OctavoBase

/// Every value a chain of templates comes to, and where each comes from: what
/// `octavo template show` prints.
public struct TemplateListing: Sendable {
  /// One value in force.
  public struct Row: Sendable {
    /// The key.
    public let path: TemplatePath
    /// As a template writes it.
    public let value: String
    /// The template that states it; nil for what the format has built in.
    public let template: String?
    /// Where it is stated; for a style's value perhaps in the role it is based on.
    public let span: SourceSpan?
  }

  /// In the format's order.
  public let rows: [Row]

  /// `chain` begins with the template that the others extend.
  public init(_ chain: [Template]) {
    let values = SpecifiedValues(chain)
    rows =
      Self.keys(values.fontRoles, TemplateDefinition.keys).compactMap { key in
        Self.row(key.path, values.stated(key), key.defaultValue)
      } + Self.styles(values)
  }

  /// The fixed keys, and the font roles that templates add.
  private static func keys(_ fontRoles: [String], _ keys: [KeyDefinition]) -> [KeyDefinition] {
    let added = fontRoles.map { TemplatePath(["fonts", $0]) }
      .filter { path in !keys.contains { $0.path == path } }
      .map { KeyDefinition(path: $0, kind: .families, defaultValue: nil, documentation: "") }
    return keys + added
  }

  private static func styles(_ values: SpecifiedValues) -> [Row] {
    var inheritance = RoleInheritance(values: values)
    return StyleRole.allCases.flatMap { role in
      let properties = inheritance.properties(of: role)
      return StyleKeys.of(role).compactMap { key in
        let path = StyleKeys.path(role, key.path)
        guard key.path != StyleKeys.basedOn.path else {
          let base = RoleDefinition.of(role).base.map { SpecifiedValue.text($0.rawValue) }
          return row(path, values.stated(path), base)
        }
        return row(path, properties.values[key.path], key.defaultValue)
      }
    }
  }

  private static func row(
    _ path: TemplatePath, _ stated: StatedValue?, _ fallback: SpecifiedValue?
  ) -> Row? {
    guard let value = stated?.value ?? fallback else { return nil }
    return Row(path: path, value: value.notation, template: stated?.template, span: stated?.span)
  }
}
