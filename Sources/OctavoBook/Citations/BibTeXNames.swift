/// Takes the names of BibTeX's `author` and `editor` fields apart (Patashnik, “BibTeXing”, §4).
enum BibTeXNames {
  /// - Parameter keepsParticles: what the entry says of its particles; nil: what the word tells.
  static func list(_ written: String, keepsParticles: Bool? = nil) -> PersonList {
    var list = PersonList([])
    for name in split(Array(written), at: isAnd) {
      let text = String(name)
      if trimmed(text).lowercased() == "others" {
        list.hasOthers = true
      } else if var name = self.name(Array(trimmed(text))) {
        if let keepsParticles { name.keepsParticle = keepsParticles }
        list.names.append(name)
      }
    }
    return list
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func name(_ characters: [Character]) -> PersonName? {
    guard !characters.isEmpty else { return nil }
    let parts = split(characters) { characters, index in characters[index] == "," ? 1 : 0 }
      .map { words(Array($0)) }
    switch parts.count {
    case 0: return nil
    case 1: return straight(parts[0])
    default: return inverted(parts)
    }
  }

  /// `First von Last`.
  private static func straight(_ words: [String]) -> PersonName? {
    guard let last = words.last else { return nil }
    let first = words.dropLast().firstIndex(where: isLower)
    guard let first, let end = words.dropLast().lastIndex(where: isLower) else {
      return person(last: [last], first: words.dropLast(), particle: [])
    }
    return person(last: words[(end + 1)...], first: words[..<first], particle: words[first...end])
  }

  /// `von Last, First` or `von Last, Jr, First`.
  private static func inverted(_ parts: [[String]]) -> PersonName? {
    let last = parts[0]
    let end = last.dropLast().prefix(while: isLower).endIndex
    let first = parts.count > 2 ? parts[2...].joined(separator: [","]).map(\.self) : parts[1]
    guard
      var name = person(
        last: last[end...], first: first[...], particle: last[..<end])
    else { return nil }
    if parts.count > 2 { name.suffix = TeXText.words(parts[1].joined(separator: " ")) }
    return name
  }

  private static func person(
    last: ArraySlice<String>, first: ArraySlice<String>, particle: ArraySlice<String>
  ) -> PersonName? {
    func text(_ words: ArraySlice<String>) -> String {
      TeXText.words(words.joined(separator: " ")).replacing("'", with: "’")
    }
    let family = text(last)
    guard !family.isEmpty || !first.isEmpty else { return nil }
    var name = PersonName(family: family.isEmpty ? text(first) : family)
    if !family.isEmpty { name.given = text(first) }
    name.setParticle(text(particle))
    return name
  }

  /// Whether a word's first letter outside braces is small, which makes it a particle.
  private static func isLower(_ word: String) -> Bool {
    if word.first == "{", word.dropFirst().first != "\\" { return false }
    return TeXText.words(word).first { $0.isLetter }?.isLowercase ?? false
  }

  private static func words(_ characters: [Character]) -> [String] {
    split(characters) { characters, index in
      characters[index].isWhitespace || characters[index] == "~" ? 1 : 0
    }.map { String($0) }.filter { !$0.isEmpty }
  }

  /// How many characters the word `and` with its blanks takes at a place; 0 for none.
  private static func isAnd(_ characters: [Character], _ index: Int) -> Int {
    guard characters[index].isWhitespace else { return 0 }
    var end = index
    while end < characters.count, characters[end].isWhitespace { end += 1 }
    guard end + 3 < characters.count, characters[end + 3].isWhitespace,
      String(characters[end..<end + 3]).lowercased() == "and"
    else { return 0 }
    return end + 4 - index
  }

  /// The pieces between separators outside braces; `length` gives how long one is at a place.
  private static func split(
    _ characters: [Character], at length: ([Character], Int) -> Int
  ) -> [ArraySlice<Character>] {
    var pieces: [ArraySlice<Character>] = []
    var depth = 0
    var start = 0
    var index = 0
    while index < characters.count {
      if characters[index] == "{" { depth += 1 }
      if characters[index] == "}" { depth = max(depth - 1, 0) }
      let taken = depth == 0 ? length(characters, index) : 0
      if taken > 0 {
        pieces.append(characters[start..<index])
        start = index + taken
        index = start
      } else {
        index += 1
      }
    }
    pieces.append(characters[min(start, characters.count)...])
    return pieces
  }
}
