import OctavoJSON

/// Reads structured answers by mending what models get wrong, then holding them to the schema.
package struct MendingAnswerReader: AnswerReader {
  /// Violations named to the model at once.
  private static let mostProblems = 8

  package init() {}

  package func json(in answer: String, schema: String) -> Result<String, AnswerProblem> {
    let mended: JSONMending.Mended
    let shape: JSONSchema
    do {
      shape = try JSONSchema(text: schema)
    } catch {
      return .failure(AnswerProblem(["The schema cannot be used: \(error.message)."]))
    }
    do {
      mended = try JSONMending.parse(answer)
    } catch {
      return .failure(AnswerProblem(["It is no JSON: \(error.message)."]))
    }
    if mended.isTruncated {
      return .failure(AnswerProblem(["It breaks off before its end."], isCutShort: true))
    }
    let found = shape.violations(of: mended.value)
    guard found.isEmpty else {
      return .failure(AnswerProblem(found.prefix(Self.mostProblems).map { "\($0.message)." }))
    }
    return .success(mended.value.text())
  }
}
