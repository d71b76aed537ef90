import OctavoBase
import OctavoText

/// Writes an embedded face: a composite font with its outlines, widths and characters
/// (ISO 32000-1, 9.7 to 9.10).
struct FaceObjects {
  private let face: EmbeddedFace
  private let compressor: Compressor
  /// Meanings by ascending code, one for each.
  private let order: [Int]

  init(_ face: EmbeddedFace, _ compressor: Compressor) {
    self.face = face
    self.compressor = compressor
    let sorted = face.codes.indices.sorted {
      (face.codes[$0].number, $0) < (face.codes[$1].number, $1)
    }
    var order: [Int] = []
    for index in sorted where order.last.map({ face.codes[$0].number }) != face.codes[index].number
    {
      order.append(index)
    }
    self.order = order
  }

  /// Writes the face under the number `font`.
  func write(_ font: Int, to output: inout PDFOutput) throws(OctavoError) {
    let name = tag + "+" + face.subset.description.name
    let program = try writeProgram(to: &output)
    let descriptor = try writeDescriptor(name, program, to: &output)
    let descendant = try writeDescendant(name, descriptor, to: &output)
    let characters = try output.addStream("", CharacterMap(face, order).bytes, compressor)
    output.beginObject(font)
    output.append("<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/")
    output.append(ascii: name)
    output.append("/DescendantFonts[")
    output.append(reference: descendant)
    output.append("]/ToUnicode")
    output.append(reference: characters)
    output.append(">>")
    try output.endObject()
  }

  /// Six letters that tell subsets apart, by what is in this one (ISO 32000-1, 9.6.4).
  private var tag: String {
    var builder = FingerprintBuilder()
    builder.combine(face.subset.description.name)
    for meaning in face.meanings.all {
      builder.combine(Int(meaning.glyph))
      builder.combine(meaning.text)
    }
    var rest = builder.finish().high
    var letters: [UInt8] = []
    for _ in 0..<6 {
      letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
      rest /= 26
    }
    return String(decoding: letters, as: UTF8.self)
  }

  private func writeProgram(to output: inout PDFOutput) throws(OctavoError) -> Int {
    switch face.subset.program {
    case .trueType(let bytes):
      try output.addStream("/Length1 \(bytes.count)", bytes, compressor)
    case .compactFont(let bytes):
      try output.addStream("/Subtype/CIDFontType0C", bytes, compressor)
    }
  }

  private func writeDescriptor(
    _ name: String, _ program: Int, to output: inout PDFOutput
  ) throws(OctavoError) -> Int {
    let description = face.subset.description
    let number = output.allocate()
    output.beginObject(number)
    output.append("<</Type/FontDescriptor/FontName/")
    output.append(ascii: name)
    // Symbolic, since codes are of no standard encoding; and italic (ISO 32000-1, table 123).
    output.append("/Flags")
    output.append(integer: description.italicAngle == 0 ? 4 : 4 + 64)
    output.append("/FontBBox[")
    for edge in description.box { output.append(integer: edge) }
    output.append("]/ItalicAngle")
    output.append(integer: description.italicAngle)
    output.append("/Ascent")
    output.append(integer: description.ascent)
    output.append("/Descent")
    output.append(integer: description.descent)
    output.append("/CapHeight")
    output.append(integer: description.capHeight)
    // Asked for, known to no font file, used by no reader that has the outlines.
    output.append("/StemV 80")
    if case .trueType = face.subset.program {
      output.append("/FontFile2")
    } else {
      output.append("/FontFile3")
    }
    output.append(reference: program)
    output.append(">>")
    try output.endObject()
    return number
  }

  private func writeDescendant(
    _ name: String, _ descriptor: Int, to output: inout PDFOutput
  ) throws(OctavoError) -> Int {
    var glyphs: Int?
    if case .trueType = face.subset.program {
      glyphs = try output.addStream("", glyphMap, compressor)
    }
    let number = output.allocate()
    output.beginObject(number)
    output.append("<</Type/Font/BaseFont/")
    output.append(ascii: name)
    if let glyphs {
      output.append("/Subtype/CIDFontType2/CIDToGIDMap")
      output.append(reference: glyphs)
    } else {
      output.append("/Subtype/CIDFontType0")
    }
    output.append("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")
    output.append("/FontDescriptor")
    output.append(reference: descriptor)
    output.append("/DW 0/W[")
    appendWidths(to: &output)
    output.append("]>>")
    try output.endObject()
    return number
  }

  /// Two bytes a code: its glyph.
  private var glyphMap: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 2)
    for index in order where face.codes[index].number > 0 {
      let glyph = face.glyphs[index]
      bytes += [UInt8(glyph >> 8), UInt8(glyph & 0xFF)]
    }
    return bytes
  }

  /// Runs of neighbouring codes: the first, then the widths.
  private func appendWidths(to output: inout PDFOutput) {
    var next = -1
    for index in order {
      let code = face.codes[index]
      if Int(code.number) != next {
        if next >= 0 { output.append("]") }
        output.append(integer: Int(code.number))
        output.append("[")
      }
      output.append(integer: Int(code.width))
      next = Int(code.number) + 1
    }
    if next >= 0 { output.append("]") }
  }
}
