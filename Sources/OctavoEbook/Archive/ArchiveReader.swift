import CZip
import Glibc
import OctavoBase

/// Reads the files of a ZIP archive in memory.
enum ArchiveReader {
  /// Bytes a file in an archive may take unpacked: more is taken for an attack.
  private static let largest: UInt64 = 1 << 30

  /// Every file of an archive by its path; throws where the bytes are no archive.
  static func read(_ bytes: [UInt8]) throws(OctavoError) -> [String: [UInt8]] {
    var failure = zip_error_t()
    zip_error_init(&failure)
    defer { zip_error_fini(&failure) }
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(OctavoError) in try files(buffer, &failure) }
    }
    return try result.get()
  }

  private static func files(
    _ bytes: UnsafeRawBufferPointer, _ failure: inout zip_error_t
  ) throws(OctavoError) -> [String: [UInt8]] {
    guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &failure)
    else { throw problem("it is empty") }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &failure) else {
      zip_source_free(source)
      throw problem(String(cString: zip_error_strerror(&failure)))
    }
    defer { zip_discard(archive) }
    var files: [String: [UInt8]] = [:]
    for index in 0..<zip_uint64_t(max(zip_get_num_entries(archive, 0), 0)) {
      let (name, content) = try file(index, of: archive)
      files[name] = content
    }
    return files
  }

  private static func file(
    _ index: zip_uint64_t, of archive: OpaquePointer
  ) throws(OctavoError) -> (String, [UInt8]) {
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, index, 0, &status) == 0, let name = status.name,
      status.size <= largest, let file = zip_fopen_index(archive, index, 0)
    else { throw problem("file \(index + 1) of it cannot be read") }
    defer { zip_fclose(file) }
    let size = Int(status.size)
    let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, Int(zip_fread(file, buffer.baseAddress, zip_uint64_t(size))))
    }
    // At the end libzip compares the bytes with their checksum.
    var more: UInt8 = 0
    guard content.count == size, zip_fread(file, &more, 1) == 0 else {
      throw problem("“\(String(cString: name))” is damaged")
    }
    return (String(cString: name), content)
  }

  private static func problem(_ reason: String) -> OctavoError {
    OctavoError(.badInput, "ebook.archive", "the archive cannot be read: \(reason)")
  }
}
