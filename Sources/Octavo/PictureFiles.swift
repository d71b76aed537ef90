import OctavoBase
import OctavoEbook
import OctavoLayout
import OctavoRender

/// Reads the pictures that e-books and documents carry.
struct PictureFiles: Sendable {
  /// What the manuscript's paths are relative to; nil for the working folder.
  let folder: String?
  /// In what text within vector pictures is set, where they are drawn.
  let fonts: FontFiles

  /// The bytes of the picture at a path of the manuscript; nil where it cannot be read, or is of a
  /// kind that pages show and is damaged.
  func read(_ path: String) -> [UInt8]? {
    let full = place(path)
    guard let bytes = WholeFile.bytes(of: full) else { return nil }
    let isPrinted =
      bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8])
      || SVGCheck.looksLikeSVG(bytes)
    return isPrinted && shown(full) == nil ? nil : bytes
  }

  /// The pictures as word processors take them: the kinds that pages show, whatever their names.
  var inDocuments: DOCXPictures {
    DOCXPictures(
      find: { path in
        guard let image = shown(place(path)) else { return nil }
        return DOCXPicture(
          format: image.format == .jpeg ? .jpeg : .png, pixelWidth: image.pixelWidth,
          pixelHeight: image.pixelHeight)
      },
      read: { path in
        if let image = shown(place(path)), image.format == .svg {
          return Result { () throws(OctavoError) in try SVGRaster.png(of: image, fonts: fonts) }
        }
        guard let bytes = WholeFile.bytes(of: place(path)) else {
          return .failure(
            OctavoError(.inputOutput, "docx.picture", "the picture “\(path)” cannot be read"))
        }
        return .success(bytes)
      })
  }

  /// The picture of a file; nil where it cannot be shown.
  private func shown(_ path: String) -> BookImage? {
    guard let image = ImageReader.probe(path).value else { return nil }
    guard image.format == .svg else { return image }
    guard let bytes = WholeFile.bytes(of: path), SVGCheck.fault(in: bytes) == nil else {
      return nil
    }
    return image
  }

  private func place(_ path: String) -> String { folder.map { $0 + "/" + path } ?? path }
}
