package import OctavoBase

/// A face of a font that an e-book may ask for.
package struct EbookFont: Sendable, Hashable {
  /// What style sheets call it.
  package let family: String
  /// 100 to 900; 400 is regular, 700 bold.
  package let weight: Int
  /// Whether it slants.
  package let isItalic: Bool
  /// The font file.
  package let path: String
  /// Index of the face in its file.
  package let faceIndex: Int
  /// Why it may not be embedded, in words that follow a colon; nil where it may.
  package let refusal: String?

  package init(
    family: String, weight: Int, isItalic: Bool, file: (path: String, faceIndex: Int),
    refusal: String?
  ) {
    self.family = family
    self.weight = weight
    self.isItalic = isItalic
    path = file.path
    faceIndex = file.faceIndex
    self.refusal = refusal
  }
}

/// Where an e-book's fonts come from.
package struct EbookFonts: Sendable {
  /// The face of a family that comes nearest to a weight and a slope; nil where there is none.
  package let find: @Sendable (_ family: String, _ weight: Int, _ isItalic: Bool) -> EbookFont?
  /// The bytes of a font file with no more than the given characters.
  package let cut: @Sendable (EbookFont, Set<UInt32>) -> Result<[UInt8], OctavoError>

  package init(
    find: @escaping @Sendable (String, Int, Bool) -> EbookFont?,
    cut: @escaping @Sendable (EbookFont, Set<UInt32>) -> Result<[UInt8], OctavoError>
  ) {
    self.find = find
    self.cut = cut
  }

  /// No fonts: all is set in the reader's own.
  package static let none = EbookFonts(find: { _, _, _ in nil }, cut: { _, _ in .success([]) })
}
