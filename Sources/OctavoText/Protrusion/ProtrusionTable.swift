/// How far the characters of a face hang into the margins: optical margin alignment
/// (Thành 2000, “Micro-typographic extensions to the TeX typesetting system”, ch. 3).
///
/// Values are thousandths of the glyph's own width.
struct ProtrusionTable: Sendable {
  private struct Edges {
    var left: Int16 = 0
    var right: Int16 = 0
  }

  /// Edges of U+0000 to U+00FF.
  private var latin = ContiguousArray<Edges>(repeating: Edges(), count: 0x100)
  /// Edges of U+2010 to U+203F: dashes, quotes, ellipsis.
  private var punctuation = ContiguousArray<Edges>(repeating: Edges(), count: 0x30)

  /// Thousandths of the glyph's width that hang over an edge.
  func value(_ scalar: UInt32, at edge: Protrusion.Edge) -> Int32 {
    let edges: Edges
    switch scalar {
    case 0..<0x100: edges = latin[Int(scalar)]
    case 0x2010..<0x2040: edges = punctuation[Int(scalar - 0x2010)]
    default: return 0
    }
    return Int32(edge == .left ? edges.left : edges.right)
  }

  private init(_ groups: [Protrusion.Group]) {
    for group in groups {
      for scalar in group.characters.unicodeScalars {
        let edges = Edges(left: Int16(group.left), right: Int16(group.right))
        switch scalar.value {
        case 0..<0x100: latin[Int(scalar.value)] = edges
        case 0x2010..<0x2040: punctuation[Int(scalar.value - 0x2010)] = edges
        default: break
        }
      }
    }
  }

  /// The table of a family, or the one for any other.
  static func of(family: String) -> ProtrusionTable { tables[family.lowercased()] ?? general }

  private static let general = ProtrusionTable(Protrusion.general)
  private static let tables: [String: ProtrusionTable] = [
    "eb garamond": ProtrusionTable(Protrusion.general + Protrusion.garamond),
    "jetbrains mono": ProtrusionTable([]),
  ]
}
