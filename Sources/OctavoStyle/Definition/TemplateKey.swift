/// Where a value stands in a template: the keys from the root inwards.
///
/// Written with dots for people, although keys such as `chapter.title` hold dots of their own.
public struct TemplatePath: Sendable, Hashable, CustomStringConvertible {
  /// One key each.
  public let components: [String]

  /// The path of these keys.
  public init(_ components: [String]) { self.components = components }

  /// The keys joined by dots.
  public var description: String { components.joined(separator: ".") }

  func appending(_ component: String) -> TemplatePath { TemplatePath(components + [component]) }
}

/// One key of the template format: its place, what it holds, its default and what it is for.
package struct KeyDefinition: Sendable {
  package let path: TemplatePath
  package let kind: ValueKind
  /// What a template that does not state it gets; nil where the value depends on others.
  package let defaultValue: SpecifiedValue?
  /// The key whose stated value holds where this one is not stated.
  package var fallback: TemplatePath?
  /// One sentence or two, printed in the schema.
  package let documentation: String
}

/// A key together with the type its value is read as.
package struct TemplateKey<Value: TemplateValue>: Sendable {
  package private(set) var definition: KeyDefinition
  /// As in `definition`, typed.
  package let defaultValue: Value

  package var path: TemplatePath { definition.path }

  fileprivate init(
    _ path: TemplatePath, _ kind: ValueKind, _ value: Value, _ specified: SpecifiedValue?,
    _ documentation: String
  ) {
    definition = KeyDefinition(
      path: path, kind: kind, defaultValue: specified, documentation: documentation)
    defaultValue = value
  }
}

extension TemplateKey {
  /// This key, with another to look at where it is not stated.
  package func falling(to other: TemplatePath?) -> TemplateKey {
    var key = self
    key.definition.fallback = other
    return key
  }
}

/// The keys under one path, as a table is written: each call makes one typed key.
package struct KeyTable: Sendable {
  private let path: TemplatePath

  package init(_ components: String...) { path = TemplatePath(components) }

  package init(path: TemplatePath) { self.path = path }

  package func length(
    _ name: String, _ range: ClosedRange<Double>, _ value: SpecifiedLength, _ documentation: String
  ) -> TemplateKey<SpecifiedLength> {
    key(name, .length(range), value, .length(value), documentation)
  }

  package func absoluteLength(
    _ name: String, _ range: ClosedRange<Double>, _ value: SpecifiedLength, _ documentation: String
  ) -> TemplateKey<SpecifiedLength> {
    key(name, .absoluteLength(range), value, .length(value), documentation)
  }

  package func margin(
    _ name: String, _ range: ClosedRange<Double>, _ value: SpecifiedLength,
    _ documentation: String
  ) -> TemplateKey<SpecifiedMargin> {
    let margin = SpecifiedMargin(.length(value))
    return key(name, .margin(range), margin, .margin(margin), documentation)
  }

  package func ems(
    _ name: String, _ range: ClosedRange<Int>, _ value: Int, _ documentation: String
  ) -> TemplateKey<Int> {
    key(name, .ems(range), value, .ems(value), documentation)
  }

  package func gridLines(
    _ name: String, _ range: ClosedRange<Int>, _ value: Int, _ documentation: String
  ) -> TemplateKey<Int> {
    key(name, .gridLines(range), value, .gridLines(value), documentation)
  }

  package func percent(
    _ name: String, _ range: ClosedRange<Int>, _ value: Int, _ documentation: String
  ) -> TemplateKey<Int> {
    key(name, .percent(range), value, .percent(value), documentation)
  }

  package func integer(
    _ name: String, _ range: ClosedRange<Int>, _ value: Int, _ documentation: String
  ) -> TemplateKey<Int> {
    key(name, .integer(range), value, .integer(value), documentation)
  }

  package func flag(_ name: String, _ value: Bool, _ documentation: String) -> TemplateKey<Bool> {
    key(name, .flag, value, .flag(value), documentation)
  }

  package func choice<Choice: TemplateChoice>(
    _ name: String, _ value: Choice, _ documentation: String
  ) -> TemplateKey<Choice> {
    let words = Choice.allCases.map(\.rawValue)
    return key(name, .choice(words), value, .text(value.rawValue), documentation)
  }

  package func text(
    _ name: String, _ value: String, _ documentation: String
  ) -> TemplateKey<String> {
    key(name, .text, value, .text(value), documentation)
  }

  package func pattern(
    _ name: String, _ places: [String], _ value: String, _ documentation: String
  ) -> TemplateKey<String> {
    key(name, .pattern(places), value, .text(value), documentation)
  }

  package func fontRole(
    _ name: String, _ value: String, _ documentation: String
  ) -> TemplateKey<String> {
    key(name, .fontRole, value, .text(value), documentation)
  }

  package func families(
    _ name: String, _ value: [String], _ documentation: String
  ) -> TemplateKey<[String]> {
    key(name, .families, value, .names(value), documentation)
  }

  package func features(_ name: String, _ documentation: String) -> TemplateKey<FeatureSet> {
    key(name, .features, FeatureSet([]), .features([]), documentation)
  }

  package func color(
    _ name: String, _ value: Color, _ documentation: String
  ) -> TemplateKey<Color> {
    key(name, .color, value, .color(value), documentation)
  }

  /// A trim size; `value` must be one that `TrimSize` reads.
  package func trim(
    _ name: String, _ value: String, _ documentation: String
  ) -> TemplateKey<TrimSize> {
    let trim = TrimSize(value) ?? .fallback
    return key(name, .trim, trim, .trim(trim), documentation)
  }

  /// The role a style starts from; without a default, as that depends on the role.
  package func styleRole(_ name: String, _ documentation: String) -> TemplateKey<StyleRole> {
    key(name, .styleRole, .body, nil, documentation)
  }

  private func key<Value: TemplateValue>(
    _ name: String, _ kind: ValueKind, _ value: Value, _ specified: SpecifiedValue?,
    _ documentation: String
  ) -> TemplateKey<Value> {
    TemplateKey(path.appending(name), kind, value, specified, documentation)
  }
}
