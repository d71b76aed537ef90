/// A name a template may invent, such as a font role's: small letters, digits and hyphens, a letter
/// first, at most 40.
enum TemplateName {
  /// The same as a regular expression (ECMA 262), for the schema.
  static let pattern = "^[a-z][a-z0-9-]{0,39}$"

  static func isValid(_ name: String) -> Bool {
    guard name.utf8.count <= 40, let first = name.utf8.first, isSmallLetter(first) else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      isSmallLetter(byte) || byte == UInt8(ascii: "-")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }

  private static func isSmallLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
