import OctavoBase
import OctavoEbook
import OctavoText

/// Cuts the fonts that e-books carry, where their licences allow it.
struct FontCutter: Sendable {
  let library: FontLibrary

  /// Licences that let a font be embedded in part, as `fonts.yaml` names them.
  private static let permissive: Set<String> = [
    "OFL-1.0", "OFL-1.1", "Apache-2.0", "MIT", "CC0-1.0", "Bitstream-Vera", "GFL-1.0", "UFL-1.0",
  ]

  var inEbooks: EbookFonts {
    EbookFonts(
      find: { family, weight, isItalic in
        library.select(family: family, weight: weight, italic: isItalic).map { id in
          font(library.face(id))
        }
      },
      cut: { font, characters in
        Result { () throws(OctavoError) in
          try FontExcerpt.cut(
            path: font.path, faceIndex: font.faceIndex, characters: characters)
        }
      })
  }

  private func font(_ face: FontFace) -> EbookFont {
    EbookFont(
      family: face.family, weight: face.weight, isItalic: face.isItalic,
      file: (face.path, face.faceIndex), refusal: Self.refusal(face))
  }

  private static func refusal(_ face: FontFace) -> String? {
    guard !face.licence.isEmpty else { return "'fonts.yaml' names no licence that allows it" }
    guard permissive.contains(face.licence) else {
      return "its licence '\(face.licence)' is not known to allow it; these are: "
        + permissive.sorted().joined(separator: ", ")
    }
    return FontExcerpt.isAllowed(path: face.path, faceIndex: face.faceIndex)
      ? nil : "the font file forbids it"
  }
}
