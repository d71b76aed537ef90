/// The markup of one file of an e-book while it is written.
///
/// Where a link leads within the book is left open, since the file of its target may not be known
/// yet: `LinkSite` keeps the place.
struct XHTMLText: Sendable {
  /// A place for the name of the file a link leads to, just before `#`.
  struct LinkSite: Sendable {
    /// Byte offset in `bytes`.
    let offset: Int
    /// The name by which the target was defined; see `define`.
    let target: String
  }

  private(set) var bytes: [UInt8] = []
  private(set) var links: [LinkSite] = []
  /// The names that links reach here, in order.
  private(set) var definitions: [String] = []
  /// How many characters were left out because XML has no place for them.
  private(set) var removed = 0

  /// Appends markup as it is.
  mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

  /// Appends a line feed.
  mutating func endLine() { bytes.append(0x0A) }

  /// Appends one character of text by its UTF-8.
  @inline(__always)
  mutating func character(_ scalar: UnsafeBufferPointer<UInt8>) {
    if scalar.count == 1 {
      let byte = scalar[0]
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case 0x09, 0x0A, 0x20...0x7E: bytes.append(byte)
      default: removed += 1
      }
    } else if XMLCharacter.isAllowed(scalar) {
      bytes.append(contentsOf: scalar)
    } else {
      removed += 1
    }
  }

  /// Appends text.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let length = min(XMLCharacter.length(bytes[index]), bytes.count - index)
        character(UnsafeBufferPointer(rebasing: bytes[index..<index + length]))
        index += length
      }
    }
  }

  /// Appends ` name="value"`.
  mutating func attribute(_ name: String, _ value: String) {
    raw(" \(name)=\"")
    quoted(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends an attribute where there is a value.
  mutating func attribute(_ name: String, ifSet value: String?) {
    if let value { attribute(name, value) }
  }

  /// Appends text within quotation marks.
  private mutating func quoted(_ value: String) {
    let kept = XMLCharacter.kept(value)
    removed += kept.removed
    for byte in kept.text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case 0x0A: raw("&#10;")
      default: bytes.append(byte)
      }
    }
  }

  /// Appends ` href` for a place in the book.
  mutating func link(to target: String, id: String) {
    raw(" href=\"")
    links.append(LinkSite(offset: bytes.count, target: target))
    raw("#\(id)\"")
  }

  /// Notes that links to `name` lead to this file.
  mutating func define(_ name: String) { definitions.append(name) }

  /// The markup with every link's file written in; `file` is this text's own, whose name links
  /// within it leave out.
  func resolved(in file: String, files: [String: String]) -> [UInt8] {
    guard !links.isEmpty else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + links.count * 16)
    var start = 0
    for site in links {
      result.append(contentsOf: bytes[start..<site.offset])
      if let other = files[site.target], other != file { result.append(contentsOf: other.utf8) }
      start = site.offset
    }
    result.append(contentsOf: bytes[start...])
    return result
  }
}

/// What XML 1.0 (§2.2) allows as a character.
enum XMLCharacter {
  /// Bytes of the UTF-8 sequence that begins with a byte.
  @inline(__always)
  static func length(_ first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }

  /// Whether a character of two bytes and more may stand in XML without harm: not the C1 controls,
  /// surrogates and noncharacters.
  @inline(__always)
  static func isAllowed(_ scalar: UnsafeBufferPointer<UInt8>) -> Bool {
    switch scalar.count {
    case 2: !(scalar[0] == 0xC2 && scalar[1] < 0xA0 && scalar[1] != 0x85)
    case 3:
      !(scalar[0] == 0xEF && scalar[1] == 0xBF && scalar[2] >= 0xBE)
        && !(scalar[0] == 0xEF && scalar[1] == 0xB7 && (0x90...0xAF).contains(scalar[2]))
    default: !(scalar[1] & 0x0F == 0x0F && scalar[2] == 0xBF && scalar[3] >= 0xBE)
    }
  }

  /// Whether a character, given in UTF-8, is written into an e-book.
  static func isKept(_ scalar: UnsafeBufferPointer<UInt8>) -> Bool {
    guard scalar.count == 1 else { return isAllowed(scalar) }
    return scalar[0] == 0x09 || scalar[0] == 0x0A || (0x20...0x7E).contains(scalar[0])
  }

  /// A text without what XML has no place for, with how many characters that were.
  static func kept(_ text: String) -> (text: String, removed: Int) {
    var kept = ""
    var removed = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFDCF, 0xFDF0...0xFFFD:
        kept.unicodeScalars.append(scalar)
      case 0x1_0000... where scalar.value & 0xFFFE != 0xFFFE: kept.unicodeScalars.append(scalar)
      default: removed += 1
      }
    }
    return (kept, removed)
  }
}
