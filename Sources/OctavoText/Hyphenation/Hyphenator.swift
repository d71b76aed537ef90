import OctavoBase

/// Finds where tokens may be divided, by soft hyphens, a book's exceptions, and patterns
/// (Liang 1983).
struct Hyphenator {
  private let settings: HyphenationSettings
  private let dictionary: HyphenDictionary?
  private let limits: PatternFile.Limits
  /// Letters before each division, by the word in lower case.
  private let exceptions: [String: [Int]]

  /// The letters of one word of a token.
  private struct Letters {
    /// In lower case.
    var scalars: [UInt32] = []
    /// Byte offset past each letter.
    var ends: [Int] = []
    var beginsWithCapital = false

    mutating func removeAll() {
      scalars.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      beginsWithCapital = false
    }
  }

  /// Words longer than this are not divided by pattern: they are not words.
  private static let longest = 100

  /// Byte offsets of the divisions of the token last looked at, ascending.
  private(set) var places: [Int] = []
  private var letters = Letters()
  private var spelling: [UInt8] = []
  private var marks: [UInt8] = []

  init(_ settings: HyphenationSettings, dictionary: HyphenDictionary?) {
    self.settings = settings
    self.dictionary = dictionary
    limits = PatternFile.Limits(left: settings.left, right: settings.right)
    var exceptions: [String: [Int]] = [:]
    for word in settings.exceptions {
      var places: [Int] = []
      var plain = ""
      for scalar in word.lowercased().unicodeScalars {
        if scalar == "-" || scalar.value == SoftHyphens.scalar {
          places.append(plain.unicodeScalars.count)
        } else {
          plain.unicodeScalars.append(scalar)
        }
      }
      exceptions[plain] = places
    }
    self.exceptions = exceptions
  }

  /// Finds the divisions of a token, as `places`.
  mutating func divide(_ bytes: UnsafeBufferPointer<UInt8>) {
    places.removeAll(keepingCapacity: true)
    guard bytes.count >= 2, !Self.isAddress(bytes) else { return }
    if SoftHyphens.isIn(bytes) { return divideAtSoftHyphens(bytes) }
    letters.removeAll()
    var scanner = ScalarScanner(bytes)
    while let (scalar, _) = scanner.next() {
      if let lower = LetterFolding.lower(scalar) {
        if letters.scalars.isEmpty { letters.beginsWithCapital = lower != scalar }
        letters.scalars.append(lower)
        letters.ends.append(scanner.offset)
      } else if !letters.scalars.isEmpty {
        divideLetters()
        letters.removeAll()
      }
    }
    divideLetters()
  }

  /// Whether a token is no word: a number, a path, an address of some kind.
  private static func isAddress(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.contains { byte in
      (0x30...0x39).contains(byte) || byte == 0x2F || byte == 0x40 || byte == 0x5C || byte == 0x5F
    }
  }

  /// The author's own divisions, and no others, apply to a word that has some.
  private mutating func divideAtSoftHyphens(_ bytes: UnsafeBufferPointer<UInt8>) {
    for index in 2..<bytes.count where bytes[index - 1] == 0xAD && bytes[index - 2] == 0xC2 {
      if index > 2 { places.append(index) }
    }
  }

  private mutating func divideLetters() {
    let count = letters.scalars.count
    guard count >= 2 else { return }
    if !exceptions.isEmpty, let known = exceptions[word()] {
      for place in known where place > 0 && place < count { places.append(letters.ends[place - 1]) }
      return
    }
    guard let dictionary, count >= settings.minimumLetters, count <= Self.longest,
      settings.hyphenatesCapitalised || !letters.beginsWithCapital
    else { return }
    let limits = dictionary.limits.and(self.limits)
    guard count >= limits.left + limits.right, spell(dictionary.charset) else { return }
    mark(dictionary)
    spelling.withUnsafeBufferPointer { spelling in
      var letter = 0
      for index in spelling.indices where dictionary.endsLetter(spelling, index) {
        letter += 1
        if marks[index] & 1 == 1, letter >= limits.left, letter <= count - limits.right {
          places.append(letters.ends[letter - 1])
        }
      }
    }
  }

  private func word() -> String {
    var word = ""
    for scalar in letters.scalars { word.unicodeScalars.append(Unicode.Scalar(scalar) ?? "?") }
    return word
  }

  /// Writes the word in a dictionary's charset; false where it has letters that cannot be written.
  private mutating func spell(_ charset: HyphenDictionary.Charset) -> Bool {
    spelling.removeAll(keepingCapacity: true)
    for scalar in letters.scalars {
      if scalar < 0x80 || (charset == .latin1 && scalar < 0x100) {
        spelling.append(UInt8(truncatingIfNeeded: scalar))
      } else if charset == .latin1 {
        return false
      } else if let scalar = Unicode.Scalar(scalar) {
        spelling.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return true
  }

  /// Finds the marks of the spelling, one a byte.
  private mutating func mark(_ dictionary: HyphenDictionary) {
    while marks.count < spelling.count { marks.append(0) }
    spelling.withUnsafeBufferPointer { spelling in
      marks.withUnsafeMutableBufferPointer { marks in
        dictionary.mark(
          spelling, limits: limits,
          into: UnsafeMutableBufferPointer(rebasing: marks[..<spelling.count]))
      }
    }
  }
}

/// Which characters are letters of words, and their lower case.
enum LetterFolding {
  /// The lower case of a letter or mark, or itself where that is not one character; nil for others.
  static func lower(_ scalar: UInt32) -> UInt32? {
    if scalar < 0x80 {
      let folded = scalar | 0x20
      return (0x61...0x7A).contains(folded) ? folded : nil
    }
    guard let character = Unicode.Scalar(scalar) else { return nil }
    let properties = character.properties
    guard properties.isAlphabetic || properties.generalCategory == .nonspacingMark else {
      return nil
    }
    guard properties.changesWhenLowercased else { return scalar }
    let mapping = properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first?.value : scalar
  }
}
