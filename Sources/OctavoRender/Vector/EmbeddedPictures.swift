import COctavoSVG
import Glibc
import OctavoBase

/// The pictures that an SVG holds in itself, as `data:` addresses in base64 (RFC 2397). A few thousand
/// characters of them may stand for gigabytes of pixels, which librsvg does not bound.
enum EmbeddedPictures {
  /// Why an SVG cannot be shown.
  enum Fault: Error, Hashable {
    case tooLarge(width: Int, height: Int)
    /// Neither a PNG nor a JPEG nor a GIF, in the words of a message.
    case kind(String)
    /// SVGs in SVGs in SVGs.
    case tooDeep
  }

  /// How deep SVGs may be held in one another.
  private static let deepest = 3
  private static let marker = Array(";base64,".utf8)

  /// The first fault of the pictures in an SVG.
  static func fault(in svg: UnsafeRawBufferPointer, depth: Int = 0) -> Fault? {
    guard depth <= deepest else { return .tooDeep }
    var rest = svg[...]
    while let start = position(ofMarkerIn: UnsafeRawBufferPointer(rebasing: rest)) {
      rest = rest.dropFirst(start + marker.count)
      let text = rest.prefix { !isEnd($0) }
      if let found = fault(ofText: UnsafeRawBufferPointer(rebasing: text), depth) { return found }
      rest = rest.dropFirst(text.count)
    }
    return nil
  }

  /// What ends an address: the quotation mark around it, or the bracket of a CSS `url()`.
  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ")")
      || byte == UInt8(ascii: "<")
  }

  /// Where `marker` stands next in a text.
  private static func position(ofMarkerIn text: UnsafeRawBufferPointer) -> Int? {
    guard let base = text.baseAddress else { return nil }
    var offset = 0
    while text.count - offset >= marker.count,
      let found = memchr(base + offset, Int32(marker[0]), text.count - offset)
    {
      offset = base.distance(to: UnsafeRawPointer(found))
      if text[offset...].starts(with: marker) { return offset }
      offset += 1
    }
    return nil
  }

  private static func fault(ofText text: UnsafeRawBufferPointer, _ depth: Int) -> Fault? {
    guard let base = text.baseAddress else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 6) { buffer, count in
      count = octavo_svg_base64(
        base.assumingMemoryBound(to: UInt8.self), text.count, buffer.baseAddress)
    }
    return bytes.withUnsafeBytes { fault(of: $0, depth) }
  }

  private static func fault(of bytes: UnsafeRawBufferPointer, _ depth: Int) -> Fault? {
    if let header = PNGHeader(bytes) { return fault(header.width, header.height) }
    if let header = JPEGHeader(bytes) { return fault(header.width, header.height) }
    if bytes.starts(with: "GIF8".utf8), bytes.count >= 10 {
      func side(_ index: Int) -> Int { Int(bytes[index]) | Int(bytes[index + 1]) << 8 }
      return fault(side(6), side(8))
    }
    if ImageReader.looksLikeSVG(bytes) { return fault(in: bytes, depth: depth + 1) }
    // Fonts and styles are held the same way, so that only pictures can be refused.
    return ImageReader.isOtherPicture(bytes) ? .kind(ImageReader.kind(of: bytes)) : nil
  }

  private static func fault(_ width: Int, _ height: Int) -> Fault? {
    ImageReader.allows(width: width, height: height)
      ? nil : .tooLarge(width: width, height: height)
  }
}
