import CHarfBuzz
package import OctavoBase

/// The part of a face that a document carries: the glyphs it uses, renumbered, and what a reader
/// must know to place them.
///
/// Cut by HarfBuzz. Tables that only shaping, names or hinting need stay behind.
package struct FontSubset: Sendable {
  /// Outlines in one of the two kinds that documents embed.
  package enum Program: Sendable {
    /// A whole font file with `glyf` outlines.
    case trueType([UInt8])
    /// The table `CFF ` alone.
    case compactFont([UInt8])
  }

  /// What a reader goes by where it lacks the outlines; lengths in thousandths of the em.
  package struct Description: Sendable {
    /// The PostScript name, of characters that PDF names take as they are.
    package let name: String
    package let ascent: Int
    /// Negative below the baseline.
    package let descent: Int
    package let capHeight: Int
    /// Left, bottom, right and top of all the face's outlines.
    package let box: [Int]
    /// Degrees counterclockwise from upright; negative for an italic.
    package let italicAngle: Int
  }

  package let program: Program
  package let description: Description
  /// The number by which a composite font reaches each glyph asked for, in the order asked.
  package let numbers: [UInt16]
  /// Advance widths in thousandths of the em, in the same order.
  package let advances: [Int]

  /// Cuts `glyphs`, each named once, from a font file; throws where it can't be read or is damaged.
  package init(
    path: String, faceIndex: Int, glyphs: [UInt16]
  ) throws(OctavoError) {
    guard let face = HarfBuzzFace(path: path, faceIndex: faceIndex) else {
      throw OctavoError(
        .missingInput, "font.unreadable", "the font “\(path)” cannot be opened for embedding")
    }
    guard let cut = Self.cut(glyphs, from: face) else {
      throw OctavoError(
        .badInput, "font.no-subset", "the font “\(path)” is damaged: no part of it can be embedded")
    }
    (program, numbers) = cut
    let font = HarfBuzzFont(face)
    advances = glyphs.map { Self.thousandths(font.advance(ofGlyph: UInt32($0))) }
    description = Description(face, font)
  }

  private static func thousandths(_ emFraction: Int32) -> Int {
    (Int(emFraction) * 1000 + Int(HarfBuzzFont.scale) / 2) >> 16
  }

  // MARK: - Cutting

  /// Tables a document has no use for.
  private static let dropped = [
    "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "name", "OS/2", "post", "cmap", "DSIG",
    "FFTM", "gasp", "hdmx", "VDMX", "LTSH", "PCLT", "STAT", "meta", "Silf", "Sill", "Glat", "Gloc",
    "Feat",
  ]

  private static func cut(
    _ glyphs: [UInt16], from face: HarfBuzzFace
  ) -> (Program, [UInt16])? {
    guard let input = hb_subset_input_create_or_fail() else { return nil }
    defer { hb_subset_input_destroy(input) }
    let wanted = hb_subset_input_glyph_set(input)
    for glyph in glyphs { hb_set_add(wanted, UInt32(glyph)) }
    let drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for table in dropped { hb_set_add(drop, tag(table)) }
    let flags = HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue
    hb_subset_input_set_flags(input, UInt32(flags))
    guard let plan = hb_subset_plan_create_or_fail(face.pointer, input) else { return nil }
    defer { hb_subset_plan_destroy(plan) }
    guard let subset = hb_subset_plan_execute_or_fail(plan) else { return nil }
    defer { hb_face_destroy(subset) }
    let mapping = hb_subset_plan_old_to_new_glyph_mapping(plan)
    guard let program = program(of: subset) else { return nil }
    var numbers = glyphs.map { UInt16(truncatingIfNeeded: hb_map_get(mapping, UInt32($0))) }
    if case .compactFont(let bytes) = program, let own = CompactFontIdentifiers(bytes).numbers {
      numbers = numbers.map { Int($0) < own.count ? own[Int($0)] : 0 }
    }
    return (program, numbers)
  }

  private static func program(of face: OpaquePointer) -> Program? {
    let compact = bytes(hb_face_reference_table(face, tag("CFF ")))
    if !compact.isEmpty {
      return .compactFont(compact)
    }
    let whole = bytes(hb_face_reference_blob(face))
    return whole.isEmpty ? nil : .trueType(whole)
  }

  private static func tag(_ name: String) -> hb_tag_t { hb_tag_from_string(name, 4) }

  /// The bytes of a blob, which is released.
  private static func bytes(_ blob: OpaquePointer?) -> [UInt8] {
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length), length > 0 else { return [] }
    return Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
  }
}

extension FontSubset.Description {
  fileprivate init(_ face: HarfBuzzFace, _ font: HarfBuzzFont) {
    let metrics = FontMetrics(of: font)
    func thousandths(_ value: Int32) -> Int { (Int(value) * 1000) >> 16 }
    ascent = thousandths(metrics.ascender)
    descent = thousandths(metrics.descender)
    capHeight = thousandths(metrics.capHeight)
    name = Self.postScriptName(of: face)
    box = Self.box(of: face)
    italicAngle = Int(hb_style_get_value(font.pointer, HB_STYLE_TAG_SLANT_ANGLE).rounded())
  }

  /// The face's own name without the characters that PDF names must escape.
  private static func postScriptName(of face: HarfBuzzFace) -> String {
    var length: UInt32 = 128
    let name = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
      hb_ot_name_get_utf8(
        face.pointer, hb_ot_name_id_t(6), hb_language_from_string("en", -1), &length,
        buffer.baseAddress)
      return buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }
    }
    let plain = name.filter { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return plain.isEmpty ? "Unnamed" : String(decoding: plain, as: UTF8.self)
  }

  /// From the table `head`: four signed numbers at byte 36, in units of the design grid.
  private static func box(of face: HarfBuzzFace) -> [Int] {
    let blob = hb_face_reference_table(face.pointer, hb_tag_from_string("head", 4))
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length), length >= 44 else {
      return [0, -250, 1000, 1000]
    }
    let bytes = UnsafeRawBufferPointer(start: data, count: Int(length))
    return stride(from: 36, to: 44, by: 2).map { offset in
      let value = Int16(bitPattern: UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1]))
      return Int(value) * 1000 / max(face.unitsPerEm, 1)
    }
  }
}
