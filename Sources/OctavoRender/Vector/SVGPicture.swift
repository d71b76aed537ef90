import COctavoSVG
import OctavoBase

/// A parsed SVG, drawn as vectors. Nothing it refers to outside of itself is fetched, and no script
/// in it runs: the parser is given bytes without an address.
final class SVGPicture {
  private let handle: OpaquePointer
  /// What messages call it.
  private let path: String

  /// Reads and parses a file.
  convenience init(path: String) throws(OctavoError) {
    try self.init(FileBytes(path: path), path: path)
  }

  init(_ file: FileBytes, path: String) throws(OctavoError) {
    var found: OpaquePointer?
    let problem = Self.problem { message in
      found = octavo_svg_new(
        file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), file.bytes.count, message)
      return found != nil
    }
    guard let found else { throw Self.damaged(path, problem ?? "") }
    handle = found
    self.path = path
  }

  deinit { octavo_svg_free(handle) }

  /// Width and height in CSS pixels: as the picture states them, else its view box; nil where it has
  /// neither.
  var size: (width: Double, height: Double)? {
    var (width, height) = (0.0, 0.0)
    guard octavo_svg_size(handle, &width, &height) != 0, width.isFinite, height.isFinite else {
      return nil
    }
    return (width, height)
  }

  /// Draws the picture into a rectangle of `context` at its origin; text in it is set in `fonts`.
  func draw(
    on context: OpaquePointer, width: Double, height: Double, fonts: SVGFonts
  ) throws(OctavoError) {
    let problem = Self.problem { message in
      octavo_svg_draw(
        handle, UnsafeMutableRawPointer(context), width, height, fonts.pointer, message) != 0
    }
    if let problem { throw Self.damaged(path, problem) }
  }

  private static func damaged(_ path: String, _ reason: String) -> OctavoError {
    let line = reason.split(whereSeparator: \.isNewline).joined(separator: " ")
    return OctavoError(
      .badInput, "image.damaged", "the SVG “\(path)” cannot be drawn: \(line)")
  }

  /// What a call complains of; nil where it succeeds.
  private static func problem(_ call: (UnsafeMutablePointer<CChar>?) -> Bool) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(OCTAVO_SVG_MESSAGE)) {
      call($0.baseAddress) ? nil : String(cString: $0.baseAddress!)
    }
  }
}
