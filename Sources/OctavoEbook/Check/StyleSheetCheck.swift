/// Looks through a style sheet: whether its pieces are whole, and what files it takes (CSS Syntax
/// Level 3, §4).
struct StyleSheetCheck {
  struct Fault {
    /// 1-based.
    let line: Int
    /// In words that follow the file's name.
    let words: String
  }

  /// What is not whole, in order.
  private(set) var faults: [Fault] = []
  /// The addresses of files the sheet takes.
  private(set) var links: [MarkupFacts.Link] = []

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  /// The brackets open, with their lines.
  private var open: [(bracket: UInt8, line: Int)] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    while index < bytes.count { step() }
    for bracket in open {
      fault("has “\(Character(Unicode.Scalar(bracket.bracket)))” without its end", bracket.line)
    }
  }

  private mutating func fault(_ words: String, _ line: Int) {
    faults.append(Fault(line: line, words: words))
  }

  private mutating func step() {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "/") where next(is: "/*"): skipComment()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = string(byte)
    case UInt8(ascii: "u"), UInt8(ascii: "U"): if !takeAddress() { index += 1 }
    case UInt8(ascii: "@") where next(is: "@import"): takeImport()
    case UInt8(ascii: "\\"): index += 2
    case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["):
      open.append((byte, line))
      index += 1
    case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): close(byte)
    default:
      if byte == 0x0A { line += 1 }
      index += 1
    }
  }

  private func next(is text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    return zip(
      bytes[index..<index + count], UnsafeBufferPointer(start: text.utf8Start, count: count)
    ).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  private mutating func skipComment() {
    let start = line
    index += 2
    while index < bytes.count, !next(is: "*/") {
      if bytes[index] == 0x0A { line += 1 }
      index += 1
    }
    if index >= bytes.count { fault("has a comment without its end", start) }
    index += 2
  }

  private mutating func close(_ bracket: UInt8) {
    let pairs: [UInt8: UInt8] = [
      UInt8(ascii: "}"): UInt8(ascii: "{"), UInt8(ascii: ")"): UInt8(ascii: "("),
      UInt8(ascii: "]"): UInt8(ascii: "["),
    ]
    if open.last?.bracket == pairs[bracket] {
      open.removeLast()
    } else {
      fault("has “\(Character(Unicode.Scalar(bracket)))” that ends nothing", line)
    }
    index += 1
  }

  /// A string's text; one that runs to the line's end is a fault (§4.3.5).
  private mutating func string(_ quote: UInt8) -> String {
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != quote, bytes[index] != 0x0A {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(index, bytes.count)
    if end >= bytes.count || bytes[end] != quote { fault("has a string without its end", line) }
    index = end + (end < bytes.count && bytes[end] == quote ? 1 : 0)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// `url(…)`, where it stands here.
  private mutating func takeAddress() -> Bool {
    guard next(is: "url("), index == 0 || !XMLSyntax.isNameByte(bytes[index - 1]) else {
      return false
    }
    let start = line
    index += 4
    skipSpace()
    var address = ""
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
    {
      address = string(bytes[index])
      skipSpace()
    } else {
      let first = index
      while index < bytes.count, bytes[index] != UInt8(ascii: ")"), !XMLSyntax.isSpace(bytes[index])
      {
        index += 1
      }
      address = String(decoding: bytes[first..<index], as: UTF8.self)
      skipSpace()
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ")") {
      index += 1
    } else {
      fault("has an address without its end", start)
    }
    links.append(MarkupFacts.Link(target: address, line: start, element: "url"))
    return true
  }

  private mutating func takeImport() {
    index += 7
    skipSpace()
    guard index < bytes.count,
      bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
    else { return }
    let start = line
    links.append(MarkupFacts.Link(target: string(bytes[index]), line: start, element: "@import"))
  }

  private mutating func skipSpace() {
    while index < bytes.count, XMLSyntax.isSpace(bytes[index]) {
      if bytes[index] == 0x0A { line += 1 }
      index += 1
    }
  }
}
