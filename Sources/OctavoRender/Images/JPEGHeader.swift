import Glibc
import OctavoLayout

/// What a JPEG's markers say, its pixels unseen (ITU-T T.81, annex B).
struct JPEGHeader {
  let width: Int
  let height: Int
  /// 1 gray, 3 colour, 4 inks.
  let components: Int
  /// Bits of a sample; only 8 is common.
  let precision: Int
  /// Second byte of the frame marker: 0xC0 baseline, 0xC1 extended, 0xC2 progressive.
  let frame: UInt8
  /// How the picture is to be turned.
  private(set) var orientation = BookImage.Orientation.upright
  /// Where the frame's segment ends.
  private let frameEnd: Int

  /// Whether a PDF may hold the file as it is (ISO 32000-1, 7.4.8), in gray or colour. Inks are
  /// decoded instead: Adobe's are inverted, and Cairo does not say so.
  var canPassThrough: Bool {
    precision == 8 && (0xC0...0xC2).contains(frame) && (components == 1 || components == 3)
  }

  /// Whether libjpeg can decode it: 8 bits, not lossless, not hierarchical.
  var canDecode: Bool {
    precision == 8 && [0xC0, 0xC1, 0xC2, 0xC9, 0xCA].contains(frame)
      && [1, 3, 4].contains(components)
  }

  static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

  /// Nil where the bytes are no JPEG, or one without a frame.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.starts(with: Self.signature) else { return nil }
    var offset = 2
    var turned: BookImage.Orientation?
    while let marker = Self.nextMarker(bytes, &offset) {
      guard Self.hasLength(marker) else { continue }
      guard marker != 0xD9, marker != 0xDA, offset + 2 <= bytes.count else { return nil }
      let length = bytes.bigEndian16(at: offset)
      guard length >= 2, offset + length <= bytes.count else { return nil }
      if Self.isFrame(marker) {
        guard length >= 8 else { return nil }
        frame = marker
        precision = Int(bytes[offset + 2])
        height = bytes.bigEndian16(at: offset + 3)
        width = bytes.bigEndian16(at: offset + 5)
        components = Int(bytes[offset + 7])
        frameEnd = offset + length
        orientation = turned ?? .upright
        return
      }
      if marker == 0xE1, turned == nil {
        let segment = UnsafeRawBufferPointer(rebasing: bytes[(offset + 2)..<(offset + length)])
        turned = ExifOrientation.read(segment)
      }
      offset += length
    }
    return nil
  }

  private static func isFrame(_ marker: UInt8) -> Bool {
    (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
  }

  private static func hasLength(_ marker: UInt8) -> Bool {
    !(0xD0...0xD8).contains(marker) && marker != 0x01
  }

  /// Reads the marker at `offset`, fill bytes before it allowed, and steps past it.
  private static func nextMarker(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) -> UInt8? {
    guard offset + 1 < bytes.count, bytes[offset] == 0xFF else { return nil }
    while offset < bytes.count, bytes[offset] == 0xFF { offset += 1 }
    guard offset < bytes.count, bytes[offset] != 0 else { return nil }
    offset += 1
    return bytes[offset - 1]
  }

  /// Whether a scan and the end marker follow in `bytes`, the file of this header.
  ///
  /// Segments are stepped over, so that the end of an embedded thumbnail is not taken for the
  /// picture's.
  func isComplete(in bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var offset = frameEnd
    var hasScan = false
    while offset + 1 < bytes.count {
      guard let next = memchr(base + offset, 0xFF, bytes.count - offset - 1) else { return false }
      offset = UnsafeRawPointer(base).distance(to: next)
      let marker = bytes[offset + 1]
      switch marker {
      case 0xFF: offset += 1
      case 0x00, 0x01, 0xD0...0xD8: offset += 2
      case 0xD9: return hasScan
      default:
        guard offset + 4 <= bytes.count else { return false }
        hasScan = hasScan || marker == 0xDA
        offset += 2 + max(bytes.bigEndian16(at: offset + 2), 2)
      }
    }
    return false
  }
}
