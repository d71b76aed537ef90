/// The places of a text that repeat what was written before.
package struct Repetition: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// The text goes round in circles.
    case loop
    /// The text repeats another chapter, or its own beginning, word for word.
    case copy
    /// The text goes on and on with a handful of words.
    case poverty
  }

  package let kind: Kind
  /// UTF-8 offset at which the repeated text begins: what stands before it is worth keeping.
  package let start: Int
}

/// The word sequences of accepted text, so that a new chapter cannot repeat them.
package struct EarlierText: Sendable, Equatable {
  /// Words a sequence has.
  static let span = 10
  private(set) var grams: Set<UInt64> = []

  package init(_ texts: [String] = []) { for text in texts { add(text) } }

  package mutating func add(_ text: String) {
    var window = GramWindow(span: Self.span)
    for word in WordScan.words(of: text) {
      if let gram = window.add(word.folded) { grams.insert(gram) }
    }
  }
}

/// Finds repetition in a text while it arrives.
///
/// What it finds depends on the words alone, not on how the stream is chopped up. A sequence of
/// eight words at its third time within 400 words, or its fourth anywhere, is a loop; 34 words
/// found in a row in accepted text are a copy; 150 words of which fewer than 42 differ are poor.
package struct RepetitionWatch: Sendable {
  private static let loopSpan = 8
  private static let near = 400
  private static let longestQuotation = 25
  private static let windowWords = 150
  private static let fewestDistinct = 42

  private let earlier: EarlierText
  private var scan = WordScan()
  private var loops = GramWindow(span: loopSpan)
  private var copies = GramWindow(span: EarlierText.span)
  private var seen: [UInt64: [Int]] = [:]
  private var starts: [Int] = []
  private var recent: [String] = []
  private var counts: [String: Int] = [:]
  private var copied = 0
  /// The first repetition found; it stays.
  package private(set) var found: Repetition?

  package init(earlier: EarlierText) { self.earlier = earlier }

  /// Takes more text; gives the repetition once there is one.
  package mutating func add(_ text: String) -> Repetition? {
    for word in scan.add(text) where found == nil { take(word) }
    return found
  }

  /// Takes the last word.
  package mutating func finish() -> Repetition? {
    for word in scan.finish() where found == nil { take(word) }
    return found
  }

  /// What a whole text repeats.
  package static func check(_ text: String, earlier: EarlierText) -> Repetition? {
    var watch = RepetitionWatch(earlier: earlier)
    return watch.add(text) ?? watch.finish()
  }

  private mutating func take(_ word: Word) {
    let index = starts.count
    starts.append(word.range.lowerBound)
    if let gram = loops.add(word.folded) { count(gram, at: index + 1 - Self.loopSpan) }
    if let gram = copies.add(word.folded) {
      copied = earlier.grams.contains(gram) ? copied + 1 : 0
      if copied == Self.longestQuotation, found == nil {
        let first = index + 2 - EarlierText.span - copied
        found = Repetition(kind: .copy, start: starts[max(0, first)])
      }
    }
    weigh(word.folded)
  }

  private mutating func count(_ gram: UInt64, at index: Int) {
    let places = (seen[gram] ?? []) + [index]
    seen[gram] = places
    let isNear = places.count == 3 && index - places[0] <= Self.near
    if found == nil, isNear || places.count > 3 {
      found = Repetition(kind: .loop, start: starts[places[1]])
    }
  }

  private mutating func weigh(_ word: String) {
    recent.append(word)
    counts[word, default: 0] += 1
    guard recent.count > Self.windowWords else { return }
    let oldest = recent[recent.count - 1 - Self.windowWords]
    counts[oldest, default: 1] -= 1
    if counts[oldest] == 0 { counts[oldest] = nil }
    if counts.count < Self.fewestDistinct, found == nil {
      found = Repetition(kind: .poverty, start: starts[starts.count - Self.windowWords])
    }
  }
}

/// The last few words as one number (FNV-1a over the words' own FNV-1a).
struct GramWindow: Sendable {
  let span: Int
  private var words: [UInt64] = []

  init(span: Int) { self.span = span }

  /// Takes a word; gives the sequence that ends with it, once there are enough.
  mutating func add(_ word: String) -> UInt64? {
    words.append(Self.hash(word.utf8))
    guard words.count >= span else { return nil }
    if words.count > span { words.removeFirst() }
    return words.reduce(Self.offset) { ($0 ^ $1) &* Self.prime }
  }

  private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01B3

  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(offset) { ($0 ^ UInt64($1)) &* prime }
  }
}
