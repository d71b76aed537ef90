import HTTPTypes
import HummingbirdCore
import NIOCore

/// An answer in the form in which it is sent.
struct PackedAnswer {
  let status: HTTPResponse.Status
  var headers: HTTPFields
  var body: Body

  enum Body {
    case none
    case bytes([UInt8])
    case stream(Int?, @Sendable (inout any ResponseBodyWriter) async throws -> Void)

    /// Bytes; nil where they are not known.
    var count: Int? {
      switch self {
      case .none: 0
      case .bytes(let bytes): bytes.count
      case .stream(let length, _): length
      }
    }
  }

  /// The answer to a request with a method; to `HEAD` without its body.
  func response(to method: HTTPRequest.Method) -> Response {
    var headers = headers
    if let count = body.count, status.code >= 200, status != .noContent, status != .notModified {
      headers[.contentLength] = "\(count)"
    }
    guard method != .head else { return Response(status: status, headers: headers) }
    switch body {
    case .none: return Response(status: status, headers: headers)
    case .bytes(let bytes):
      return Response(
        status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    case .stream(let length, let write):
      return Response(
        status: status, headers: headers,
        body: ResponseBody(contentLength: length) { writer in
          try await write(&writer)
          try await writer.finish(nil)
        })
    }
  }
}

extension Answer {
  /// Bytes from which packing is worth its time.
  private static let smallestPacked = 1024

  /// Adds the headers that every answer has, and packs a long text for a client that can unpack it.
  func packed(for request: HTTPFields) -> PackedAnswer {
    var headers = headers
    headers[.noSniff] = "nosniff"
    headers[.referrerPolicy] = "no-referrer"
    if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    switch body {
    case .none: return PackedAnswer(status: status, headers: headers, body: .none)
    case .stream(let type, let length, let write):
      headers[.contentType] = type
      return PackedAnswer(status: status, headers: headers, body: .stream(length, write))
    case .bytes(let bytes, let type):
      headers[.contentType] = type
      headers[.vary] = "Accept-Encoding"
      guard bytes.count >= Self.smallestPacked, request.acceptsGzip,
        let packed = Gzip.pack(bytes)
      else { return PackedAnswer(status: status, headers: headers, body: .bytes(bytes)) }
      headers[.contentEncoding] = "gzip"
      return PackedAnswer(status: status, headers: headers, body: .bytes(packed))
    }
  }
}
