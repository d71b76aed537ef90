import OctavoBase
import OctavoBook

/// The pictures an e-book carries, by the path the manuscript writes.
struct EPUBImages: Sendable {
  /// A picture's file.
  struct File: Sendable {
    /// The path below the package's folder.
    let path: String
    let mediaType: String
    let bytes: [UInt8]
  }

  /// In order of first use, the cover first.
  private(set) var files: [File] = []
  /// The cover; nil where there is none that can be shown.
  private(set) var cover: File?
  private var indices: [String: Int] = [:]

  subscript(path: String) -> File? { indices[path].map { files[$0] } }

  private init() {}

  /// All pictures of a book that can be shown.
  ///
  /// - Parameter read: the bytes of the picture at a path of the manuscript; nil where it cannot be
  ///   shown, which has been said.
  static func gather(_ book: Book, read: (String) -> [UInt8]?) -> Outcome<EPUBImages> {
    var images = EPUBImages()
    var diagnostics = images.takeCover(book.metadata, read)
    var seen: Set<String> = []
    for division in book.divisions {
      division.visitPictures { image in
        guard seen.insert(image.path).inserted, let bytes = read(image.path) else { return }
        diagnostics += images.add(image, bytes)
      }
    }
    return Outcome(images, diagnostics)
  }

  private mutating func takeCover(
    _ metadata: BookMetadata, _ read: (String) -> [UInt8]?
  ) -> [Diagnostic] {
    guard let path = metadata.cover else { return [] }
    let span = metadata.spans["cover"]
    guard let bytes = read(path) else {
      return [
        Diagnostic(
          .warning, "epub.no-cover",
          "the cover “\(path)” cannot be read; the e-book has none", at: span)
      ]
    }
    guard let kind = PictureKind(bytes), kind == .png || kind == .jpeg else {
      return [
        Diagnostic(
          .warning, "epub.cover-type",
          "the cover “\(path)” is not a PNG or JPEG picture; the e-book has none", at: span,
          hints: ["shops ask for a JPEG of 1600 by 2560 pixels"])
      ]
    }
    let file = File(path: "images/cover.\(kind.ending)", mediaType: kind.mediaType, bytes: bytes)
    files.append(file)
    cover = file
    return []
  }

  private mutating func add(_ image: Image, _ bytes: [UInt8]) -> [Diagnostic] {
    guard let kind = PictureKind(bytes) else {
      return [
        Diagnostic(
          .warning, "epub.picture-type",
          "“\(image.path)” is no picture an e-book can show; its description stands in its place",
          at: image.span, hints: ["use a PNG, JPEG, GIF or SVG file"])
      ]
    }
    if kind == .svg, let fault = SVGCheck.fault(in: bytes) {
      return [
        Diagnostic(
          .warning, "epub.svg",
          "the SVG “\(image.path)” \(fault); its description stands in its place",
          at: image.span)
      ]
    }
    indices[image.path] = files.count
    files.append(
      File(
        path: "images/\(name(image.path)).\(kind.ending)", mediaType: kind.mediaType, bytes: bytes))
    return []
  }

  /// The picture's own name in plain letters, after its number.
  private func name(_ path: String) -> String {
    let last = path.split(separator: "/").last ?? ""
    let stem = last.split(separator: ".").dropLast().joined(separator: ".").lowercased()
    let plain = stem.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return ArchiveName.numbered(files.count + 1) + "-" + String(plain.prefix(40))
  }
}

/// What a picture's first bytes say it is.
enum PictureKind: Sendable {
  case png, jpeg, gif, svg

  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: "GIF8".utf8) {
      self = .gif
    } else if SVGCheck.looksLikeSVG(bytes) {
      self = .svg
    } else {
      return nil
    }
  }

  var mediaType: String {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .gif: "image/gif"
    case .svg: "image/svg+xml"
    }
  }

  var ending: String {
    switch self {
    case .png: "png"
    case .jpeg: "jpg"
    case .gif: "gif"
    case .svg: "svg"
    }
  }
}

/// Names of files within the archive.
enum ArchiveName {
  /// Three digits at least.
  static func numbered(_ number: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }

  /// A label in plain letters, cut to a length files may have everywhere.
  static func plain(_ label: String) -> String {
    let letters = label.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    return String(words.prefix(40))
  }
}
