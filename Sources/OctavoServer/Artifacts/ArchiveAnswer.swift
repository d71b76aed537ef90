import HTTPTypes
import HummingbirdCore
import NIOCore
import OctavoObjects
import OctavoService

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
