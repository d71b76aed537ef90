import HTTPTypes
import HummingbirdCore
import OctavoJSON
import OctavoObjects
import OctavoService

/// A request's target: its path and its query, both still encoded.
struct RequestTarget {
  let path: Substring
  let query: Substring

  init(_ target: String) {
    let mark = target.firstIndex(of: "?")
    path = target[..<(mark ?? target.endIndex)]
    query = mark.map { target[target.index(after: $0)...] } ?? ""
  }

  /// Whether the query looks like it holds a token: addresses end up in logs, histories and
  /// referrers, so that such a request is refused.
  var holdsToken: Bool {
    query.split(separator: "&").contains { part in
      let name = part.prefix { $0 != "=" }.lowercased()
      return Self.tokenNames.contains(name)
    }
  }

  private static let tokenNames: Set<String> = [
    "token", "access_token", "auth_token", "bearer", "authorization", "api_key", "apikey",
  ]
}

extension Request {
  /// The path and the query as they came.
  var target: (path: Substring, query: Substring) {
    let target = RequestTarget(head.path ?? "")
    return (target.path, target.query)
  }
}

/// Reads a query against what an endpoint takes.
enum QueryReader {
  /// Every fault at once: names that are not known, values that do not fit, names given twice.
  static func read(_ query: Substring, _ fields: [QueryField]) throws(Problem) -> [String: String] {
    var values: [String: String] = [:]
    var object = JSONObject()
    var problems: [FieldProblem] = []
    for part in query.split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(sides[0]), let value = decoded(sides.count > 1 ? sides[1] : "")
      else { throw Problem(.badRequest, "the query holds a broken escape, or is not UTF-8") }
      if values.updateValue(value, forKey: name) != nil {
        problems.append(FieldProblem("?\(name)", "duplicate", "is given twice"))
      }
      object[name] = typed(value, fields.first { $0.name == name }?.schema)
    }
    var shape = JSONSchema.object("", "", [:])
    shape.properties = fields.map { JSONSchema.Property(name: $0.name, schema: $0.schema) }
    problems += shape.violations(of: .object(object)).map { violation in
      let hint = violation.nearest.map { "did you mean \($0)?" }
      return FieldProblem(
        "?\(violation.path)", violation.kind.rawValue, violation.reason, hint: hint)
    }
    guard problems.isEmpty else { throw Problem.invalid(problems) }
    return values
  }

  private static func decoded(_ text: some StringProtocol) -> String? {
    PercentEncoding.decoded(String(text).replacing("+", with: " "))
  }

  private static func typed(_ value: String, _ schema: JSONSchema?) -> JSONValue {
    guard schema?.types == [.integer], let number = Int(value) else { return .string(value) }
    return .integer(number)
  }
}
