/// A hyphenation dictionary in libhyphen's format, read but not yet made an automaton.
///
/// The first line names the character set; then come patterns, one a line, and settings. A line
/// `NEXTLEVEL` parts the divisions between the parts of compounds from those within words.
/// Rules that change the spelling (`/`) are left out, as their divisions are not used.
struct PatternFile {
  /// Fewest letters before and after a division; 0 where none is stated.
  struct Limits: Sendable {
    var left = 0
    var right = 0

    /// The stricter of two.
    func and(_ other: Limits) -> Limits {
      Limits(left: max(left, other.left), right: max(right, other.right))
    }
  }

  /// One level's patterns.
  struct Level {
    var trie = PatternTrie()
    /// Of words.
    var limits = Limits()
    /// Of a compound's parts where they meet others.
    var compoundLimits = Limits()
  }

  let charset: HyphenDictionary.Charset
  /// One or two, the level of compounds first.
  private(set) var levels: [Level]

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var lines = LineScanner(bytes)
    guard let first = lines.next(),
      let charset = HyphenDictionary.Charset(rawValue: String(decoding: first, as: UTF8.self))
    else { return nil }
    self.charset = charset
    levels = [Level()]
    while let line = lines.next() {
      guard let lead = line.first, lead != 0x25, lead != 0x23 else { continue }
      if (0x41...0x5A).contains(lead), line.count > 8 {
        set(String(decoding: line, as: UTF8.self))
      } else if !line.contains(0x2F) {
        let end = line.firstIndex { $0 <= 0x20 } ?? line.endIndex
        levels[levels.count - 1].trie.add(UnsafeBufferPointer(rebasing: line[..<end]))
      }
    }
    for index in levels.indices { levels[index].trie.link() }
  }

  /// A limit of more letters is as good as one of so many: no word has more.
  private static let mostLetters = 100

  private mutating func set(_ line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    let value = words.count > 1 ? min(max(Int(words[1]) ?? 0, 0), Self.mostLetters) : 0
    let last = levels.count - 1
    switch words[0] {
    case "NEXTLEVEL" where last == 0: levels.append(Level())
    case "LEFTHYPHENMIN": levels[last].limits.left = value
    case "RIGHTHYPHENMIN": levels[last].limits.right = value
    case "COMPOUNDLEFTHYPHENMIN": levels[last].compoundLimits.left = value
    case "COMPOUNDRIGHTHYPHENMIN": levels[last].compoundLimits.right = value
    default: break  // NOHYPHEN and such concern characters that are not letters
    }
  }
}

/// Lines of a text up to their first blank, without copying.
struct LineScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next line without its end.
  mutating func next() -> UnsafeBufferPointer<UInt8>? {
    guard offset < bytes.count else { return nil }
    let start = offset
    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    var end = offset
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    offset += 1
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}
