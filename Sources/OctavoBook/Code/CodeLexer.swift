/// Cuts a program's text into classified stretches, in one pass; every text is taken, right or wrong.
struct CodeLexer {
  let grammar: CodeGrammar
  let bytes: ArraySlice<UInt8>
  private var index: Int
  private(set) var marks: [CodeMark] = []
  /// Whether only blanks stand before `index` on its line.
  private var isAtLineStart = true

  init(_ grammar: CodeGrammar, _ bytes: ArraySlice<UInt8>) {
    self.grammar = grammar
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// The classified stretches of the text, ascending; what is between them is plain.
  static func marks(_ grammar: CodeGrammar, _ bytes: ArraySlice<UInt8>) -> [CodeMark] {
    var lexer = CodeLexer(grammar, bytes)
    lexer.run()
    return lexer.marks
  }

  private mutating func run() {
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x0A {
        isAtLineStart = true
        index += 1
      } else if Self.isBlank(byte) {
        index += 1
      } else {
        let start = index
        step(byte)
        if index == start { index += 1 }
        isAtLineStart = false
      }
    }
  }

  /// Takes what begins at `index`; moves nowhere where it means nothing.
  private mutating func step(_ byte: UInt8) {
    if takeDelimited(from: index) || takeLineComment() || takeSection(byte) { return }
    if grammar.attributeSigns.contains(byte), takeSigned(.attribute) { return }
    if grammar.commandSigns.contains(byte), takeSigned(.keyword) { return }
    if Self.isDigit(byte) { return takeNumber() }
    if isWordStart(byte) { takeWord() }
  }

  // MARK: Comments and strings

  private mutating func takeLineComment() -> Bool {
    guard grammar.lineComments.contains(where: { hasPrefix($0, at: index) }) else { return false }
    if grammar.commentsNeedBlank, index > bytes.startIndex, !Self.isSpace(bytes[index - 1]) {
      return false
    }
    mark(.comment, to: lineEnd(index))
    return true
  }

  /// Takes a string or comment that opens at `place`; what stands before it from `index` on is
  /// its prefix.
  private mutating func takeDelimited(from place: Int) -> Bool {
    for form in grammar.delimited where hasPrefix(form.open, at: place) {
      guard let end = end(of: form, at: place + form.open.count) else { continue }
      let isKey = form.kind == .string && isFollowedByKeyEnd(end)
      mark(isKey ? .attribute : form.kind, to: end)
      return true
    }
    return false
  }

  /// Where a stretch ends whose content begins at `start`; nil where it is none after all.
  private func end(of form: CodeGrammar.Delimited, at start: Int) -> Int? {
    if form.isCharacter { return characterEnd(start) }
    var depth = 1
    var place = start
    while place < bytes.endIndex {
      if form.hasEscapes, bytes[place] == UInt8(ascii: "\\") {
        place += 2
        continue
      }
      if bytes[place] == 0x0A, !form.mayCrossLines { return place }
      if hasPrefix(form.close, at: place) {
        depth -= 1
        place += form.close.count
        if depth == 0 { return place }
      } else if form.nests, hasPrefix(form.open, at: place) {
        depth += 1
        place += form.open.count
      } else {
        place += 1
      }
    }
    return bytes.endIndex
  }

  /// The end of one character, or of one escape, and its quote.
  private func characterEnd(_ start: Int) -> Int? {
    guard start < bytes.endIndex else { return nil }
    let isEscape = bytes[start] == UInt8(ascii: "\\")
    let limit = min(bytes.endIndex, start + (isEscape ? 12 : 5))
    guard start + 1 < limit,
      let close = bytes[(start + (isEscape ? 2 : 1))..<max(limit, start + 2)]
        .firstIndex(of: UInt8(ascii: "'"))
    else { return nil }
    // Before a lifetime's name there is no closing quote at this distance.
    let isOne = isEscape || bytes[(start + 1)..<close].allSatisfy { $0 & 0xC0 == 0x80 }
    return isOne ? close + 1 : nil
  }

