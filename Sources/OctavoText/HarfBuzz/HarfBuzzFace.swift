import CHarfBuzz

/// A font file opened by HarfBuzz: mapped into memory, never changed after it is made.
///
/// `@unchecked Sendable`: the pointer is to an immutable `hb_face_t`, which HarfBuzz lets any number
/// of threads read and whose caches it guards itself.
final class HarfBuzzFace: @unchecked Sendable {
  let pointer: OpaquePointer
  /// Units of the design grid per em.
  let unitsPerEm: Int

  /// Maps `path`; nil where it cannot be read or holds no glyphs.
  init?(path: String, faceIndex: Int) {
    guard let blob = hb_blob_create_from_file_or_fail(path) else { return nil }
    let face = hb_face_create(blob, UInt32(faceIndex))
    hb_blob_destroy(blob)
    guard let face, hb_face_get_glyph_count(face) > 0 else {
      hb_face_destroy(face)
      return nil
    }
    hb_face_make_immutable(face)
    pointer = face
    unitsPerEm = Int(hb_face_get_upem(face))
  }

  deinit { hb_face_destroy(pointer) }

  /// The Unicode characters that have a glyph, as ascending closed ranges.
  func unicodeRanges() -> ContiguousArray<ClosedRange<UInt32>> {
    let set = hb_set_create()
    defer { hb_set_destroy(set) }
    hb_face_collect_unicodes(pointer, set)
    var ranges: ContiguousArray<ClosedRange<UInt32>> = []
    var first = UInt32.max
    var last = UInt32.max
    while hb_set_next_range(set, &first, &last) != 0 { ranges.append(first...last) }
    return ranges
  }
}
