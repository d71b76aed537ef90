/// Which chapter headings that are nothing but roman letters are numerals: those that count with a
/// neighbour.
///
/// `I`, `V`, `MIX` may be words. A heading is taken for a numeral where the chapter before has the
/// number below or the one after the number above, or where it is the `I` of a part that follows
/// another numeral.
struct BareNumerals {
  /// Number of each chapter's heading that begins with a numeral or is one, by chapter.
  private let values: [Int?]

  /// - Parameter headings: plain texts of the body's headings in order.
  init(_ headings: [String]) {
    values = headings.map { heading in
      if let alone = ChapterNumeral.value(heading) { return alone }
      return ChapterNumeral.parse(heading).flatMap { ChapterNumeral.value($0.numeral) }
    }
  }

  /// Whether the chapter's heading, in roman letters alone, is a numeral; nil where no other
  /// chapter can tell.
  func isNumeral(at index: Int) -> Bool? {
    guard values.count > 1, values.indices.contains(index), let value = values[index] else {
      return nil
    }
    let before = index > 0 ? values[index - 1] : nil
    let after = index + 1 < values.count ? values[index + 1] : nil
    return before == value - 1 || after == value + 1 || value == 1 && before != nil
  }
}
