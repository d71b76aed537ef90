import OctavoJSON

/// Reads structured answers by mending the JSON in them and holding it to its schema.
package struct SchemaAnswerReader: AnswerReader {
  package init() {}

  package func json(in answer: String, schema: String) -> Result<String, AnswerProblem> {
    do throws(JSONProblem) {
      let mended = try JSONMending.parse(answer)
      guard !mended.isTruncated else {
        return .failure(AnswerProblem(["The answer breaks off before its end."], isCutShort: true))
      }
      return check(mended.value, schema: schema)
    } catch {
      return .failure(AnswerProblem(["No usable JSON: \(error.message)."]))
    }
  }

  private func check(_ value: JSONValue, schema: String) -> Result<String, AnswerProblem> {
    do throws(JSONSchemaProblem) {
      let violations = try JSONSchema(text: schema).violations(of: value)
      guard violations.isEmpty else {
        return .failure(AnswerProblem(violations.map { $0.message + "." }))
      }
      return .success(value.text())
    } catch {
      return .failure(AnswerProblem(["The schema cannot be used: \(error.message)."]))
    }
  }
}
