package import OctavoBase
package import OctavoLayout

/// Tells what a picture file is by its content, whatever its name, and whether it can be shown.
package enum ImageReader {
  /// Pixels a picture may have in all, and on one side (Cairo's own limit).
  package static let largestPixelCount = 100_000_000
  package static let largestSide = 32_767

  /// Whether a picture is small enough to be decoded.
  static func allows(width: Int, height: Int) -> Bool {
    max(width, height) <= largestSide && width * height <= largestPixelCount
  }

  /// The picture with its size, or nil and an error that says why it cannot be shown.
  ///
  /// A file whose name names another kind than it is gives a warning and is used.
  package static func probe(
    _ path: String, at span: SourceSpan? = nil
  ) -> Outcome<BookImage?> {
    let file: FileBytes
    do { file = try FileBytes(path: path) } catch {
      let found = error.diagnostics.map {
        Diagnostic($0.severity, $0.code, $0.message, at: span, hints: $0.hints)
      }
      return Outcome(nil, found)
    }
    if file.bytes.starts(with: PNGHeader.signature) { return probePNG(path, file.bytes, span) }
    if file.bytes.starts(with: JPEGHeader.signature) { return probeJPEG(path, file.bytes, span) }
    if looksLikeSVG(file.bytes) { return probeSVG(path, file, span) }
    return refuse(
      "image.unknown-format",
      "“\(path)” is \(kind(of: file.bytes)), not a PNG, JPEG or SVG picture", span,
      hints: ["convert it to PNG, JPEG or SVG"])
  }

  /// What is wrong with a picture's data, all of which are read; nil for a sound one.
  package static func damage(of image: BookImage, at span: SourceSpan?) -> [Diagnostic] {
    do {
      try CairoImageLoader.check(image)
      return []
    } catch {
      return error.diagnostics.map {
        Diagnostic(.error, $0.code, $0.message, at: span, hints: $0.hints)
      }
    }
  }

  private static func probePNG(
    _ path: String, _ bytes: UnsafeRawBufferPointer, _ span: SourceSpan?
  ) -> Outcome<BookImage?> {
    guard let header = PNGHeader(bytes), header.isComplete else {
      return refuse("image.damaged", "the PNG “\(path)” is damaged or cut short", span)
    }
    return accept(path, .png, width: header.width, height: header.height, span)
  }

  private static func probeJPEG(
    _ path: String, _ bytes: UnsafeRawBufferPointer, _ span: SourceSpan?
  ) -> Outcome<BookImage?> {
    guard let header = JPEGHeader(bytes), header.isComplete(in: bytes) else {
      return refuse("image.damaged", "the JPEG “\(path)” is damaged or cut short", span)
    }
    guard header.canDecode else {
      return refuse(
        "image.unsupported",
        "the JPEG “\(path)” has \(header.components) channels of \(header.precision) bits in a form that is not supported",
        span, hints: ["save it again as an ordinary 8-bit JPEG"])
    }
    return accept(
      path, .jpeg, width: header.width, height: header.height, span,
      orientation: header.orientation)
  }

  /// Whether a file's beginning is that of an SVG.
  static func looksLikeSVG(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let head = String(decoding: bytes.prefix(2_048), as: UTF8.self)
    return head.contains("<svg") || head.contains(":svg")
  }

  private static func probeSVG(
    _ path: String, _ file: FileBytes, _ span: SourceSpan?
  ) -> Outcome<BookImage?> {
    if let fault = EmbeddedPictures.fault(in: file.bytes) { return refuse(path, fault, span) }
    do {
      guard let size = try SVGPicture(file, path: path).size else {
        return refuse(
          "image.empty", "the SVG “\(path)” states no size", span,
          hints: ["give its svg element a viewBox, or a width and a height"])
      }
      // CSS pixels, 96 to the inch, as the 300 to the inch that pictures without a width are shown
      // at; of a giant only the shape counts.
      let scale = min(300 / 96, Double(largestVectorSide) / max(size.width, size.height))
      return accept(
        path, .svg, width: max(1, Int((size.width * scale).rounded())),
        height: max(1, Int((size.height * scale).rounded())), span)
    } catch {
      let found = error.diagnostics.map {
        Diagnostic(.error, $0.code, $0.message, at: span, hints: $0.hints)
      }
      return Outcome(nil, found)
    }
  }

  private static func refuse(
    _ path: String, _ fault: EmbeddedPictures.Fault, _ span: SourceSpan?
  ) -> Outcome<BookImage?> {
    switch fault {
    case .tooLarge(let width, let height):
      refuseSize("the SVG “\(path)” holds a picture of", width, height, span)
    case .kind(let kind):
      refuse(
        "image.svg", "the SVG “\(path)” holds \(kind), which is not shown", span,
        hints: ["convert what it holds to PNG or JPEG"])
    case .tooDeep:
      refuse(
        "image.svg", "the SVG “\(path)” holds an SVG that holds others, too deep to be shown", span)
    }
  }

  /// 300ths of an inch on the longer side of a vector picture: no page is wider than 40 inches.
  private static let largestVectorSide = 12_000

  private static func accept(
    _ path: String, _ format: BookImage.Format, width: Int, height: Int, _ span: SourceSpan?,
    orientation: BookImage.Orientation = .upright
  ) -> Outcome<BookImage?> {
    guard width > 0, height > 0 else {
      return refuse("image.empty", "the picture “\(path)” has no pixels", span)
    }
    guard allows(width: width, height: height) else {
      return refuseSize("the picture “\(path)” has", width, height, span)
    }
    let image = BookImage(
      path: path, format: format, pixelWidth: width, pixelHeight: height, orientation: orientation)
    return Outcome(image, lyingName(path, format, span))
  }

  private static func lyingName(
    _ path: String, _ format: BookImage.Format, _ span: SourceSpan?
  ) -> [Diagnostic] {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return [] }
    let ending = name[dot...].dropFirst().lowercased()
    let claimed: BookImage.Format? =
      switch ending {
      case "png": .png
      case "jpg", "jpeg", "jpe", "jfif": .jpeg
      case "svg": .svg
      default: nil
      }
    guard let claimed, claimed != format else { return [] }
    return [
      Diagnostic(
        .warning, "image.lying-name",
        "“\(path)” is named as a \(claimed.rawValue.uppercased()) but is a \(format.rawValue.uppercased()); it is used as what it is",
        at: span)
    ]
  }

  /// Whether a file is a picture in pixels that is neither a PNG nor a JPEG nor a GIF.
  static func isOtherPicture(_ bytes: UnsafeRawBufferPointer) -> Bool {
    isWebP(bytes) || isTIFF(bytes)
  }

  private static func isWebP(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8)
  }

  private static func isTIFF(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: "II*\0".utf8) || bytes.starts(with: "MM\0*".utf8)
  }

  /// A guess in words, for the message.
  static func kind(of bytes: UnsafeRawBufferPointer) -> String {
    if bytes.isEmpty { return "an empty file" }
    if bytes.starts(with: "GIF8".utf8) { return "a GIF" }
    if bytes.starts(with: "%PDF".utf8) { return "a PDF" }
    if isWebP(bytes) { return "a WebP" }
    if isTIFF(bytes) { return "a TIFF" }
    if bytes.prefix(256).contains(UInt8(ascii: "<")), bytes.prefix(8).allSatisfy({ $0 < 0x80 }) {
      return "a text file such as HTML"
    }
    return "something else"
  }

  private static func refuseSize(
    _ subject: String, _ width: Int, _ height: Int, _ span: SourceSpan?
  ) -> Outcome<BookImage?> {
    refuse(
      "image.too-large",
      "\(subject) \(width) by \(height) pixels; at most \(largestSide) a side and 100 megapixels are allowed",
      span, hints: ["make it smaller: 300 dots to the inch are enough in print"])
  }

  private static func refuse(
    _ code: String, _ message: String, _ span: SourceSpan?, hints: [String] = []
  ) -> Outcome<BookImage?> {
    Outcome(nil, [Diagnostic(.error, code, message, at: span, hints: hints)])
  }
}
