/// Reads what characters the codes of a face stand for: the other side of `CharacterMap`.
struct CharacterMapReader {
  /// UTF-8 by code; empty for a code that says nothing.
  private var characters: [[UInt8]] = []

  /// - Parameter bytes: the map as a PostScript resource.
  init(_ bytes: [UInt8]) {
    var reader = PDFObjectReader(bytes)
    var isInBlock = false
    while let object = reader.next() {
      switch object {
      case .keyword("beginbfchar"): isInBlock = true
      case .keyword("endbfchar"): isInBlock = false
      case .string(let code) where isInBlock && code.count == 2:
        guard let text = reader.next()?.bytes else { return }
        set(Int(code[0]) << 8 | Int(code[1]), PDFObject.text([0xFE, 0xFF] + text))
      default: break
      }
    }
  }

  private mutating func set(_ code: Int, _ text: String) {
    while characters.count <= code { characters.append([]) }
    characters[code] = Array(text.utf8)
  }

  /// Appends what a string of codes says.
  func append(_ codes: [UInt8], to text: inout [UInt8]) {
    for index in stride(from: 0, to: codes.count - 1, by: 2) {
      let code = Int(codes[index]) << 8 | Int(codes[index + 1])
      if code < characters.count { text += characters[code] }
    }
  }
}
