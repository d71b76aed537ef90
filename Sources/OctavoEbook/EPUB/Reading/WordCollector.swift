import OctavoBook

/// Gathers words from text that comes in pieces, as `ReadingText` counts them.
struct WordCollector {
  private(set) var words: [String] = []
  private var current: [UInt8] = []

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
