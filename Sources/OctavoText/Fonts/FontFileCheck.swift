/// Finds out, from its first bytes, whether a file is a whole TrueType or OpenType font.
///
/// Reads only the table directory (OpenType 1.9, “Organization of an OpenType Font”): magic,
/// required tables, and that each table lies inside the file, which a truncated copy breaks.
enum FontFileCheck {
  /// More tables than any font has: 12 + 16 × 200 bytes.
  private static let headSize = 3_212
  /// Tables that shaping and drawing cannot do without.
  private static let required = ["cmap", "head", "hhea", "hmtx", "maxp"]

  /// What is wrong with the file at `path`; nil where nothing is.
  static func fault(atPath path: String) -> String? {
    guard let (head, fileSize) = FileBytes.readHead(path, count: headSize) else {
      return "cannot be read"
    }
    guard head.count >= 12 else { return "is \(fileSize) bytes long, too short for a font" }
    switch tag(head, 0) {
    case "\0\u{1}\0\0", "OTTO", "true": break
    case "wOFF", "wOF2": return "is a web font (WOFF); a TrueType or OpenType font is needed"
    case "ttcf": return "is a font collection; a file with a single face is needed"
    default: return "is not a TrueType or OpenType font"
    }
    let count = Int(head[4]) << 8 | Int(head[5])
    guard 12 + 16 * count <= head.count else { return "has a damaged table directory" }
    var present: Set<String> = []
    for index in 0..<count {
      let entry = 12 + 16 * index
      let name = tag(head, entry)
      guard number(head, entry + 8) + number(head, entry + 12) <= fileSize else {
        return "is cut off: its table '\(name)' ends past the end of the file"
      }
      present.insert(name)
    }
    if let missing = required.first(where: { !present.contains($0) }) {
      return "has no table '\(missing)'"
    }
    return nil
  }

  private static func tag(_ bytes: [UInt8], _ offset: Int) -> String {
    String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    (0..<4).reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }
}
