/// The characters behind the codes of a face, as readers copy and search them (ISO 32000-1, 9.10.3).
struct CharacterMap {
  private let face: EmbeddedFace
  /// Meanings by ascending code.
  private let order: [Int]

  /// Entries that one block may hold (Adobe Technical Note 5014, 7.2).
  private static let block = 100

  init(_ face: EmbeddedFace, _ order: [Int]) {
    self.face = face
    self.order = order.filter { face.codes[$0].saysText }
  }

  /// The map as a PostScript resource.
  var bytes: [UInt8] {
    var text = """
      /CIDInit/ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
      /CMapName/Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <0000><FFFF>
      endcodespacerange

      """
    for start in stride(from: 0, to: order.count, by: Self.block) {
      let entries = order[start..<min(start + Self.block, order.count)]
      text += "\(entries.count) beginbfchar\n"
      for index in entries {
        let characters = GlyphMeanings.unpack(face.meanings.all[index].text)
        text += "<\(Self.hexadecimal(face.codes[index].number))><"
        for unit in characters.utf16 { text += Self.hexadecimal(unit) }
        text += ">\n"
      }
      text += "endbfchar\n"
    }
    text += "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"
    return Array(text.utf8)
  }

  private static func hexadecimal(_ number: UInt16) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
