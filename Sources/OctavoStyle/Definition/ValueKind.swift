/// What a key of the template format holds: the one rule that reader and schema follow.
package enum ValueKind: Sendable, Hashable {
  /// A length in any unit, its range in points once it is absolute.
  case length(ClosedRange<Double>)
  /// A length in `pt mm cm in`, its range in points.
  case absoluteLength(ClosedRange<Double>)
  /// A length in any unit or a share of the trim, perhaps by the number of pages; its range in
  /// points once it is absolute.
  case margin(ClosedRange<Double>)
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

  /// Whether it may be given by the number of pages.
  var isMargin: Bool {
    if case .margin = self { true } else { false }
  }

  /// What may stand here, in words that follow “expected”.
  package var expected: String {
    switch self {
    case .length(let range): "a length\(Self.words(range)), such as 12pt, 5mm, 1.5em or 2gr"
    case .absoluteLength(let range): "a length\(Self.words(range)), such as 12pt, 5mm or 0.75in"
    case .margin(let range):
      "a margin\(Self.words(range)), such as 20mm or 12.5%, or margins by pages, as {1: 18mm, 301: 20mm}"
    case .ems(let range): "a part of the em" + Self.words(range, SpecifiedValue.ems)
    case .gridLines(let range): "whole grid lines" + Self.words(range, SpecifiedValue.gridLines)
    case .percent(let range): "a percentage" + Self.words(range, SpecifiedValue.percent)
    case .integer(let range): "a whole number" + Self.words(range, SpecifiedValue.integer)
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
    let (least, most) = (range.lowerBound, range.upperBound)
    return " from \(DecimalNotation.format(least))pt to \(DecimalNotation.format(most))pt"
  }

  private static func words(
    _ range: ClosedRange<Int>, _ value: (Int) -> SpecifiedValue
  ) -> String {
    " from \(value(range.lowerBound).notation) to \(value(range.upperBound).notation)"
  }
}
