package import OctavoBase

/// Turns typewriter punctuation into a language's own: quotes, apostrophes, dashes, ellipses.
///
/// Works on the text of one block, across emphasis and links. Characters that are typographic
/// already stay; a backslash before a quote, hyphen or full stop keeps it as it is.
package struct SmartPunctuation: Sendable {
  private let marks: QuotationMarks
  private let elisions: Set<String>
  /// Whether a backslash keeps the mark after it; else it is a character like any other.
  var readsEscapes = true

  package init(language: LanguageTag) {
    marks = QuotationMarks.of(language)
    elisions = Self.elisions[language.language] ?? []
  }

  /// Words that begin with an apostrophe.
  private static let elisions: [String: Set<String>] = [
    "en": [
      "tis", "twas", "twere", "twill", "twould", "em", "til", "cause", "n", "neath", "tween",
      "gainst", "cept", "bout", "round",
    ],
    "de": ["s", "n", "ne", "nen", "nem", "ner"],
  ]

  /// The text of a title, a caption or any other piece that stands alone.
  package func apply(to text: String) -> String {
    var run = TextRun()
    let piece = run.add(Array(text.utf8))
    return Self.needsWork(run.bytes) ? convert(run).string(piece) : text
  }

  /// Whether any byte may have to change.
  static func needsWork(_ bytes: some Sequence<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): return true
      case UInt8(ascii: "-") where last == byte, UInt8(ascii: ".") where last == byte: return true
      default: last = byte
      }
    }
    return false
  }

  func convert(_ run: TextRun) -> TextRun {
    var pass = Pass(
      run: run, marks: marks, elisions: elisions, readsEscapes: readsEscapes)
    return pass.result()
  }
}

/// One walk over a block's text.
private struct Pass {
  /// What stands beside a quote.
  enum Neighbour {
    case space, opening, dash, letter, digit, closing
  }

  struct OpenQuote {
    let character: UInt8
    let pair: QuotationMarks.Pair
  }

  let run: TextRun
  let marks: QuotationMarks
  let elisions: Set<String>
  let readsEscapes: Bool
  var output: [UInt8] = []
  var index = 0
  var previous = Neighbour.space
  var open: [OpenQuote] = []

  /// Deepest quoting followed; text without sense must not grow the list for ever.
  static let deepest = 16

  init(run: TextRun, marks: QuotationMarks, elisions: Set<String>, readsEscapes: Bool) {
    self.readsEscapes = readsEscapes
    self.run = run
    self.marks = marks
    self.elisions = elisions
    output.reserveCapacity(run.bytes.count + 64)
  }

  mutating func result() -> TextRun {
    var pieces: [Range<Int>] = []
    pieces.reserveCapacity(run.pieces.count)
    for piece in run.pieces {
      copy(to: piece.lowerBound)
      let start = output.count
      while index < piece.upperBound { step(piece.upperBound) }
      pieces.append(start..<output.count)
    }
    return TextRun(bytes: output, pieces: pieces)
  }

  /// Copies stand-ins.
  private mutating func copy(to end: Int) {
    while index < end {
      previous = Self.neighbour(ascii: run.bytes[index])
      output.append(run.bytes[index])
      index += 1
    }
  }

  private mutating func step(_ end: Int) {
    let byte = run.bytes[index]
    switch byte {
    case UInt8(ascii: "\\")
    where readsEscapes && index + 1 < end && Self.isMark(run.bytes[index + 1]):
      output.append(run.bytes[index + 1])
      previous = .closing
      index += 2
    case UInt8(ascii: "\""), UInt8(ascii: "'"): quote(byte)
    case UInt8(ascii: "-"): dashes(end)
    case UInt8(ascii: "."): dots(end)
    case 0x80...: scalar()
    default:
      previous = Self.neighbour(ascii: byte)
      output.append(byte)
      index += 1
    }
  }

  static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }

  private mutating func scalar() {
    let (value, length) = decode(index)
    previous = Self.neighbour(value)
    output.append(contentsOf: run.bytes[index..<index + length])
    index += length
  }

  /// Two hyphens make an en dash, three an em dash; longer runs are shared out as cmark does.
  private mutating func dashes(_ end: Int) {
    let start = index
    while index < end, run.bytes[index] == UInt8(ascii: "-") { index += 1 }
    let count = index - start
    previous = .dash
    guard count > 1 else { return output.append(UInt8(ascii: "-")) }
    let en = count % 3 == 0 ? 0 : count % 2 == 0 ? count / 2 : count % 3 == 2 ? 1 : 2
    let em = (count - 2 * en) / 3
    for _ in 0..<em { output += Array("—".utf8) }
    for _ in 0..<en { output += Array("–".utf8) }
  }

  private mutating func dots(_ end: Int) {
    let isEllipsis =
      index + 2 < end && run.bytes[index + 1] == UInt8(ascii: ".")
      && run.bytes[index + 2] == UInt8(ascii: ".")
    output += isEllipsis ? Array("…".utf8) : [UInt8(ascii: ".")]
    index += isEllipsis ? 3 : 1
    previous = .closing
  }
}

