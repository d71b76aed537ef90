/// How the schema says what a kind of value is.
enum ValueSchema {
  private static let number = "([0-9]+\\.?[0-9]*|\\.[0-9]+)"

  /// The kinds with a notation of their own, under `$defs`.
  static let definitions: [JSONText.Member] = [
    quantity("length", "A length such as 12pt, 5mm, 1.5em or 2gr.", "pt|mm|cm|in|em|gr"),
    signed("signed-length", "A length, or its negative.", "pt|mm|cm|in|em|gr"),
    quantity("absolute-length", "A length such as 12pt, 5mm or 0.75in.", "pt|mm|cm|in"),
    .init(name: "margin", value: margin),
    quantity("ems", "A part of the em, such as 0.225em.", "em"),
    signed("signed-ems", "A part of the em, or its negative.", "em"),
    quantity("grid-lines", "Whole lines of the baseline grid, such as 3gr.", "gr"),
    quantity("percent", "A percentage, such as 2%.", "%"),
    .init(name: "families", value: list("A font family, or several in order.", pattern: nil)),
    .init(
      name: "features",
      value: list(
        "OpenType features: onum on, -liga off, cv01=2 a value.", pattern: FeatureNotation.pattern)),
    text("color", ColorNotation.allowed, ColorNotation.pattern),
    text("trim", "A trim size by name, or WIDTHxHEIGHT with unit.", TrimSize.pattern),
    .init(
      name: "role",
      value: ["enum": .array(StyleRole.allCases.map { .string($0.rawValue) })]),
  ]

  /// The members that describe a value of `kind`.
  static func members(of kind: ValueKind) -> [JSONText.Member] {
    switch kind {
    case .length(let range): reference(range.lowerBound < 0 ? "signed-length" : "length")
    case .absoluteLength: reference("absolute-length")
    case .margin: reference("margin")
    case .ems(let range): reference(range.lowerBound < 0 ? "signed-ems" : "ems")
    case .gridLines: reference("grid-lines")
    case .percent: reference("percent")
    case .integer(let range):
      [
        .init(name: "type", value: "integer"),
        .init(name: "minimum", value: .integer(range.lowerBound)),
        .init(name: "maximum", value: .integer(range.upperBound)),
      ]
    case .flag: [.init(name: "type", value: "boolean")]
    case .choice(let words): [.init(name: "enum", value: .array(words.map(JSONText.string)))]
    case .pattern(let places):
      [string, .init(name: "pattern", value: .string(Self.pattern(places)))]
    case .text, .fontRole, .template: [string]
    case .families: reference("families")
    case .features: reference("features")
    case .color: reference("color")
    case .trim: reference("trim")
    case .styleRole: reference("role")
    }
  }

  /// A length, a share of the trim, or either by the number of pages.
  private static let margin: JSONText = {
    let amount: JSONText = [
      "anyOf": .array([
        ["type": "string", "pattern": .string("^[+]?\(number) *(pt|mm|cm|in|em|gr|%)$")],
        ["const": .integer(0)],
      ])
    ]
    return [
      "description": "A length, a share of the trim such as 12.5%, or these by least pages.",
      "anyOf": .array([
        amount,
        [
          "type": "object", "minProperties": .integer(1),
          "patternProperties": ["^[1-9][0-9]{0,4}$": amount],
          "additionalProperties": .boolean(false),
        ],
      ]),
    ]
  }()

  /// A value as a template's YAML holds it.
  static func value(_ value: SpecifiedValue) -> JSONText {
    switch value {
    case .integer(let number): .integer(number)
    case .flag(let flag): .boolean(flag)
    case .names(let names): .array(names.map(JSONText.string))
    case .features(let features): .array(features.map { .string(FeatureNotation.format($0)) })
    case .margin(let margin) where margin.steps.count > 1:
      .object(
        margin.steps.map { .init(name: "\($0.pages)", value: .string($0.amount.notation)) })
    default: .string(value.notation)
    }
  }

  private static let string = JSONText.Member(name: "type", value: "string")

  private static func reference(_ name: String) -> [JSONText.Member] {
    [.init(name: "$ref", value: .string("#/$defs/\(name)"))]
  }

  /// Text whose braces hold only these names.
  private static func pattern(_ places: [String]) -> String {
    "^([^{]|\\{(\(places.joined(separator: "|")))\\})*$"
  }

  private static func text(
    _ name: String, _ documentation: String, _ pattern: String
  ) -> JSONText.Member {
    .init(
      name: name,
      value: [
        "description": .string(documentation), "type": "string", "pattern": .string(pattern),
      ])
  }

  private static func quantity(
    _ name: String, _ documentation: String, _ units: String
  ) -> JSONText.Member {
    bare(name, documentation, "^[+]?\(number) *(\(units))$")
  }

  private static func signed(
    _ name: String, _ documentation: String, _ units: String
  ) -> JSONText.Member {
    bare(name, documentation, "^[+-]?\(number) *(\(units))$")
  }

  /// A number with its unit, or 0 without.
  private static func bare(
    _ name: String, _ documentation: String, _ pattern: String
  ) -> JSONText.Member {
    .init(
      name: name,
      value: [
        "description": .string(documentation),
        "anyOf": .array([
          ["type": "string", "pattern": .string(pattern)], ["const": .integer(0)],
        ]),
      ])
  }

  /// One piece of text or a list of them.
  private static func list(_ documentation: String, pattern: String?) -> JSONText {
    var item: [JSONText.Member] = [string]
    if let pattern { item.append(.init(name: "pattern", value: .string(pattern))) }
    return [
      "description": .string(documentation),
      "anyOf": .array([.object(item), ["type": "array", "items": .object(item)]]),
    ]
  }
}
