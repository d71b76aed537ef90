/// What a key of the template format holds: the one rule that reader and schema follow.
package enum ValueKind: Sendable, Hashable {
  /// A length in any unit, its range in points once it is absolute.
  case length(ClosedRange<Double>)
  /// A length in `pt mm cm in`, its range in points.
  case absoluteLength(ClosedRange<Double>)
  /// A part of the em, its range in thousandths.
  case ems(ClosedRange<Int>)
  case gridLines(ClosedRange<Int>)
  /// A percentage, its range in thousandths.
  case percent(ClosedRange<Int>)
  case integer(ClosedRange<Int>)
  case flag
  /// One of these words.
  case choice([String])
  case text
  /// Text that may hold these names in braces.
  case pattern([String])
  /// Names of font families; one may stand without a list.
  case families
  case features
  case color
  case trim
  /// The name of a font role, one of those under `fonts`.
  case fontRole
  /// The name of a style role.
  case styleRole
  /// The name of another template, or its folder's path.
  case template

  /// What may stand here, in words that follow “expected”.
  package var expected: String {
    switch self {
    case .length(let range): "a length\(Self.words(range)), such as 12pt, 5mm, 1.5em or 2gr"
    case .absoluteLength(let range): "a length\(Self.words(range)), such as 12pt, 5mm or 0.75in"
    case .ems(let range):
      "a part of the em from \(SpecifiedValue.ems(range.lowerBound).notation) to \(SpecifiedValue.ems(range.upperBound).notation)"
    case .gridLines(let range):
      "whole grid lines from \(range.lowerBound)gr to \(range.upperBound)gr"
    case .percent(let range):
      "a percentage from \(SpecifiedValue.percent(range.lowerBound).notation) to \(SpecifiedValue.percent(range.upperBound).notation)"
    case .integer(let range):
      "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .text: "text"
    case .pattern: "text, with names such as {folio} in it"
    case .families: "a font family or a list of them"
    case .features: "a list of OpenType features, each \(FeatureNotation.allowed)"
    case .color: ColorNotation.allowed
    case .trim: "a trim size such as \(TrimSize.examples), or a name such as a5 or us-trade"
    case .fontRole: "the name of a font role, one of those under fonts"
    case .styleRole: "the name of a style role"
    case .template: "the name of a template, or its folder's path"
    }
  }

  private static func words(_ range: ClosedRange<Double>) -> String {
    " from \(DecimalNotation.format(range.lowerBound))pt to \(DecimalNotation.format(range.upperBound))pt"
  }
}
