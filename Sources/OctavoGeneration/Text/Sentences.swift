/// Sentences of running prose, found by their closing punctuation.
package enum Sentences {
  /// Marks that close a sentence where a blank follows.
  private static let plainTerminators: Set<Character> = [".", "!", "?", "…"]
  /// Marks of other scripts that close a sentence whatever follows: of East Asia, Arabic and Urdu,
  /// Devanagari, Armenian, Ethiopic, Tibetan, Burmese, Khmer, Mongolian.
  private static let ownTerminators: Set<Character> = [
    "。", "！", "？", "｡", "．", "؟", "۔", "।", "॥", "։", "።", "፧", "༎", "།", "။", "។", "៕", "᠃", "᠉",
  ]
  /// Marks that may stand after the terminator and still belong to the sentence.
  static let closers: Set<Character> = [
    "\"", "'", "”", "’", "“", "‘", "»", "«", "›", "‹", ")", "]", "*", "_", "」", "』", "）",
  ]
  /// Titles: a name follows, so their full stop closes nothing. In small letters.
  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "mme", "sr", "sra", "st", "dott", "sig",
  ]
  /// Words whose full stop closes nothing where a small letter or a figure follows.
  private static let abbreviations: Set<String> = [
    "vs", "etc", "no", "vol", "pp", "cf", "ca", "z", "b", "d", "h", "u", "a", "bzw", "usw", "nr",
    "bspw", "p", "ex", "m", "ud", "e", "g", "i",
  ]

  package static func split(_ text: String) -> [String] {
    let characters = Array(text)
    var result: [String] = []
    var start = 0
    for end in ends(in: characters) {
      add(characters[start..<end], to: &result)
      start = end
    }
    add(characters[start...], to: &result)
    return result
  }

  private static func add(_ characters: ArraySlice<Character>, to result: inout [String]) {
    let sentence = String(characters).trimmingBlanks()
    if !sentence.isEmpty { result.append(sentence) }
  }

  /// The text up to the end of its last whole sentence; empty when it has none.
  package static func trimmedToWhole(_ text: String) -> String {
    let characters = Array(text)
    return String(characters.prefix(ends(in: characters).last ?? 0)).trimmingBlanks()
  }

  /// Whether the text ends with a whole sentence; of a script without marks for it, with a letter.
  package static func endsWhole(_ text: String) -> Bool {
    let end = text.reversed().drop { $0.isWhitespace || closers.contains($0) }
    guard let last = end.first else { return false }
    return isTerminator(last, after: end.dropFirst().first) || isUnmarked(last)
  }

  private static func isTerminator(_ mark: Character, after before: Character?) -> Bool {
    if plainTerminators.contains(mark) || ownTerminators.contains(mark) { return true }
    return mark == "\u{37E}" || mark == ";" && before.map(isGreek) ?? false
  }

  /// Greek asks with a semicolon.
  private static func isGreek(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first?.value else { return false }
    return 0x370...0x3FF ~= scalar || 0x1F00...0x1FFF ~= scalar
  }

  /// Thai and Lao: sentences have no mark, a blank parts what belongs apart.
  private static func isUnmarked(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { 0xE00...0xEFF ~= $0.value } ?? false
  }

  /// Indices just past each sentence.
  private static func ends(in characters: [Character]) -> [Int] {
    var result: [Int] = []
    var index = 0
    while index < characters.count {
      let before = index > 0 ? characters[index - 1] : nil
      guard isTerminator(characters[index], after: before) else {
        if characters[index].isWhitespace, let before, isUnmarked(before) { result.append(index) }
        index += 1
        continue
      }
      let mark = index
      index += 1
      while index < characters.count,
        isTerminator(characters[index], after: nil) || closers.contains(characters[index])
      {
        index += 1
      }
      let isOwn = ownTerminators.contains(characters[mark])
      let isApart = index == characters.count || characters[index].isWhitespace || isOwn
      if isApart, characters[mark] != "." || !isAbbreviation(characters, mark) {
        result.append(index)
      }
    }
    return result
  }

  private static func isAbbreviation(_ characters: [Character], _ stop: Int) -> Bool {
    var start = stop
    while start > 0, characters[start - 1].isLetter, stop - start < 6 { start -= 1 }
    guard start < stop else { return false }
    let word = String(characters[start..<stop])
    // A single capital is an initial; the pronoun "I" may close a sentence, but rarely does.
    if word.count == 1, word.first?.isUppercase == true { return true }
    if titles.contains(word.lowercased()) { return true }
    guard abbreviations.contains(word.lowercased()) else { return false }
    let next = characters[(stop + 1)...].first { !$0.isWhitespace }
    return next.map { $0.isLowercase || $0.isNumber } ?? false
  }
}

extension StringProtocol {
  /// The text without blanks and line ends around it.
  func trimmingBlanks() -> String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }

  /// The first so many bytes, no character broken.
  func prefix(utf8 count: Int) -> String {
    var bytes = Array(utf8.prefix(count))
    // A cut within a character leaves bytes that begin one and do not end it.
    while let last = bytes.last, last & 0xC0 == 0x80,
      String(validating: bytes, as: UTF8.self) == nil
    {
      bytes.removeLast()
    }
    if String(validating: bytes, as: UTF8.self) == nil { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The lines, empty ones included.
  var textLines: [String] {
    String(self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
