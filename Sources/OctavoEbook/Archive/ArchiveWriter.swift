import CZip
import Glibc
import OctavoBase

/// Packs files into a ZIP archive whose bytes depend on the files alone: entries stand in the order
/// given, all of one date.
enum ArchiveWriter {
  /// 1 January 2000 as the format keeps dates: years since 1980, month and day in 7, 4 and 5 bits.
  private static let date: zip_uint16_t = 20 << 9 | 1 << 5 | 1

  static func write(_ entries: [ArchiveEntry], to sink: any ByteSink) throws(OctavoError) {
    var failure = zip_error_t()
    zip_error_init(&failure)
    defer { zip_error_fini(&failure) }
    guard let source = zip_source_buffer_create(nil, 0, 0, &failure) else {
      throw problem(&failure)
    }
    // One reference is ours: the archive's own is dropped when it is closed.
    zip_source_keep(source)
    defer { zip_source_free(source) }
    guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, &failure) else {
      zip_source_free(source)
      throw problem(&failure)
    }
    do {
      for entry in entries { try add(entry, to: archive) }
    } catch {
      zip_discard(archive)
      throw error
    }
    guard zip_close(archive) == 0 else {
      let error = problem(zip_get_error(archive))
      zip_discard(archive)
      throw error
    }
    try pass(source, to: sink)
  }

  private static func add(_ entry: ArchiveEntry, to archive: OpaquePointer) throws(OctavoError) {
    // libzip reads the bytes when the archive is closed and frees this copy.
    let copy = UnsafeMutableRawPointer(malloc(max(entry.bytes.count, 1)))
    entry.bytes.withUnsafeBytes { bytes in
      if let copy, let start = bytes.baseAddress { memcpy(copy, start, bytes.count) }
    }
    guard let copy,
      let source = zip_source_buffer(archive, copy, zip_uint64_t(entry.bytes.count), 1)
    else { throw problem(zip_get_error(archive)) }
    let index = zip_file_add(archive, entry.path, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(source)
      throw problem(zip_get_error(archive))
    }
    let place = zip_uint64_t(index)
    let method = entry.isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
    guard zip_set_file_compression(archive, place, method, 9) == 0,
      zip_file_set_dostime(archive, place, 0, date, 0) == 0
    else { throw problem(zip_get_error(archive)) }
  }

  private static func pass(_ source: OpaquePointer, to sink: any ByteSink) throws(OctavoError) {
    guard zip_source_open(source) == 0 else { throw problem(zip_source_error(source)) }
    defer { zip_source_close(source) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = zip_source_read(source, piece.baseAddress, zip_uint64_t(piece.count))
      guard count >= 0 else { throw problem(zip_source_error(source)) }
      if count == 0 { return }
      try sink.write(UnsafeRawBufferPointer(rebasing: piece[..<Int(count)]))
    }
  }

  private static func problem(_ error: UnsafeMutablePointer<zip_error_t>?) -> OctavoError {
    let reason = error.map { String(cString: zip_error_strerror($0)) } ?? "an unknown cause"
    return OctavoError(.defect, "ebook.archive", "the archive cannot be packed: \(reason)")
  }
}
