import HTTPTypes
import HummingbirdCore
import NIOCore
import OctavoObjects
import OctavoService

/// Answers a signed link with its file: all of it, or the part that is asked for.
struct ArtifactDownload: Sendable {
  let visit: Visit

  func answer() async throws -> Answer {
    let download = try verified()
    guard let info = try await visit.core.objects.head(download.key) else {
      throw Problem(.notFound(.artifact, id: ""))
    }
    let tag = info.digest.map { "\"\($0.hex)\"" } ?? "\"\(info.size)-\(info.modified)\""
    if visit.headers[.ifNoneMatch] == tag { return Answer(.notModified).with(.eTag, tag) }
    let isUnchanged = visit.headers[.ifRange].map { $0 == tag } ?? true
    let range = ByteRange(isUnchanged ? visit.headers[.range] : nil, size: info.size)
    var answer = try answer(range, info)
    answer.headers[.eTag] = tag
    answer.headers[.acceptRanges] = "bytes"
    answer.headers[.contentDisposition] = download.name.contentDisposition
    // What a book holds is never run by the browser that fetches it.
    answer.headers[.contentSecurity] = "default-src 'none'; sandbox"
    answer.headers[.cacheControl] = "private, max-age=3600, immutable"
    return answer
  }

  /// The right that the link carries. The file's headers may be asked for with the same.
  private func verified() throws(Problem) -> VerifiedDownload {
    guard let signer = visit.core.signer else { throw Problem(.notFound(.artifact, id: "")) }
    let (path, query) = visit.request.target
    let key = path.dropFirst(URLSigner.path.count)
    let verdict = signer.verify(
      method: "GET", path: String(key), query: String(query), now: visit.core.now())
    switch verdict {
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

  private func answer(_ range: ByteRange, _ info: ObjectInfo) throws(Problem) -> Answer {
    switch range {
    case .whole: return Answer(.ok, body(0..<info.size, info))
    case .part(let part):
      return Answer(.partialContent, body(part, info)).with(
        .contentRange, "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(info.size)")
    case .unsatisfiable:
      var problem = Problem(.rangeNotSatisfiable, "the file has \(info.size) bytes")
      problem.headers[.contentRange] = "bytes */\(info.size)"
      throw problem
    }
  }

  private func body(_ range: Range<Int>, _ info: ObjectInfo) -> Answer.Body {
    let objects = visit.core.objects
    return .stream(type: info.contentType.text, length: range.count) { writer in
      var offset = 0
      var sink = writer
      _ = try await objects.read(info.key) { piece in
        let wanted = range.clamped(to: offset..<offset + piece.count)
        if !wanted.isEmpty {
          let bytes = piece[wanted.lowerBound - offset..<wanted.upperBound - offset]
          try await sink.write(ByteBuffer(bytes: bytes))
        }
        offset += piece.count
      }
      writer = sink
    }
  }
}

extension Answer {
  /// A file that was made for this answer and goes with it.
  static func archive(_ file: ArchiveFile) -> Answer {
    let owner = TemporaryArchive(file)
    let body = Answer.Body.stream(type: "application/zip", length: file.bytes) { writer in
      let reader = try FileReader(path: owner.file.path)
      while let piece = try reader.next() { try await writer.write(ByteBuffer(bytes: piece)) }
    }
    return Answer(.ok, body)
      .with(.contentDisposition, DownloadName(file.fileName).contentDisposition)
      .with(.cacheControl, "no-store")
  }
}

/// A file that is taken from the disk when its answer is done with, however that ended.
private final class TemporaryArchive: Sendable {
  let file: ArchiveFile

  init(_ file: ArchiveFile) { self.file = file }

  deinit { file.discard() }
}
