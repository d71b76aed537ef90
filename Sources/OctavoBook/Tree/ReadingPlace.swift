/// A place in a division's reading text: before a word, or within it.
package struct ReadingPlace: Sendable, Hashable, Comparable {
  /// How many words stand before it.
  package var word: Int
  /// How many of the next word's Unicode scalars stand before it.
  package var character: Int

  package init(word: Int = 0, character: Int = 0) {
    self.word = word
    self.character = character
  }

  package static func < (a: ReadingPlace, b: ReadingPlace) -> Bool {
    (a.word, a.character) < (b.word, b.character)
  }
}

/// Counts the words of a reading text while its characters go by: the one definition of where a
/// word begins, shared by `ReadingText` and by writers that mark places in what they write.
///
/// A word is a run of characters between white space (Unicode's White_Space) or the borders of
/// blocks; changes of style do not part words.
package struct ReadingCursor: Sendable {
  /// Where the next character stands: within a word once its first has gone by.
  package private(set) var place = ReadingPlace()

  package init() {}

  /// Takes the next character of the text.
  @inline(__always)
  package mutating func pass(_ step: ReadingStep) {
    switch step {
    case .space: endWord()
    case .character: place.character += 1
    }
  }

  /// Takes all characters of a text.
  package mutating func pass(_ text: String) {
    ReadingStep.forEach(in: text) { step, _ in pass(step) }
  }

  /// Takes what is no character but has its place among the words, such as a picture.
  package mutating func passObject() {
    endWord()
    place.character = 1
    endWord()
  }

  /// Takes the border of a block.
  package mutating func endWord() {
    guard place.character > 0 else { return }
    place = ReadingPlace(word: place.word + 1)
  }
}

/// What a character is to the count of words.
package enum ReadingStep: Sendable {
  case space, character

  /// Calls `body` with each character of a text and its UTF-8 bytes, in order.
  @inline(__always)
  package static func forEach(
    in text: String, _ body: (ReadingStep, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var text = text
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let length = min(scalarLength(bytes[index]), bytes.count - index)
        let scalar = UnsafeBufferPointer(rebasing: bytes[index..<index + length])
        body(isSpace(scalar) ? .space : .character, scalar)
        index += length
      }
    }
  }

  @inline(__always)
  private static func scalarLength(_ first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }

  /// Whether a character has the property White_Space (UAX #44, PropList).
  @inline(__always)
  private static func isSpace(_ scalar: UnsafeBufferPointer<UInt8>) -> Bool {
    switch scalar.count {
    case 1: scalar[0] == 0x20 || (0x09...0x0D).contains(scalar[0])
    case 2: scalar[0] == 0xC2 && (scalar[1] == 0x85 || scalar[1] == 0xA0)
    case 3: isWideSpace(scalar[0], scalar[1], scalar[2])
    default: false
    }
  }

  private static func isWideSpace(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
    switch (a, b) {
    case (0xE1, 0x9A): c == 0x80
    case (0xE2, 0x80): c <= 0x8A || c == 0xA8 || c == 0xA9 || c == 0xAF
    case (0xE2, 0x81): c == 0x9F
    case (0xE3, 0x80): c == 0x80
    default: false
    }
  }
}
