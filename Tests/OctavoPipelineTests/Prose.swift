import OctavoTestSupport

/// English prose of any length that never repeats itself: the same for the same seed.
enum Prose {
  private static let adjectives = words(
    """
    quiet old narrow heavy bright broken patient salt northern hidden careful wooden late silver
    stubborn empty foreign gentle iron lonely modest painted rough secret tired upper velvet weary
    """)
  private static let nouns = words(
    """
    harbour keeper lamp letter bridge captain market river window garden engine ledger mountain
    orchard painter quarry sailor teacher village winter archive balcony cellar doctor evening
    factory glacier hospital island journal kitchen lantern mirror needle office pocket railway
    station tower uncle valley widow yard anchor basket candle
    """)
  private static let verbs = words(
    """
    watched carried followed opened remembered crossed mended counted painted visited measured
    buried answered forgot guarded hurried invented joined kept lifted moved noticed offered
    """)
  private static let tails = [
    "before dawn", "in the wind", "without a word", "while they slept", "once more", "for her sake",
    "in that hour", "for years", "and said nothing", "at last", "as ever", "like a thief",
  ]

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  static func sentence(_ random: inout SeededGenerator) -> String {
    func pick(_ list: [String]) -> String { list[Int(random.next() % UInt64(list.count))] }
    let start =
      "The \(pick(adjectives)) \(pick(nouns)) \(pick(verbs)) a \(pick(adjectives)) \(pick(nouns))"
    let middle =
      random.next() % 2 == 0
      ? " near the \(pick(nouns))" : " from the \(pick(adjectives)) \(pick(nouns))"
    return start + middle + " " + pick(tails) + "."
  }

  /// At least so many words in paragraphs of three to five sentences.
  static func text(words: Int, seed: UInt64, ending: String = "") -> String {
    var random = SeededGenerator(seed: seed)
    var paragraphs: [String] = []
    var count = 0
    while count < words {
      var sentences: [String] = []
      for _ in 0..<(3 + random.next() % 3) where count < words {
        let next = sentence(&random)
        count += next.split(separator: " ").count
        sentences.append(next)
      }
      paragraphs.append(sentences.joined(separator: " "))
    }
    if !ending.isEmpty { paragraphs[paragraphs.count - 1] += " " + ending }
    return paragraphs.joined(separator: "\n\n")
  }
}
