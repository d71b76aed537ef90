/// Hyphenation patterns of one language (Liang 1983), from a dictionary in libhyphen's format.
struct HyphenDictionary: Sendable {
  /// How a dictionary spells letters.
  enum Charset: String {
    case utf8 = "UTF-8"
    case latin1 = "ISO8859-1"
  }

  let charset: Charset
  /// What the dictionary is made for.
  let limits: PatternFile.Limits
  private let compoundLimits: PatternFile.Limits
  /// The level of words; before it, where the file has one, the level of compounds.
  private let levels: [PatternAutomaton]

  init?(path: String) {
    guard let bytes = FileBytes.read(path),
      let file = bytes.withUnsafeBufferPointer({ PatternFile($0) })
    else { return nil }
    charset = file.charset
    limits = file.levels[0].limits
    compoundLimits = file.levels[0].compoundLimits
    levels = file.levels.map { PatternAutomaton($0.trie) }
  }

  /// What is wrong with a dictionary file, by its first line; nil where nothing is.
  static func fault(atPath path: String) -> String? {
    guard let (head, _) = FileBytes.readHead(path, count: 32) else { return "cannot be read" }
    let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
    if Charset(rawValue: String(decoding: line, as: UTF8.self)) != nil { return nil }
    return "does not begin with its character set, UTF-8 or ISO8859-1"
  }

  /// Divides a word: an odd mark says that the word may be divided after that byte.
  ///
  /// - Parameters:
  ///   - word: in lower case, in the dictionary's charset.
  ///   - limits: fewest letters between a division and a joint of a compound.
  ///   - marks: as many as the word has bytes.
  func mark(
    _ word: UnsafeBufferPointer<UInt8>, limits: PatternFile.Limits,
    into marks: UnsafeMutableBufferPointer<UInt8>
  ) {
    guard levels.count > 1 else { return levels[0].mark(word, into: marks) }
    markCompound(word, compoundLimits.and(limits), after: false, before: false, into: marks)
  }

  /// Divides a compound or a part of one, as libhyphen does: at the joints that the first level knows,
  /// and each part by itself; what has no joint by the level of words.
  ///
  /// - Parameters:
  ///   - after: whether it stands after a joint.
  ///   - before: whether it stands before one.
  private func markCompound(
    _ word: UnsafeBufferPointer<UInt8>, _ limits: PatternFile.Limits, after: Bool, before: Bool,
    into marks: UnsafeMutableBufferPointer<UInt8>
  ) {
    levels[0].mark(word, into: marks)
    guard marks.contains(where: { $0 & 1 == 1 }) else {
      levels[1].mark(word, into: marks)
      return clear(
        marks, of: word, first: after ? limits.left - 1 : 0, last: before ? limits.right : 0)
    }
    var start = 0
    for place in word.indices where marks[place] & 1 == 1 || place == word.count - 1 {
      defer { start = place + 1 }
      guard place - start > 1 else { continue }
      // The marks of the part's last two bytes stay the first level's.
      let (last, joint) = (marks[place - 1], marks[place])
      markCompound(
        UnsafeBufferPointer(rebasing: word[start...place]), limits, after: start > 0 || after,
        before: joint & 1 == 1 || before,
        into: UnsafeMutableBufferPointer(rebasing: marks[start...place]))
      (marks[place - 1], marks[place]) = (last, joint)
    }
  }

  /// Takes away the marks of a part's first letters and of its last.
  private func clear(
    _ marks: UnsafeMutableBufferPointer<UInt8>, of part: UnsafeBufferPointer<UInt8>, first: Int,
    last: Int
  ) {
    let count = part.indices.count { endsLetter(part, $0) }
    var letter = 0
    for index in part.indices where endsLetter(part, index) {
      letter += 1
      if letter <= first || count - letter < last { marks[index] = 0 }
    }
  }

  /// Whether a byte of a word is the last of a letter's, which has the letter's mark.
  @inline(__always)
  func endsLetter(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    charset == .latin1 || index + 1 == word.count || word[index + 1] & 0xC0 != 0x80
  }
}
