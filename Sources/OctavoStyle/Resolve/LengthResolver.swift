import OctavoBase

/// Makes stated lengths absolute and checks their ranges once that is done.
struct LengthResolver {
  private(set) var diagnostics: [Diagnostic] = []
  /// Places already reported, as roles inherit what others state.
  private var reported: Set<SourceSpan> = []

  /// `length` made absolute on `basis`; out of the range of `key` it is reported and the default
  /// taken.
  mutating func absolute(
    _ length: SpecifiedLength, of key: TemplateKey<SpecifiedLength>, on basis: LengthBasis,
    at span: SourceSpan?
  ) -> Length {
    let result = basis.length(length)
    guard case .length(let range) = key.definition.kind, !range.contains(result.points) else {
      return result
    }
    report(length.notation, result, key.definition, at: span)
    return basis.length(key.defaultValue)
  }

  /// One step of a margin made absolute: shares are of `side`, and fall on quarters of a point.
  mutating func absolute(
    _ amount: SpecifiedMargin.Amount, of key: TemplateKey<SpecifiedMargin>, on basis: LengthBasis,
    side: Length, at span: SourceSpan?
  ) -> Length {
    let result = Self.absolute(amount, on: basis, side: side)
    guard case .margin(let range) = key.definition.kind, !range.contains(result.points) else {
      return result
    }
    report(amount.notation, result, key.definition, at: span)
    return Self.absolute(key.defaultValue.steps[0].amount, on: basis, side: side)
  }

  private static func absolute(
    _ amount: SpecifiedMargin.Amount, on basis: LengthBasis, side: Length
  ) -> Length {
    switch amount {
    case .length(let length): basis.length(length)
    case .share(let percent):
      Length(points: (side.points * percent / 25).rounded() / 4)
    }
  }

  private mutating func report(
    _ notation: String, _ result: Length, _ definition: KeyDefinition, at span: SourceSpan?
  ) {
    if let span, reported.insert(span).inserted {
      let found = "\(notation) (\(result))"
      diagnostics.append(
        TemplateProblem.outOfRange(
          key: definition.path.description, found: found, kind: definition.kind
        ).diagnostic(at: span))
    }
  }
}
