public import OctavoBase
public import OctavoBook

/// Resolves a chain of templates to the style sheet of one book: every value absolute.
///
/// Reads `Template`s, base first; makes the `StyleSheet` that layout and the e-book writers read.
public struct StyleResolver {
  let values: SpecifiedValues
  private let name: String
  /// The properties of every role, for the checks of the sheet.
  private var roles: [StyleRole: RoleProperties] = [:]
  private let folders: [String]
  var lengths = LengthResolver()
  var diagnostics: [Diagnostic] = []
  /// What `em` and `gr` are outside of styles: the body's size and the grid.
  var basis = LengthBasis(em: .zero, grid: .zero)

  private init(_ chain: [Template]) {
    values = SpecifiedValues(chain)
    name = chain.last?.name ?? "default"
    folders = chain.map(\.folder)
  }

  /// A sheet always comes out, of clamped and default values where the template is wrong; what is
  /// wrong is an error among the diagnostics.
  public static func resolve(
    template chain: [Template], metadata: BookMetadata
  ) -> Outcome<StyleSheet> {
    var resolver = StyleResolver(chain)
    let sheet = resolver.sheet(metadata)
    let checks = StyleSheetChecks(
      sheet: sheet, values: resolver.values, roles: resolver.roles, metadata: metadata
    ).run()
    return Outcome(sheet, resolver.diagnostics + resolver.lengths.diagnostics + checks)
  }

  private mutating func sheet(_ metadata: BookMetadata) -> StyleSheet {
    var inheritance = RoleInheritance(values: values)
    let body = inheritance.properties(of: .body)
    basis = bodyBasis(body)
    var styles: [StyleRole: ParagraphStyle] = [:]
    for role in StyleRole.allCases {
      let properties = inheritance.properties(of: role)
      styles[role] = style(role, properties)
      roles[role] = properties
    }
    diagnostics += inheritance.diagnostics
    return StyleSheet(
      name: name, folders: folders, pages: pages(metadata), fonts: fonts(), styles: styles,
      openings: openings(), runningHeads: runningHeads(), contents: contents(), notes: notes(),
      tables: tables(), numbering: numbering(),
      breaking: breaking(), pagination: pagination(), ornaments: ornaments(),
      frontMatter: frontMatter(), blocks: blocks())
  }

  /// The grid, and the body's size on it.
  private mutating func bodyBasis(_ body: RoleProperties) -> LengthBasis {
    let zero = LengthBasis(em: .zero, grid: .zero)
    let grid = zero.length(values[PageKeys.grid])
    let stated = body[StyleKeys.size]
    var size = LengthBasis(em: .zero, grid: grid).length(stated)
    if stated.unit == .em {
      let problem = TemplateProblem.relativeBodySize(found: stated.notation)
      diagnostics.append(problem.diagnostic(at: body.span(StyleKeys.size)))
      size = zero.length(StyleKeys.size.defaultValue)
    }
    return LengthBasis(em: size, grid: grid)
  }

  /// The value of a key as an absolute length.
  mutating func length(_ key: TemplateKey<SpecifiedLength>) -> Length {
    lengths.absolute(values[key], of: key, on: basis, at: values.culprit(key.path))
  }
}

extension StyleResolver {
  /// A role's properties made absolute.
  private mutating func style(_ role: StyleRole, _ properties: RoleProperties) -> ParagraphStyle {
    let size = length(StyleKeys.size, properties, on: basis)
    let own = LengthBasis(em: size, grid: basis.grid)
    var style = ParagraphStyle(
      text: textStyle(properties, size: size),
      leading: length(StyleKeys.leading, properties, on: own))
    style.alignment = properties[StyleKeys.align]
    style.indent = length(StyleKeys.indent, properties, on: own)
    style.insetLeft = length(StyleKeys.insetLeft, properties, on: own)
    style.insetRight = length(StyleKeys.insetRight, properties, on: own)
    style.spaceBefore = length(StyleKeys.spaceBefore, properties, on: own)
    style.spaceAfter = length(StyleKeys.spaceAfter, properties, on: own)
    style.spaceStretch = properties[StyleKeys.spaceStretch]
    style.spaceShrink = properties[StyleKeys.spaceShrink]
    style.keepWithNext = properties[StyleKeys.keepWithNext]
    style.keepTogether = properties[StyleKeys.keepTogether]
    style.hyphenate = properties[StyleKeys.hyphenate]
    style.orphans = properties[StyleKeys.orphans]
    style.widows = properties[StyleKeys.widows]
    style.dropLines = role == .dropCap ? properties[StyleKeys.lines] : 0
    style.leadWords = role == .leadIn ? properties[StyleKeys.words] : 0
    style.declared = properties.declared
    style.panel = role.hasPanel ? panel(properties, on: own) : nil
    return style
  }

  private mutating func panel(_ properties: RoleProperties, on basis: LengthBasis) -> PanelStyle? {
    let background = properties[StyleKeys.background]
    var panel = PanelStyle(
      background: background.isPaper ? nil : background,
      rules: (
        length(StyleKeys.ruleAbove, properties, on: basis),
        length(StyleKeys.ruleBelow, properties, on: basis),
        length(StyleKeys.ruleLeft, properties, on: basis)
      ), ruleColor: properties[StyleKeys.ruleColor],
      padding: length(StyleKeys.padding, properties, on: basis))
    panel.ruleGap = length(StyleKeys.ruleGap, properties, on: basis)
    panel.ruleLength = length(StyleKeys.ruleLength, properties, on: basis)
    return panel.isInvisible ? nil : panel
  }

  private mutating func textStyle(_ properties: RoleProperties, size: Length) -> TextStyle {
    var text = TextStyle(fontRole: fontRole(properties), size: size)
    text.weight = properties[StyleKeys.weight]
    text.isItalic = properties[StyleKeys.italic]
    text.features = Self.sorted(properties[StyleKeys.features].features)
    text.tracking = properties[StyleKeys.tracking]
    text.color = properties[StyleKeys.color]
    text.letterCase = properties[StyleKeys.letterCase]
    text.rise = length(StyleKeys.rise, properties, on: basis)
    return text
  }

  /// The role's font role; one no template declares is reported, and the text's taken.
  private mutating func fontRole(_ properties: RoleProperties) -> String {
    let name = properties[StyleKeys.font]
    guard !values.fontRoles.contains(name) else { return name }
    let problem = TemplateProblem.unknownFontRole(name, allowed: values.fontRoles)
    let diagnostic = problem.diagnostic(at: properties.span(StyleKeys.font))
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    return StyleKeys.font.defaultValue
  }

  /// By tag; of a tag stated twice the last.
  private static func sorted(_ features: [FontFeature]) -> [FontFeature] {
    var result: [FontFeature] = []
    for feature in features {
      result.removeAll { $0.tag == feature.tag }
      result.append(feature)
    }
    return result.sorted()
  }

  private mutating func length(
    _ key: TemplateKey<SpecifiedLength>, _ properties: RoleProperties, on basis: LengthBasis
  ) -> Length {
    lengths.absolute(
      properties[key], of: key, on: basis,
      at: properties.statements(behind: key, in: values).culprit)
  }
}
