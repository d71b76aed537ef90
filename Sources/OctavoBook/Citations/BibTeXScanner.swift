import OctavoBase

/// Cuts a BibTeX file into entries and their fields, with the place of each; what is broken is
/// reported, and the next entry is read.
///
/// The language is that of BibTeX 0.99 (Patashnik, “BibTeXing”, 1988): text between entries is a
/// comment, values are in braces or quotes, numbers or names of strings, joined by `#`.
struct BibTeXScanner {
  /// A piece of a value.
  enum Piece {
    case text(String, Range<Int>)
    /// The name of a string defined elsewhere.
    case name(String, Range<Int>)
  }

  struct Field {
    let name: String
    let nameRange: Range<Int>
    let value: [Piece]
  }

  struct Entry {
    let type: String
    let typeRange: Range<Int>
    let key: String
    let keyRange: Range<Int>
    let fields: [Field]
  }

  private let file: SourceFile
  private let bytes: [UInt8]
  /// Where the brace that closes each open one stands; 0 for one that is never closed.
  private let partners: [Int: Int]
  private var index = 0
  /// Where the next line that begins with `@` begins: no value in quotes reaches it.
  private var limit = 0

  private(set) var entries: [Entry] = []
  /// The strings that the file defines.
  private(set) var strings: [Field] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile) {
    self.file = file
    bytes = file.text
    partners = Self.partners(bytes)
    while let start = nextEntry() { read(from: start) }
  }

  private static func partners(_ bytes: [UInt8]) -> [Int: Int] {
    var partners: [Int: Int] = [:]
    var open: [Int] = []
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "{") { open.append(index) }
      if byte == UInt8(ascii: "}"), let start = open.popLast() { partners[start] = index }
    }
    return partners
  }

  // MARK: Entries

  private mutating func nextEntry() -> Int? {
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "@") { return index }
      index += 1
    }
    return nil
  }

  private mutating func read(from start: Int) {
    index = start + 1
    limit = nextLine(after: start)
    skipBlanks()
    let typeRange = name()
    let type = text(typeRange).lowercased()
    skipBlanks()
    guard !type.isEmpty, index < bytes.count else { return }
    // What a comment holds is no entry.
    guard type != "comment" else {
      if let end = partners[index] { index = end + 1 }
      return
    }
    let opening = bytes[index]
    guard opening == UInt8(ascii: "{") || opening == UInt8(ascii: "(") else { return }
    guard let end = end(from: index, opening) else {
      report(
        "the entry is never closed", start..<typeRange.upperBound,
        ["end it with } and look for a brace missing in its fields"])
      index = limit
      return
    }
    index += 1
    switch type {
    case "preamble": break
    case "string": strings += fields(until: end)
    default: readEntry(type, typeRange, until: end)
    }
    index = max(index, end + 1)
  }

  private mutating func readEntry(_ type: String, _ typeRange: Range<Int>, until end: Int) {
    skipBlanks()
    let start = index
    while index < end, bytes[index] != UInt8(ascii: ","), !isBlank(bytes[index]) { index += 1 }
    let keyRange = start..<index
    let key = text(keyRange)
    skipBlanks()
    guard !key.isEmpty, !key.contains("=") else {
      return report("the entry has no key", typeRange, ["write @\(type){key, title = {…}, …}"])
    }
    if index < end, bytes[index] == UInt8(ascii: ",") {
      index += 1
    } else if index < end {
      report("a comma is missing after the key '\(key)'", keyRange)
    }
    entries.append(
      Entry(
        type: type, typeRange: typeRange, key: key, keyRange: keyRange, fields: fields(until: end)))
  }

  /// Past an entry: the brace that closes it, or the first parenthesis outside braces and quotes.
  private func end(from start: Int, _ opening: UInt8) -> Int? {
    // A brace that closes an entry behind the beginning of the next belongs to another.
    if opening == UInt8(ascii: "{") { return partners[start].flatMap { $0 < limit ? $0 : nil } }
    var place = start + 1
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: ")"): return place
      case UInt8(ascii: "{"):
        guard let partner = partners[place] else { return nil }
        place = partner
      case UInt8(ascii: "@") where place >= limit: return nil
      default: break
      }
      place += 1
    }
    return nil
  }

  /// Where the next line with an entry begins.
  private func nextLine(after start: Int) -> Int {
    var place = start + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "@"), startsLine(place), opensEntry(place) { return place }
      place += 1
    }
    return bytes.count
  }

  /// Whether a name and a brace follow an `@`.
  private func opensEntry(_ place: Int) -> Bool {
    var index = place + 1
    while index < bytes.count, isLetter(bytes[index]) { index += 1 }
    guard index > place + 1 else { return false }
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
    return index < bytes.count && "{(".utf8.contains(bytes[index])
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func startsLine(_ place: Int) -> Bool {
    var before = place
    while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
    return before == 0 || bytes[before - 1] == 0x0A
  }

  // MARK: Fields

  private mutating func fields(until end: Int) -> [Field] {
    var found: [Field] = []
    while true {
      skipBlanks()
      while index < end, bytes[index] == UInt8(ascii: ",") {
        index += 1
        skipBlanks()
      }
      guard index < end else { return found }
      guard let field = field(until: end) else {
        skipField(until: end)
        continue
      }
      found.append(field)
      skipBlanks()
      if index < end, bytes[index] != UInt8(ascii: ",") {
        report("a comma is missing after the field '\(field.name)'", field.nameRange)
      }
    }
  }

  private mutating func field(until end: Int) -> Field? {
    let range = name()
    skipBlanks()
    guard !range.isEmpty, index < end, bytes[index] == UInt8(ascii: "=") else {
      let place = range.isEmpty ? index..<index + 1 : range
      report(
        range.isEmpty ? "this is no field" : "the field '\(text(range))' has no value", place,
        ["write a field as name = {value}"])
      return nil
    }
    index += 1
    var pieces: [Piece] = []
    while true {
      skipBlanks()
      guard let piece = piece(until: end) else {
        report("the field '\(text(range))' has no value", range, ["write \(text(range)) = {value}"])
        return pieces.isEmpty
          ? nil : Field(name: text(range).lowercased(), nameRange: range, value: pieces)
      }
      pieces.append(piece)
      skipBlanks()
      guard index < end, bytes[index] == UInt8(ascii: "#") else { break }
      index += 1
    }
    return Field(name: text(range).lowercased(), nameRange: range, value: pieces)
  }

  private mutating func piece(until end: Int) -> Piece? {
    guard index < end else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "{"):
      guard let partner = partners[index], partner < end else { return nil }
      let range = index + 1..<partner
      index = partner + 1
      return .text(text(range), range)
    case UInt8(ascii: "\""): return quoted(until: end)
    default:
      let range = name()
      guard !range.isEmpty else { return nil }
      let word = text(range)
      return word.allSatisfy(\.isNumber) ? .text(word, range) : .name(word.lowercased(), range)
    }
  }

  private mutating func quoted(until end: Int) -> Piece? {
    var place = index + 1
    while place < end, bytes[place] != UInt8(ascii: "\"") {
      if bytes[place] == UInt8(ascii: "{") {
        guard let partner = partners[place], partner < end else { break }
        place = partner
      }
      place += 1
    }
    guard place < end, bytes[place] == UInt8(ascii: "\"") else {
      report("the quotation mark is never closed", index..<index + 1)
      return nil
    }
    let range = index + 1..<place
    index = place + 1
    return .text(text(range), range)
  }

  /// Past what is no field: to the next comma outside braces.
  private mutating func skipField(until end: Int) {
    while index < end, bytes[index] != UInt8(ascii: ",") {
      if bytes[index] == UInt8(ascii: "{"), let partner = partners[index], partner < end {
        index = partner
      }
      index += 1
    }
  }

  // MARK: Bytes

  /// A name of a type, a field or a string: all that has no meaning of its own.
  private mutating func name() -> Range<Int> {
    let start = index
    while index < bytes.count, !isBlank(bytes[index]), !"@{}()\"#%,='~".utf8.contains(bytes[index])
    {
      index += 1
    }
    return start..<index
  }

  private mutating func skipBlanks() {
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
  }

  private func isBlank(_ byte: UInt8) -> Bool { AttributeParser.isSpace(byte) }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func report(_ message: String, _ range: Range<Int>, _ hints: [String] = []) {
    let span = SourceSpan(file: file.id, start: range.lowerBound, end: range.upperBound)
    diagnostics.append(Diagnostic(.warning, "book.broken-bibtex", message, at: span, hints: hints))
  }
}
