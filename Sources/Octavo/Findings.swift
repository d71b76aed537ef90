import OctavoBase

/// Gathers what the stages find.
struct Findings {
  var diagnostics: [Diagnostic] = []
  var sources = SourceMap()

  mutating func take<Value>(_ outcome: Outcome<Value>) -> Value {
    diagnostics += outcome.diagnostics
    return outcome.value
  }

  mutating func take<Value>(
    _ stage: () throws(OctavoError) -> Outcome<Value>
  ) throws(TypesetFailure) -> Value {
    do throws(OctavoError) {
      return take(try stage())
    } catch {
      diagnostics += error.diagnostics
      throw failure(error.kind)
    }
  }

  static func += (findings: inout Findings, diagnostics: [Diagnostic]) {
    findings.diagnostics += diagnostics
  }

  func stopOnErrors() throws(TypesetFailure) {
    if diagnostics.hasErrors { throw failure(kind) }
  }

  /// Missing files alone are missing input; anything else wrong makes the input bad.
  private var kind: OctavoError.Kind {
    let errors = diagnostics.filter { $0.severity == .error }
    let missing = ["missing-file", "unknown-template"]
    let isMissing = errors.allSatisfy { error in missing.contains { error.code.hasSuffix($0) } }
    return isMissing ? .missingInput : .badInput
  }

  func failure(_ kind: OctavoError.Kind) -> TypesetFailure {
    TypesetFailure(kind: kind, diagnostics: diagnostics, sources: sources)
  }
}