  private mutating func takeSection(_ byte: UInt8) -> Bool {
    guard grammar.hasSections, isAtLineStart, byte == UInt8(ascii: "[") else { return false }
    let end = lineEnd(index)
    guard let close = bytes[index..<end].lastIndex(of: UInt8(ascii: "]")) else { return false }
    mark(.type, to: close + 1)
    return true
  }

  // MARK: Words and numbers

  private mutating func takeSigned(_ kind: CodeClass) -> Bool {
    var end = index + 1
    while end < bytes.endIndex, isWordByte(bytes[end]) { end += 1 }
    guard end > index + 1 else { return false }
    mark(kind, to: end)
    return true
  }

  private mutating func takeNumber() {
    var end = index + 1
    let isHexadecimal =
      bytes[index] == UInt8(ascii: "0") && end < bytes.endIndex && bytes[end] | 0x20 == 0x78
    while end < bytes.endIndex {
      let byte = bytes[end]
      let follows = end + 1 < bytes.endIndex ? bytes[end + 1] : 0
      let isPoint = byte == UInt8(ascii: ".") && Self.isDigit(follows)
      let isSign =
        (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")) && !isHexadecimal
        && bytes[end - 1] | 0x20 == 0x65 && Self.isDigit(follows)
      guard Self.isLetter(byte) || Self.isDigit(byte) || byte == 0x5F || isPoint || isSign else {
        break
      }
      end += 1
    }
    mark(.number, to: end)
  }

  private mutating func takeWord() {
    var end = index + 1
    while end < bytes.endIndex, isWordByte(bytes[end]) { end += 1 }
    let word = String(decoding: bytes[index..<end], as: UTF8.self)
    if grammar.stringPrefixes.contains(word), end < bytes.endIndex, takeDelimited(from: end) {
      return
    }
    guard let kind = kind(of: word, endingAt: end) else {
      index = end
      return
    }
    mark(kind, to: end)
  }

  private func kind(of word: String, endingAt end: Int) -> CodeClass? {
    if isFollowedByKeyEnd(end) { return .attribute }
    let compared = grammar.ignoresCase ? word.lowercased() : word
    if grammar.keywords.contains(compared) { return .keyword }
    if grammar.types.contains(compared) { return .type }
    if grammar.hasCapitalTypes, Self.isCapitalised(word) { return .type }
    let isCall =
      grammar.hasCalls && end < bytes.endIndex && bytes[end] == UInt8(ascii: "(")
    return isCall ? .function : nil
  }

  /// Whether a key's end follows, and the word or string begins its line or its pair.
  private func isFollowedByKeyEnd(_ end: Int) -> Bool {
    guard !grammar.keyEnds.isEmpty else { return false }
    var place = end
    while place < bytes.endIndex, bytes[place] == 0x20 { place += 1 }
    guard place < bytes.endIndex, grammar.keyEnds.contains(bytes[place]) else { return false }
    guard grammar.keysNeedBlank else { return true }
    return place + 1 == bytes.endIndex || Self.isSpace(bytes[place + 1])
  }

  /// `Word`, not `WORD` and not `W`.
  private static func isCapitalised(_ word: String) -> Bool {
    guard let first = word.utf8.first, (0x41...0x5A).contains(first) else { return false }
    return word.utf8.contains { (0x61...0x7A).contains($0) }
  }

  // MARK: Bytes

  private mutating func mark(_ kind: CodeClass, to end: Int) {
    let end = min(end, bytes.endIndex)
    marks.append(CodeMark(range: index..<end, kind: kind))
    index = end
  }

  private func hasPrefix(_ prefix: [UInt8], at place: Int) -> Bool {
    place + prefix.count <= bytes.endIndex && bytes[place] == prefix[0]
      && bytes[place...].starts(with: prefix)
  }

  private func lineEnd(_ place: Int) -> Int {
    bytes[place...].firstIndex(of: 0x0A) ?? bytes.endIndex
  }

  private func isWordStart(_ byte: UInt8) -> Bool {
    Self.isLetter(byte) || byte == 0x5F || byte >= 0x80
      || grammar.wordExtras.contains(byte) && byte == UInt8(ascii: "$")
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    Self.isLetter(byte) || Self.isDigit(byte) || byte == 0x5F || byte >= 0x80
      || grammar.wordExtras.contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
  private static func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0A }
}
