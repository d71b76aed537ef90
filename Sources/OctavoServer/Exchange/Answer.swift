import HTTPTypes
import HummingbirdCore
import OctavoJSON

/// What comes of a request: a status, headers, and a body of one of few kinds.
struct Answer: Sendable {
  var status: HTTPResponse.Status
  var headers = HTTPFields()
  var body: Body

  enum Body: Sendable {
    case none
    case bytes([UInt8], type: String)
    /// Written piece by piece; `length` in bytes where it is known.
    case stream(
      type: String, length: Int?,
      @Sendable (inout any ResponseBodyWriter) async throws -> Void)
  }

  init(_ status: HTTPResponse.Status, _ body: Body = .none) {
    self.status = status
    self.body = body
  }

  /// A JSON document.
  static func json(_ value: JSONValue, _ status: HTTPResponse.Status = .ok) -> Answer {
    Answer(status, .bytes(Array(value.text().utf8), type: "application/json"))
  }

  /// A problem document.
  static func problem(_ problem: Problem, request: String) -> Answer {
    let bytes = Array(problem.json(request: request).text().utf8)
    var answer = Answer(problem.kind.status, .bytes(bytes, type: Problem.mediaType))
    answer.headers = problem.headers
    return answer
  }

  /// Done, with nothing to tell.
  static let nothing = Answer(.noContent)

  /// The answer with a header more.
  func with(_ name: HTTPField.Name, _ value: String) -> Answer {
    var answer = self
    answer.headers[name] = value
    return answer
  }
}
