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
    let definition = key.definition
    guard case .length(let range) = definition.kind, !range.contains(result.points) else {
      return result
    }
    if let span, reported.insert(span).inserted {
      let found = "\(length.notation) (\(result))"
      diagnostics.append(
        TemplateProblem.outOfRange(
          key: definition.path.description, found: found, kind: definition.kind
        ).diagnostic(at: span))
    }
    return basis.length(key.defaultValue)
  }
}
