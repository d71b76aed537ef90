import CDeflate
import COctavoTestJPEG
import FoundationEssentials
import Glibc

/// Writes PNG files (W3C PNG, Third Edition).
enum PNGFile {
  static func make(_ picture: Picture) -> Data {
    var rows: [UInt8] = []
    let stride = picture.width * picture.channels
    for y in 0..<picture.height {
      rows.append(0)  // No filter.
      rows += picture.pixels[(y * stride)..<((y + 1) * stride)]
    }
    let kind: UInt8 = [1: 0, 3: 2][picture.channels] ?? 6
    let header = bigEndian(picture.width) + bigEndian(picture.height) + [8, kind, 0, 0, 0]
    let bytes =
      [0x89] + Array("PNG\r\n\u{1A}\n".utf8) + chunk("IHDR", header) + chunk("IDAT", packed(rows))
      + chunk("IEND", [])
    return Data(bytes)
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + content
    let sum = named.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
    return bigEndian(content.count) + named + bigEndian(Int(sum))
  }

  private static func packed(_ bytes: [UInt8]) -> [UInt8] {
    let packer = libdeflate_alloc_compressor(6)
    defer { libdeflate_free_compressor(packer) }
    var out = [UInt8](repeating: 0, count: libdeflate_zlib_compress_bound(packer, bytes.count))
    let size = libdeflate_zlib_compress(packer, bytes, bytes.count, &out, out.count)
    return Array(out.prefix(size))
  }
}

/// Writes JPEG files, gray, in colour or in four inks.
enum JPEGFile {
  static func make(_ picture: Picture) -> Data {
    var out: UnsafeMutablePointer<UInt8>?
    let size = octavo_test_jpeg(
      picture.pixels, UInt32(picture.width), UInt32(picture.height), Int32(picture.channels), &out)
    guard let out else { return Data() }
    defer { free(out) }
    return Data(bytes: out, count: size)
  }
}
