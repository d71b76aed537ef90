import OctavoBase

/// Makes stated lengths absolute and checks their ranges once that is done.
struct LengthResolver {
  private(set) var diagnostics: [Diagnostic] = []
  /// Places already reported, as roles inherit what others state.
  private var reported: Set<SourceSpan> = []

  /// `length` made absolute on `basis`, within the range of `key` or else reported and clamped.
  mutating func absolute(
    _ length: SpecifiedLength, of key: KeyDefinition, on basis: LengthBasis, at span: SourceSpan?
  ) -> Length {
    let result = basis.length(length)
    guard case .length(let range) = key.kind, !range.contains(result.points) else { return result }
    // A length just at the range's end may fall outside by rounding to scaled points.
    let clamped = Length(points: min(max(result.points, range.lowerBound), range.upperBound))
    guard abs((result - clamped).scaledPoints) > 1 else { return clamped }
    if let span, reported.insert(span).inserted {
      let found = "\(length.notation) (\(result))"
      diagnostics.append(
        TemplateProblem.outOfRange(key: key.path.description, found: found, kind: key.kind)
          .diagnostic(at: span))
    }
    return clamped
  }
}
