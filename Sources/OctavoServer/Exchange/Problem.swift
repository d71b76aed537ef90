import HTTPTypes
import OctavoJSON
import OctavoService

/// Why a request was not done, as RFC 9457 has it: a stable type, the fields at fault and what to do.
struct Problem: Error, Sendable {
  let kind: ProblemKind
  /// What happened this time, in one sentence without a final full stop.
  let detail: String
  /// What to do about it.
  var hint: String?
  /// Every field at fault.
  var fields: [FieldProblem] = []
  /// Members of some kinds, such as `version`.
  var more: [(String, JSONValue)] = []
  var headers = HTTPFields()

  static let mediaType = "application/problem+json"
  /// Fields that are named; a body with more faults has them counted.
  private static let mostFields = 50

  init(_ kind: ProblemKind, _ detail: String, hint: String? = nil) {
    self.kind = kind
    self.detail = detail
    self.hint = hint
  }

  /// The document's bytes.
  var body: [UInt8] { Array(json(request: nil).text().utf8) }

  /// - Parameter request: the request's id, by which the log knows it.
  func json(request: String?) -> JSONValue {
    var object = JSONObject()
    object["type"] = .string(kind.uri)
    object["title"] = .string(kind.title)
    object["status"] = .integer(kind.status.code)
    object["detail"] = .string(detail)
    if let hint { object["hint"] = .string(hint) }
    if let request { object["request_id"] = .string(request) }
    if !fields.isEmpty {
      object["errors"] = .array(fields.prefix(Self.mostFields).map(Self.json))
      if fields.count > Self.mostFields {
        object["errors_left_out"] = .integer(fields.count - Self.mostFields)
      }
    }
    for (name, value) in more { object[name] = value }
    return .object(object)
  }

  private static func json(_ field: FieldProblem) -> JSONValue {
    var object = JSONObject()
    object["pointer"] = .string(field.pointer)
    object["code"] = .string(field.code)
    object["detail"] = .string(field.message)
    if let hint = field.hint { object["hint"] = .string(hint) }
    return .object(object)
  }

  /// The shape of every problem document.
  static let schema = JSONSchema.object(
    "Problem", "Why a request was not done (RFC 9457)", open: true,
    [
      "type": .text(1...200, "A stable URI for the kind of problem"),
      "title": .text(1...200, "The kind in words"),
      "status": .count(400...599, "The HTTP status"),
      "detail": .text(1...4000, "What happened this time"),
      "hint": .text(1...4000, "What to do about it"),
      "request_id": .text(1...128, "The request's id, by which the log knows it"),
      "errors": .list(
        of: .object(
          "FieldError", "What is wrong with one field",
          [
            "pointer": .text(0...4000, "A JSON pointer into the body, or a parameter's name"),
            "code": .text(1...64, "A stable name for what is wrong"),
            "detail": .text(1...4000, "What was found and what is allowed"),
            "hint": .text(1...4000, "What to do about it"),
          ], optional: ["hint"]), 1...50, "Every field at fault"),
      "errors_left_out": .count(1...Int(Int32.max), "Faults beyond those named"),
      "version": .count(0...Int(Int32.max), "The version a thing has now"),
      "retry_after": .count(0...Int(Int32.max), "Seconds to wait"),
      "needed": .count(0...Int.max / 2, "Credits the work needs"),
      "left": .count(0...Int.max / 2, "Credits that are left"),
    ],
    optional: [
      "hint", "request_id", "errors", "errors_left_out", "version", "retry_after", "needed", "left",
    ])
}
