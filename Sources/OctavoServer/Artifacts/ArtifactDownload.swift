import HTTPTypes
import HummingbirdCore
import NIOCore
import OctavoObjects
import OctavoService

/// Answers a signed link with its file: all of it, or the part that is asked for.
struct ArtifactDownload: Sendable {
  let visit: Visit

  func answer() async throws -> Answer {
    guard let files = visit.core.files else { throw Problem(.notFound(.artifact, id: "")) }
    let download = try verified(files)
    guard let file = try await files.open(download.key) else {
      throw Problem(.notFound(.artifact, id: ""))
    }
    let info = file.info
    let tag = info.digest.map { "\"\($0.hex)\"" } ?? "\"\(info.size)-\(info.modified)\""
    if visit.headers[.ifNoneMatch] == tag { return Answer(.notModified).with(.eTag, tag) }
    let isUnchanged = visit.headers[.ifRange].map { $0 == tag } ?? true
    let range = ByteRange(isUnchanged ? visit.headers[.range] : nil, size: info.size)
    var answer = try answer(range, file)
    answer.headers[.eTag] = tag
    answer.headers[.acceptRanges] = "bytes"
    answer.headers[.contentDisposition] = download.name.contentDisposition
    // What a book holds is never run by the browser that fetches it.
    answer.headers[.contentSecurity] = "default-src 'none'; sandbox"
    answer.headers[.cacheControl] = "private, max-age=3600, immutable"
    return answer
  }

  /// The right that the link carries. The file's headers may be asked for with the same.
  private func verified(_ files: LocalObjectStore) throws(Problem) -> VerifiedDownload {
    let (path, query) = visit.request.target
    let key = path.dropFirst(URLSigner.path.count)
    switch files.verify(method: "GET", path: String(key), query: String(query)) {
    case .valid(let download): return download
    case .expired:
      throw Problem(
        .linkExpired, "the link has expired", hint: "read the job again for a new one")
    case .forged, .malformed:
      throw Problem(
        .badSignature, "the link is not one that Octavo made",
        hint: "use the link as it came, whole and unchanged")
    }
  }

  private func answer(_ range: ByteRange, _ file: LocalObject) throws(Problem) -> Answer {
    let size = file.info.size
    switch range {
    case .whole: return Answer(.ok, Self.body(0..<size, file))
    case .part(let part):
      return Answer(.partialContent, Self.body(part, file)).with(
        .contentRange, "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)")
    case .unsatisfiable:
      var problem = Problem(.rangeNotSatisfiable, "the file has \(size) bytes")
      problem.headers[.contentRange] = "bytes */\(size)"
      throw problem
    }
  }

  private static let piece = 1 << 18

  private static func body(_ range: Range<Int>, _ file: LocalObject) -> Answer.Body {
    .stream(type: file.info.contentType.text, length: range.count) { writer in
      var offset = range.lowerBound
      while offset < range.upperBound {
        let bytes = try await file.bytes(at: offset, count: min(piece, range.upperBound - offset))
        // A file that became shorter ends the connection: its length was promised.
        guard !bytes.isEmpty else { throw ObjectStoreError(.damaged(file.info.key)) }
        try await writer.write(ByteBuffer(bytes: bytes))
        offset += bytes.count
      }
    }
  }
}
