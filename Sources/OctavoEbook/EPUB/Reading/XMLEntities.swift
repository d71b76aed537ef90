/// The entities a text may name: XML's five, and those its document type declares.
struct XMLEntities {
  private var declared: [String: String] = [:]
  /// Whether others may be declared in a file that is not read: their names are taken on trust
  /// (XML 1.0 §4.1, “Entity Declared”).
  private var mayBeElsewhere = false

  /// What a text says with its references replaced; nil where one is not known.
  func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    var rest = bytes
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += String(decoding: rest[..<start], as: UTF8.self)
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ";")),
        let value = value(of: String(decoding: rest[(start + 1)..<end], as: UTF8.self))
      else { return nil }
      text += value
      rest = rest[(end + 1)...]
    }
    return text + String(decoding: rest, as: UTF8.self)
  }

  private func value(of name: String) -> String? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case _ where name.hasPrefix("#"): return Self.character(name.dropFirst())
    default:
      guard XMLSyntax.isName(name), name.utf8.allSatisfy(XMLSyntax.isNameByte) else { return nil }
      return declared[name] ?? (mayBeElsewhere ? "\u{FFFD}" : nil)
    }
  }

  private static func character(_ digits: Substring) -> String? {
    let isHexadecimal = digits.hasPrefix("x")
    let number = isHexadecimal ? digits.dropFirst() : digits
    guard number.allSatisfy(\.isHexDigit),
      let value = UInt32(number, radix: isHexadecimal ? 16 : 10),
      let scalar = Unicode.Scalar(value), XMLSyntax.isCharacter(scalar)
    else { return nil }
    return String(scalar)
  }

  /// Takes over what a document type declares; the first of two holds (§4.2).
  mutating func declare(in documentType: ArraySlice<UInt8>) {
    let text = String(decoding: documentType, as: UTF8.self)
    let head = text.prefix { $0 != "[" }
    mayBeElsewhere =
      head.contains("PUBLIC") || head.contains("SYSTEM") || text.contains("<!ENTITY %")
    for match in text.matches(of: /<!ENTITY\s+([^\s%]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/) {
      let name = String(match.1)
      if declared[name] == nil { declared[name] = String(match.2 ?? match.3 ?? "") }
    }
  }
}
