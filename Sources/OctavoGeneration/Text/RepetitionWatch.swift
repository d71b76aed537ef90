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
/// What it finds depends on the words alone, not on how the stream is chopped up. A loop is text of
/// which nearly all was there twice before (`RepeatedText`); some 34 words found in a row in
/// accepted text are a copy; 150 words of which fewer than 36 differ are poor.
package struct RepetitionWatch: Sendable {
  /// In sixths of a word.
  private static let longestQuotation = 25 * 6
  private static let windowWords = 150
  private static let fewestDistinct = 36

  private let earlier: EarlierText
  private var scan = WordScan()
  private var repeated = RepeatedText()
  private var copies = GramWindow(span: EarlierText.span)
  private var starts: [Int] = []
  private var recent: [String] = []
  private var counts: [String: Int] = [:]
  /// Grams in a row that are in accepted text, and what they weigh.
  private var copied = 0
  private var copiedWeight = 0
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
    starts.append(word.range.lowerBound)
    if let first = repeated.add(word) { found = Repetition(kind: .loop, start: starts[first]) }
    if let gram = copies.add(word.folded) { compare(gram, word) }
    weigh(word.folded)
  }

  private mutating func compare(_ gram: UInt64, _ word: Word) {
    guard earlier.grams.contains(gram) else {
      (copied, copiedWeight) = (0, 0)
      return
    }
    copied += 1
    copiedWeight += word.kind.weight
    guard copiedWeight >= Self.longestQuotation, found == nil else { return }
    let first = starts.count + 1 - EarlierText.span - copied
    found = Repetition(kind: .copy, start: starts[max(0, first)])
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

/// Tells a text that goes round in circles from one with names and refrains.
///
/// A word is stale when it stands in a sequence of eight that was there twice before. Stale words
/// add to a load and others take twice as much from it, so that only text which is stale for the
/// most part becomes heavy. Forty words' worth are a loop where the second round, too, had nothing
/// new; where it had, as between the verses of a song, a hundred are.
struct RepeatedText: Sendable {
  static let span = 8
  /// In sixths of a word.
  private static let circleLoad = 40 * 6
  private static let refrainLoad = 100 * 6

  private var window = GramWindow(span: span)
  private var weights: [Int] = []
  /// Of each word, how often a sequence with it was there before: 0, 1 or 2 for more.
  private var depths: [UInt8] = []
  /// Where a sequence stood first, and the second time.
  private var places: [UInt64: (first: Int, second: Int?)] = [:]
  /// Where the sequence that begins at a stale word stood the second time.
  private var secondPlaces: [Int: Int] = [:]
  private var load = 0
  private var loadStart = 0

  /// Takes a word; gives the index of the word at which a loop's text begins, once there is one.
  mutating func add(_ word: Word) -> Int? {
    let index = depths.count
    depths.append(0)
    weights.append(word.kind.weight)
    guard let gram = window.add(word.folded) else { return nil }
    let first = index + 1 - Self.span
    note(gram, at: first, last: index)
    // No later sequence holds this word.
    return weigh(first)
  }

  private mutating func note(_ gram: UInt64, at first: Int, last: Int) {
    guard let known = places[gram] else {
      places[gram] = (first, nil)
      return
    }
    if let second = known.second {
      secondPlaces[first] = second
    } else {
      places[gram] = (known.first, first)
    }
    let depth: UInt8 = known.second == nil ? 1 : 2
    for word in first...last where depths[word] < depth { depths[word] = depth }
  }

  private mutating func weigh(_ index: Int) -> Int? {
    guard depths[index] == 2 else {
      load = max(0, load - 2 * weights[index])
      return nil
    }
    if load == 0 { loadStart = index }
    load += weights[index]
    guard load >= Self.circleLoad else { return nil }
    if let second = secondPlaces[loadStart], isCircle(second..<loadStart) { return second }
    return load >= Self.refrainLoad ? loadStart : nil
  }

  /// Whether the text from the second time to the third brought next to nothing new.
  private func isCircle(_ round: Range<Int>) -> Bool {
    round.count { depths[$0] > 0 } * 3 >= round.count * 2
  }
}

extension Word.Kind {
  /// Sixths of a word that it weighs where repetition is measured: some two ideographs or clusters are a word.
  var weight: Int {
    switch self {
    case .spaced: 6
    case .ideograph, .cluster: 3
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