// MARK: - Quotes

extension Pass {
  private mutating func quote(_ character: UInt8) {
    let next = following(index + 1)
    defer { index += 1 }
    if character == UInt8(ascii: "'"), isApostrophe(next) {
      output += Array("’".utf8)
      previous = .letter
    } else if opens(character, next) {
      let pair = pair(for: character)
      if open.count < Self.deepest { open.append(OpenQuote(character: character, pair: pair)) }
      output += Array(pair.opening.utf8)
      previous = .opening
    } else {
      output += Array(close(character).utf8)
      previous = .closing
    }
  }

  private func isOpen(_ character: UInt8) -> Bool { open.contains { $0.character == character } }

  /// An apostrophe stands between letters, before a year's last digits, in an elision, or at a
  /// word's end where no single quote is open.
  private func isApostrophe(_ next: Neighbour) -> Bool {
    switch previous {
    case .letter, .digit:
      return next == .letter || next == .digit || !isOpen(UInt8(ascii: "'"))
    case .closing: return !isOpen(UInt8(ascii: "'")) && next != .letter
    case .space, .opening, .dash: return isShortYear() || isElision()
    }
  }

  private func isShortYear() -> Bool {
    let digits = run.bytes[(index + 1)...].prefix(3).prefix { 0x30...0x39 ~= $0 }
    return digits.count == 2
  }

  private func isElision() -> Bool {
    guard !elisions.isEmpty else { return false }
    let word = run.bytes[(index + 1)...].prefix(8).prefix { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
    return elisions.contains(String(decoding: word, as: UTF8.self).lowercased())
  }

  private func opens(_ character: UInt8, _ next: Neighbour) -> Bool {
    let mayOpen = next != .space && next != .closing
    let mayClose = previous != .space && previous != .opening
    if mayOpen != mayClose { return mayOpen }
    return !isOpen(character)
  }

  /// Double quotes straight within double quotes take the inner marks.
  private func pair(for character: UInt8) -> QuotationMarks.Pair {
    if character == UInt8(ascii: "'") { return marks.inner }
    let isNested = open.last.map { $0.character == character && $0.pair == marks.outer } ?? false
    return isNested ? marks.inner : marks.outer
  }

  /// Closes the innermost quote of a kind, and any left open within it.
  private mutating func close(_ character: UInt8) -> String {
    guard let place = open.lastIndex(where: { $0.character == character }) else {
      return (character == UInt8(ascii: "'") ? marks.inner : marks.outer).closing
    }
    let closing = open[place].pair.closing
    open.removeSubrange(place...)
    return closing
  }
}

// MARK: - Neighbours

extension Pass {
  /// What follows, past any other quotes.
  private func following(_ start: Int) -> Neighbour {
    var place = start
    let limit = min(run.bytes.count, start + 8)
    while place < limit, run.bytes[place] == 0x22 || run.bytes[place] == 0x27 { place += 1 }
    guard place < run.bytes.count else { return .space }
    let byte = run.bytes[place]
    return byte < 0x80 ? Self.neighbour(ascii: byte) : Self.neighbour(decode(place).value)
  }

  private func decode(_ place: Int) -> (value: Unicode.Scalar, length: Int) {
    var length = 1
    while length < 4, place + length < run.bytes.count, run.bytes[place + length] & 0xC0 == 0x80 {
      length += 1
    }
    let text = String(decoding: run.bytes[place..<place + length], as: UTF8.self)
    return (text.unicodeScalars.first ?? "\u{FFFD}", length)
  }

  static func neighbour(ascii byte: UInt8) -> Neighbour {
    switch byte {
    case 0x00...0x20: .space
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "/"),
      UInt8(ascii: "<"), UInt8(ascii: "="):
      .opening
    case UInt8(ascii: "-"): .dash
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): .letter
    case UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "@"): .letter
    default: .closing
    }
  }

  static func neighbour(_ scalar: Unicode.Scalar) -> Neighbour {
    switch scalar {
    case "“", "‘", "„", "‚", "«", "‹", "¿", "¡": return .opening
    case "–", "—", "―", "‒", "‑": return .dash
    case "’", "”", "»", "›", "…": return .closing
    default: break
    }
    if scalar.properties.isWhitespace { return .space }
    switch scalar.properties.generalCategory {
    case .openPunctuation, .initialPunctuation: return .opening
    case .closePunctuation, .finalPunctuation, .otherPunctuation: return .closing
    case .decimalNumber: return .digit
    default: return .letter
    }
  }
}
