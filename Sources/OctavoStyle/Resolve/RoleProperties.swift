import OctavoBase

/// The properties of one role, inherited and own, not yet absolute.
struct RoleProperties: Sendable {
  private(set) var values: [TemplatePath: StatedValue] = [:]
  /// Text properties stated by the role or what it is based on, the body aside.
  private(set) var declared: Set<TextProperty> = []

  subscript<Value>(key: TemplateKey<Value>) -> Value {
    values[key.path].flatMap { Value(specified: $0.value) } ?? key.defaultValue
  }

  func span<Value>(_ key: TemplateKey<Value>) -> SourceSpan? { values[key.path]?.span }

  /// The statements a length of the role rests on, its own first: those of the grid and of the
  /// type sizes too where its unit refers to them.
  func statements(
    behind key: TemplateKey<SpecifiedLength>, in all: SpecifiedValues
  ) -> [StatedValue] {
    let bases: [StatedValue?] =
      switch self[key].unit {
      case .gridLine: [all.stated(PageKeys.grid.path)]
      case .em:
        [
          values[StyleKeys.size.path],
          all.stated(StyleKeys.path(.body, StyleKeys.size.path)),
        ]
      default: []
      }
    return ([values[key.path]] + bases).compactMap(\.self)
  }

  mutating func state(_ path: TemplatePath, _ value: StatedValue) {
    values[path] = value
    if let property = TextProperty(rawValue: path.description) { declared.insert(property) }
  }

  /// These properties as a role based on them begins with.
  func inherited(from role: StyleRole) -> RoleProperties {
    var copy = self
    if role == .body { copy.declared = [] }
    return copy
  }
}

/// Follows `based-on` and the built-in bases to the properties of every role.
struct RoleInheritance {
  let values: SpecifiedValues
  private(set) var diagnostics: [Diagnostic] = []
  private var known: [StyleRole: RoleProperties] = [:]
  /// Roles whose bases are being followed.
  private var path: [StyleRole] = []

  init(values: SpecifiedValues) { self.values = values }

  mutating func properties(of role: StyleRole) -> RoleProperties {
    if let done = known[role] { return done }
    path.append(role)
    let definition = RoleDefinition.of(role)
    let stated = statedBase(of: role)
    let base = stated ?? definition.base ?? (role == .body ? nil : .body)
    var properties = base.map { self.properties(of: $0).inherited(from: $0) } ?? RoleProperties()
    if stated == nil {
      for declaration in definition.declarations {
        let value = StatedValue(value: declaration.value, template: nil, span: nil, level: -1)
        properties.state(declaration.key, value)
      }
    }
    for key in StyleKeys.of(role) where key.path != StyleKeys.basedOn.path {
      if let value = values.stated(StyleKeys.path(role, key.path)) {
        properties.state(key.path, value)
      }
    }
    path.removeLast()
    known[role] = properties
    return properties
  }

  /// The base a template states, if it is one that this role can have.
  private mutating func statedBase(of role: StyleRole) -> StyleRole? {
    guard let stated = values.stated(StyleKeys.path(role, StyleKeys.basedOn.path)),
      let base = StyleRole(specified: stated.value)
    else { return nil }
    var problem: TemplateProblem?
    if role == .body {
      problem = .bodyBase
    } else if !role.isInline, base.isInline {
      problem = .inlineBase(role: role.rawValue, base: base.rawValue)
    } else if let first = path.firstIndex(of: base) {
      problem = .basedOnCycle((path[first...] + [base]).map(\.rawValue))
    }
    guard let problem else { return base }
    diagnostics.append(problem.diagnostic(at: stated.span))
    return nil
  }
}
