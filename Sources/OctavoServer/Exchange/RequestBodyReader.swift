import HTTPTypes
import HummingbirdCore
import NIOCore
import OctavoJSON
import OctavoService

/// Reads a request's JSON body: its size, its form, its packing, its text, its shape, in that order.
struct RequestBodyReader: Sendable {
  /// Bytes, packed and unpacked.
  let limit: Int

  /// A body of the shape asked for. An empty one counts as `{}` where nothing must be in it.
  func read(_ request: Request, as schema: JSONSchema) async throws -> JSONValue {
    let packed = try await bytes(of: request)
    if packed.isEmpty, schema.required.isEmpty { return .object(JSONObject()) }
    try checkForm(request.headers)
    let bytes = try unpacked(packed, request.headers)
    let value = try Self.parse(bytes)
    let violations = schema.violations(of: value)
    guard violations.isEmpty else { throw Problem.invalid(violations.map(FieldProblem.init)) }
    return value
  }

  private func bytes(of request: Request) async throws -> [UInt8] {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw tooLarge
    }
    var bytes: [UInt8] = []
    for try await piece in request.body {
      guard bytes.count + piece.readableBytes <= limit else { throw tooLarge }
      bytes += piece.readableBytesView
    }
    return bytes
  }

  private var tooLarge: Problem {
    var problem = Problem(.tooLarge, "the body is larger than \(limit) bytes")
    // What is left of it is not read.
    problem.headers[.connection] = "close"
    return problem
  }

  private func checkForm(_ headers: HTTPFields) throws(Problem) {
    let parts = (headers[.contentType] ?? "").lowercased().split(separator: ";")
      .map { $0.filter { !$0.isWhitespace } }
    let isJSON = parts.first == "application/json"
    let isUTF8 = parts.dropFirst().allSatisfy {
      !$0.hasPrefix("charset=") || $0.filter { $0 != "\"" } == "charset=utf-8"
    }
    guard isJSON, isUTF8 else {
      var problem = Problem(
        .unsupportedMedia, "the body must be JSON in UTF-8",
        hint: "send Content-Type: application/json")
      problem.headers[.accept] = "application/json"
      throw problem
    }
  }

  private func unpacked(_ bytes: [UInt8], _ headers: HTTPFields) throws(Problem) -> [UInt8] {
    switch headers[.contentEncoding]?.lowercased() {
    case nil, "", "identity": return bytes
    case "gzip", "x-gzip":
      do throws(Gzip.Fault) {
        return try Gzip.unpack(bytes, limit: limit)
      } catch {
        guard error == .tooLarge else {
          throw Problem(.badRequest, "the body is not packed by gzip, or damaged")
        }
        throw Problem(.tooLarge, "the body unpacks to more than \(limit) bytes")
      }
    default:
      var problem = Problem(.unsupportedMedia, "the body may be packed by gzip, or not at all")
      problem.headers[.acceptEncoding] = "gzip, identity"
      throw problem
    }
  }

  private static func parse(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Problem(.badJSON, "the body is not UTF-8")
    }
    do throws(JSONProblem) {
      return try JSONParser.parse(bytes: bytes)
    } catch {
      throw Problem(.badJSON, error.message)
    }
  }
}

extension FieldProblem {
  /// A breach of a schema as a client is told of it.
  init(_ violation: SchemaViolation) {
    let hint = violation.nearest.map { "did you mean \($0)?" }
    self.init(violation.pointer, violation.kind.rawValue, violation.reason, hint: hint)
  }
}
