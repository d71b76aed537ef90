import OctavoBase
import OctavoRender

/// Reads the pictures that an e-book carries.
struct PictureFiles {
  /// What the manuscript's paths are relative to; nil for the working folder.
  let folder: String?

  /// The bytes of the picture at a path of the manuscript; nil where it cannot be read, or is of a
  /// kind that pages show and is damaged.
  func read(_ path: String) -> [UInt8]? {
    let full = folder.map { $0 + "/" + path } ?? path
    guard let bytes = WholeFile.bytes(of: full) else { return nil }
    let isPrinted =
      bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8])
    return isPrinted && ImageReader.probe(full).value == nil ? nil : bytes
  }
}
