import OctavoBase

/// The page numbers of one entry of an index: each once, ascending, neighbours drawn together.
struct PageRanges {
  /// A stretch of pages; one page where both ends are equal.
  struct Range {
    let first: String
    var last: String
    /// What leads to its beginning.
    let anchor: String
  }

  /// Ascending; none overlap.
  private(set) var ranges: [Range] = []

  /// - Parameter written: as marked, in any order. Three neighbouring pages and more become a range.
  init(_ written: [Range]) {
    let sorted = written.enumerated().sorted { a, b in
      let (left, right) = (Folio(a.element.first), Folio(b.element.first))
      return left == right ? a.offset < b.offset : left < right
    }.map(\.element)
    for range in sorted { add(range) }
    drawTogether()
  }

  /// Adds a range that begins behind those there, as a part of the last where they overlap.
  private mutating func add(_ range: Range) {
    guard let last = ranges.last, Folio(range.first) <= Folio(last.last) else {
      // A range marked backwards is its first page.
      let isForward = Folio(range.first) <= Folio(range.last)
      return ranges.append(isForward ? range : Range(onlyFirstOf: range))
    }
    if Folio(last.last) < Folio(range.last) { ranges[ranges.count - 1].last = range.last }
  }

  private mutating func drawTogether() {
    var result: [Range] = []
    var run: [Range] = []
    func flush() {
      let pages = run.reduce(0) { $0 + Folio($1.last).number - Folio($1.first).number + 1 }
      if let first = run.first, let last = run.last, run.count > 1, pages > 2 {
        result.append(Range(first: first.first, last: last.last, anchor: first.anchor))
      } else {
        result += run
      }
      run = []
    }
    for range in ranges {
      if let last = run.last, !Folio(last.last).isBefore(Folio(range.first)) { flush() }
      run.append(range)
    }
    flush()
    ranges = result
  }

  /// A page number as it counts: those of the front matter, in small roman numerals, come first.
  private struct Folio: Comparable {
    let isArabic: Bool
    let number: Int

    init(_ text: String) {
      isArabic = Int(text) != nil
      number = Int(text) ?? Self.roman(text)
    }

    static func < (a: Folio, b: Folio) -> Bool {
      a.isArabic == b.isArabic ? a.number < b.number : b.isArabic
    }

    /// Whether the other page is the next.
    func isBefore(_ other: Folio) -> Bool {
      isArabic == other.isArabic && number + 1 == other.number
    }

    private static let digits: [Character: Int] = [
      "i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000,
    ]

    private static func roman(_ text: String) -> Int {
      var total = 0
      var last = 0
      for digit in text.reversed().map({ digits[$0] ?? 0 }) {
        total += digit < last ? -digit : digit
        last = max(last, digit)
      }
      return total
    }
  }
}

extension PageRanges.Range {
  /// One page, as the beginning of a range marked backwards.
  fileprivate init(onlyFirstOf range: PageRanges.Range) {
    self.init(first: range.first, last: range.first, anchor: range.anchor)
  }
}

extension PageRanges {
  /// How much of a range's second number is written.
  enum Folding: Sendable {
    /// All of it: 321–328.
    case none
    /// What changes, but two figures where the first number has more than its hundreds: 321–28,
    /// 101–8, 100–104 (The Chicago Manual of Style, 9.61).
    case american
    /// As few figures as tell it, but both of the teens: 321–8, 112–13 (New Hart's Rules, 11.8).
    case british

    /// The house rule of a language.
    init(_ language: LanguageTag) {
      switch (language.language, language.region) {
      case ("en", nil), ("en", "US"?), ("en", "CA"?): self = .american
      case ("en", _): self = .british
      default: self = .none
      }
    }

    /// A range as it is printed, with an en dash; one page alone where both ends are equal.
    func text(_ first: String, _ last: String) -> String {
      first == last ? first : first + "–" + second(first, last)
    }

    private func second(_ first: String, _ last: String) -> String {
      guard self != .none, let start = Int(first), let end = Int(last),
        start >= 100 || self == .british, first.count == last.count
      else { return last }
      let shared = zip(first, last).prefix { $0 == $1 }.count
      let changed = last.count - shared
      switch self {
      case .none: return last
      case .american:
        if start % 100 == 0 { return last }
        return String(last.suffix(start % 100 < 10 ? changed : max(changed, 2)))
      case .british:
        let isTeen = (10...19).contains(end % 100)
        return String(last.suffix(isTeen ? max(changed, 2) : changed))
      }
    }
  }
}
