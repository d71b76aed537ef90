import OctavoBase
import OctavoEbook
import OctavoLayout
import OctavoRender

/// Reads the pictures that e-books and documents carry.
struct PictureFiles: Sendable {
  /// What the manuscript's paths are relative to; nil for the working folder.
  let folder: String?

  /// The bytes of the picture at a path of the manuscript; nil where it cannot be read, or is of a
  /// kind that pages show and is damaged.
  func read(_ path: String) -> [UInt8]? {
    let full = place(path)
    guard let bytes = WholeFile.bytes(of: full) else { return nil }
    let isPrinted =
      bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8])
    return isPrinted && ImageReader.probe(full).value == nil ? nil : bytes
  }

  /// The pictures as word processors take them: the kinds that pages show, whatever their names.
  var inDocuments: DOCXPictures {
    DOCXPictures(
      find: { path in
        guard let image = ImageReader.probe(place(path)).value else { return nil }
        return DOCXPicture(
          format: image.format == .png ? .png : .jpeg, pixelWidth: image.pixelWidth,
          pixelHeight: image.pixelHeight)
      },
      read: { path in
        guard let bytes = WholeFile.bytes(of: place(path)) else {
          return .failure(
            OctavoError(.inputOutput, "docx.picture", "the picture “\(path)” cannot be read"))
        }
        return .success(bytes)
      })
  }

  private func place(_ path: String) -> String { folder.map { $0 + "/" + path } ?? path }
}
