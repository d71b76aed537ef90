/// The JSON Schema (draft 2020-12) of the template format, printed from its definition.
public enum TemplateSchema {
  /// The schema's text, the same bytes on every run; ends with a line feed.
  public static func json() -> String {
    let root = section(TemplateDefinition.root)
    var members = [
      JSONText.Member(name: "$schema", value: "https://json-schema.org/draft/2020-12/schema"),
      JSONText.Member(name: "title", value: "Octavo template"),
    ]
    if case .object(let rest) = root { members += rest }
    members.append(JSONText.Member(name: "$defs", value: definitions()))
    return JSONText.object(members).text + "\n"
  }

  private static func section(_ section: TemplateSection) -> JSONText {
    var members: [JSONText.Member] = []
    if !section.documentation.isEmpty {
      members.append(.init(name: "description", value: .string(section.documentation)))
    }
    members.append(.init(name: "type", value: .array(["object", "null"])))
    let properties = section.entries.map { entry in
      JSONText.Member(name: entry.name, value: member(entry))
    }
    members.append(.init(name: "properties", value: .object(properties)))
    let others = section.others.map { JSONText.object(ValueSchema.members(of: $0)) }
    members.append(.init(name: "additionalProperties", value: others ?? .boolean(false)))
    if section.others != nil {
      members.append(
        .init(name: "propertyNames", value: ["pattern": .string(TemplateName.pattern)]))
    }
    return .object(members)
  }

  private static func member(_ entry: TemplateSection.Entry) -> JSONText {
    switch entry.member {
    case .value(let key): return value(key)
    case .section(let inner):
      guard let name = inner.sharedName else { return section(inner) }
      return [
        "description": .string(inner.documentation), "$ref": .string("#/$defs/\(name)"),
        "default": builtIn(StyleRole(rawValue: entry.name)),
      ]
    }
  }

  /// What a role has built in.
  private static func builtIn(_ role: StyleRole?) -> JSONText {
    guard let role else { return [:] }
    let definition = RoleDefinition.of(role)
    var members: [JSONText.Member] = []
    if let base = definition.base {
      let name = StyleKeys.basedOn.path.description
      members.append(.init(name: name, value: .string(base.rawValue)))
    }
    for declaration in definition.declarations {
      let name = declaration.key.description
      // Of a key declared twice, the last holds.
      members.removeAll { $0.name == name }
      members.append(.init(name: name, value: ValueSchema.value(declaration.value)))
    }
    return .object(members)
  }

  private static func value(_ key: KeyDefinition) -> JSONText {
    var members = [JSONText.Member(name: "description", value: .string(key.documentation))]
    members += ValueSchema.members(of: key.kind)
    if let value = key.defaultValue {
      members.append(.init(name: "default", value: ValueSchema.value(value)))
    }
    return .object(members)
  }

  /// The kinds of value with a notation of their own, and the groups that stand in several places.
  private static func definitions() -> JSONText {
    var members = ValueSchema.definitions
    for role in StyleRole.allCases {
      let name = StyleKeys.sharedName(of: role)
      guard !members.contains(where: { $0.name == name }) else { continue }
      let entries = StyleKeys.of(role).map {
        TemplateSection.Entry(name: $0.path.description, member: .value($0))
      }
      members.append(.init(name: name, value: section(.init(documentation: "", entries: entries))))
    }
    return .object(members)
  }
}
