import CHarfBuzz
package import OctavoBase

/// A font file for a publication that reflows: the characters it uses, with what shaping them takes.
///
/// Cut by HarfBuzz. Unlike a `FontSubset` it is a whole font, which a reader's own software shapes.
package enum FontExcerpt {
  /// The features of letters, figures and capitals that style sheets ask for, besides those that
  /// HarfBuzz keeps.
  private static let features = ["smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "sups", "subs"]

  /// The file's bytes; throws where the font cannot be read or is damaged.
  package static func cut(
    path: String, faceIndex: Int, characters: Set<UInt32>
  ) throws(OctavoError) -> [UInt8] {
    guard let face = HarfBuzzFace(path: path, faceIndex: faceIndex) else {
      throw OctavoError(
        .missingInput, "font.unreadable", "the font “\(path)” cannot be opened for embedding")
    }
    guard let bytes = cut(characters, from: face), !bytes.isEmpty else {
      throw OctavoError(
        .badInput, "font.no-subset", "the font “\(path)” is damaged: no part of it can be embedded")
    }
    return bytes
  }

  private static func cut(_ characters: Set<UInt32>, from face: HarfBuzzFace) -> [UInt8]? {
    guard let input = hb_subset_input_create_or_fail() else { return nil }
    defer { hb_subset_input_destroy(input) }
    let wanted = hb_subset_input_unicode_set(input)
    for character in characters { hb_set_add(wanted, character) }
    let kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG)
    for feature in features { hb_set_add(kept, hb_tag_from_string(feature, 4)) }
    let flags = HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue
    hb_subset_input_set_flags(input, UInt32(flags))
    guard let subset = hb_subset_or_fail(face.pointer, input) else { return nil }
    defer { hb_face_destroy(subset) }
    let blob = hb_face_reference_blob(subset)
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length) else { return nil }
    return Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
  }

  /// Whether a font file lets itself be embedded in part (OpenType, table `OS/2`, `fsType`): it is
  /// neither restricted nor kept whole.
  package static func isAllowed(path: String, faceIndex: Int) -> Bool {
    guard let face = HarfBuzzFace(path: path, faceIndex: faceIndex) else { return false }
    let blob = hb_face_reference_table(face.pointer, hb_tag_from_string("OS/2", 4))
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length), length >= 10 else { return true }
    let bytes = UnsafeRawBufferPointer(start: data, count: Int(length))
    let rights = UInt16(bytes[8]) << 8 | UInt16(bytes[9])
    return rights & 0x000F != 0x0002 && rights & 0x0300 == 0
  }
}
