/// A value a template states, checked against its key's kind but not yet resolved.
public enum SpecifiedValue: Sendable, Hashable {
  case length(SpecifiedLength)
  /// Thousandths of an em, written `0.225em`.
  case ems(Int)
  /// Whole grid lines, written `3gr`.
  case gridLines(Int)
  /// Thousandths, written `2%` for 20.
  case percent(Int)
  case integer(Int)
  case flag(Bool)
  case text(String)
  case names([String])
  case color(Color)
  case features([FontFeature])
  case trim(TrimSize)
  case margin(SpecifiedMargin)

  /// As a template writes it.
  public var notation: String {
    switch self {
    case .length(let length): length.notation
    case .ems(let thousandths): "\(DecimalNotation.format(Double(thousandths) / 1000))em"
    case .gridLines(let lines): "\(lines)gr"
    case .percent(let thousandths): "\(DecimalNotation.format(Double(thousandths) / 10))%"
    case .integer(let value): "\(value)"
    case .flag(let value): value ? "true" : "false"
    case .text(let text): text
    case .names(let names): "[" + names.joined(separator: ", ") + "]"
    case .color(let color): ColorNotation.format(color)
    case .features(let features):
      "[" + features.map(FeatureNotation.format).joined(separator: ", ") + "]"
    case .trim(let trim): trim.notation
    case .margin(let margin): margin.notation
    }
  }
}

/// A type a template key can have: what a specified value is read as when it is resolved.
package protocol TemplateValue: Sendable {
  /// Nil for a value of another kind, which a checked template does not hold.
  init?(specified: SpecifiedValue)
}

extension SpecifiedLength: TemplateValue {
  package init?(specified: SpecifiedValue) {
    guard case .length(let length) = specified else { return nil }
    self = length
  }
}

extension Int: TemplateValue {
  package init?(specified: SpecifiedValue) {
    switch specified {
    case .ems(let value), .gridLines(let value), .percent(let value), .integer(let value):
      self = value
    default: return nil
    }
  }
}

extension Bool: TemplateValue {
  package init?(specified: SpecifiedValue) {
    guard case .flag(let value) = specified else { return nil }
    self = value
  }
}

extension String: TemplateValue {
  package init?(specified: SpecifiedValue) {
    guard case .text(let value) = specified else { return nil }
    self = value
  }
}

extension [String]: TemplateValue {
  package init?(specified: SpecifiedValue) {
    guard case .names(let value) = specified else { return nil }
    self = value
  }
}

extension Color: TemplateValue {
  package init?(specified: SpecifiedValue) {
    guard case .color(let value) = specified else { return nil }
    self = value
  }
}

/// The features of a style, sorted by tag.
package struct FeatureSet: TemplateValue, Hashable {
  package let features: [FontFeature]

  package init(_ features: [FontFeature]) { self.features = features }

  package init?(specified: SpecifiedValue) {
    guard case .features(let value) = specified else { return nil }
    features = value
  }
}

extension TrimSize: TemplateValue {
  package init?(specified: SpecifiedValue) {
    guard case .trim(let value) = specified else { return nil }
    self = value
  }
}

/// One of a fixed set of words.
package protocol TemplateChoice: TemplateValue, CaseIterable, RawRepresentable<String> {}

extension TemplateChoice {
  package init?(specified: SpecifiedValue) {
    guard case .text(let word) = specified else { return nil }
    self.init(rawValue: word)
  }
}

extension Alignment: TemplateChoice {}
extension LetterCase: TemplateChoice {}
extension Openings.Opening.Side: TemplateChoice {}
extension Openings.Opening.Entry: TemplateChoice {}
extension ContentsDesign.Leader: TemplateChoice {}
extension ContentsDesign.Numerals: TemplateChoice {}
extension TableDesign.Align: TemplateChoice {}
extension NoteDesign.Marks: TemplateChoice {}
extension NoteDesign.Place: TemplateChoice {}
extension Numbering.Style: TemplateChoice {}
extension StyleRole: TemplateChoice {}
