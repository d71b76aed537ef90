import OctavoBook

/// Finds where in a division's reading text each of its pages begins, by going through both texts
/// side by side.
///
/// What is printed holds the reading text in order, with pieces between that only the pages have.
/// Where the two differ, the shortest piece is skipped after which they agree again.
struct PageAlignment {
  private let printed: PrintedText
  private let text: ComparedText
  /// The character reached in each text.
  private var here = 0
  private var there = 0
  /// The character since which the texts have agreed, in `printed`.
  private var agreedSince = 0
  /// The first page whose place is not known yet.
  private var page = 0
  private var places: [ReadingPlace] = []
  /// Pieces of the reading text that are not printed at their place.
  private var losses: [Range<Int>] = []

  private init(_ printed: PrintedText, _ text: ComparedText) {
    self.printed = printed
    self.text = text
  }

  /// Where each page of the division begins, in order.
  static func places(_ printed: PrintedText, in text: ComparedText) -> [ReadingPlace] {
    var alignment = PageAlignment(printed, text)
    alignment.run()
    return alignment.places
  }

  /// The pieces of the reading text that the pages lack.
  static func losses(_ printed: PrintedText, in text: ComparedText) -> [Range<Int>] {
    var alignment = PageAlignment(printed, text)
    alignment.run()
    return alignment.losses
  }

  private mutating func run() {
    while here < printed.scalars.count && there < text.scalars.count {
      if printed.scalars[here] == text.scalars[there] {
        settlePages()
        here += 1
        there += 1
      } else {
        resume()
      }
    }
    lose(text.scalars.count - there)
    let rest = text.place(there)
    while page < printed.pageStarts.count { settle(page < 1 ? ReadingPlace() : rest) }
  }

  /// Pages that begin at or before the character reached begin with it.
  @inline(__always)
  private mutating func settlePages() {
    while page < printed.pageStarts.count, printed.pageStarts[page] <= here {
      settle(text.places[there])
    }
  }

  private mutating func settle(_ place: ReadingPlace) {
    // The first page begins with all that stands before its first word.
    places.append(page == 0 ? ReadingPlace() : place)
    page += 1
  }

  // MARK: Differences

  /// A way to go on: characters to take back in both texts, then to skip in each.
  private struct Skip {
    var back: Int
    var printed: Int
    var text: Int
  }

  /// How many characters must agree after a skip, with how far it may reach; the surest first.
  private static let trials: [(agreeing: Int, reach: Int)] = [
    (16, 400), (6, 120), (3, 40), (1, 12),
  ]

  private mutating func resume() {
    if text.scalars[there] == ComparedScalar.object, printed.scalars[here] != ComparedScalar.object,
      agrees(here, there + 1, end: end(there + 1, 8))
    {
      lose(1)
      there += 1
      return
    }
    for trial in Self.trials {
      guard let skip = extraPiece(trial.agreeing, reach: trial.reach) else { continue }
      return take(skip)
    }
    if let skip = differingPiece() { return take(skip) }
    skipLine()
  }

  private mutating func take(_ skip: Skip) {
    lose(skip.text)
    reopenPages(after: here - skip.back)
    here += skip.printed - skip.back
    there += skip.text - skip.back
    agreedSince = here
  }

  private mutating func lose(_ count: Int) {
    guard count > 0 else { return }
    losses.append(there..<there + count)
  }

  /// Pages that began within what is taken back have no place any more.
  private mutating func reopenPages(after start: Int) {
    while page > 1, printed.pageStarts[page - 1] >= start, places.count == page,
      printed.pageStarts[page - 1] < here
    {
      places.removeLast()
      page -= 1
    }
  }

  /// The shortest piece that only the pages have; its first characters may have agreed by chance.
  private func extraPiece(_ agreeing: Int, reach: Int) -> Skip? {
    let most = min(here - agreedSince, 48)
    for length in 1...reach {
      for back in 0...min(most, length) {
        let from = here - back + length
        guard from > here || back == 0 else { continue }
        if agrees(from, there - back, end: end(there, agreeing)) {
          return Skip(back: back, printed: length, text: 0)
        }
      }
    }
    return nil
  }

  /// The shortest pieces of both texts that differ, as where words are printed in another order.
  private func differingPiece() -> Skip? {
    for sum in 1...240 {
      for inText in 0...sum
      where agrees(
        here + sum - inText, there + inText, end: end(there + inText, 16)
      ) {
        return Skip(back: 0, printed: sum - inText, text: inText)
      }
    }
    return nil
  }

  /// Gives up the rest of a printed line.
  private mutating func skipLine() {
    var low = 0
    var high = printed.lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if printed.lineStarts[middle] <= here { low = middle + 1 } else { high = middle }
    }
    let next = low < printed.lineStarts.count ? printed.lineStarts[low] : printed.scalars.count
    here = next
    agreedSince = here
  }

  /// The character up to which texts must agree to be taken for the same: `count` characters on, or
  /// the block's end.
  @inline(__always)
  private func end(_ start: Int, _ count: Int) -> Int {
    guard start < text.scalars.count else { return start }
    return min(start + count, Int(text.blockEnds[start]))
  }

  /// Whether the texts agree from two places on, up to an end in the reading text.
  @inline(__always)
  private func agrees(_ a: Int, _ b: Int, end: Int) -> Bool {
    guard b < end, a + end - b <= printed.scalars.count else { return false }
    for offset in 0..<end - b where printed.scalars[a + offset] != text.scalars[b + offset] {
      return false
    }
    return true
  }
}
