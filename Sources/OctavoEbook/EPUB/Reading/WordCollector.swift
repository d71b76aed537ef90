import OctavoBook

/// Gathers words from text that comes in pieces, as `ReadingText` counts them.
struct WordCollector {
  private(set) var words: [String] = []
  private var current: [UInt8] = []

  /// How many words have begun.
  var begun: Int { words.count + (current.isEmpty ? 0 : 1) }

  /// Where the next character stands.
  var place: ReadingPlace {
    ReadingPlace(word: words.count, character: current.count { $0 & 0xC0 != 0x80 })
  }

  mutating func append(_ text: String) {
    ReadingStep.forEach(in: text) { step, scalar in
      if step == .character { current.append(contentsOf: scalar) } else { endWord() }
    }
  }

  mutating func appendObject() {
    endWord()
    words.append(String(ReadingText.object))
  }

  mutating func endWord() {
    guard !current.isEmpty else { return }
    words.append(String(decoding: current, as: UTF8.self))
    current.removeAll(keepingCapacity: true)
  }

  /// The words, parted by one space; none are left.
  mutating func take() -> String {
    endWord()
    defer { words = [] }
    return words.joined(separator: " ")
  }
}
