import OctavoBook
import OctavoStyle
import Synchronization

/// Where divisions begin, one after the other: on which side, and after which blank page.
struct DivisionSides {
  /// Pages so far.
  private var pages = 0
  private var isArabic = false
  /// Whether the division before is a part that opens on a recto: its back stays blank.
  private var followsPart = false

  struct Start {
    let isRecto: Bool
    /// Whether it is a recto whatever stands before.
    let isFixed: Bool
    /// Whether the page before it is left blank for that.
    let followsBlank: Bool
    /// Whether the arabic folios begin with it.
    let beginsArabic: Bool
  }

  /// Goes on to the next division, whose pages are to be added before the one after it begins.
  mutating func begin(_ division: Division, _ sheet: StyleSheet) -> Start {
    let opensOnRecto = FlowBuilder.opening(division, sheet).side == .recto
    let beginsArabic = !isArabic && division.matter != .front
    let isFixed = opensOnRecto || beginsArabic || followsPart
    let followsBlank = isFixed && pages % 2 != 0
    if followsBlank { pages += 1 }
    isArabic = isArabic || beginsArabic
    followsPart = division.kind == .part && opensOnRecto
    return Start(
      isRecto: pages % 2 == 0, isFixed: isFixed, followsBlank: followsBlank,
      beginsArabic: beginsArabic)
  }

  /// The pages of the division begun last.
  mutating func add(pages count: Int) { pages += count }
}

/// Which side a division begins on, as soon as all before it have their pages: then it is set for that
/// side alone. What is known depends on the threads' luck; the pages do not.
///
/// A class because the threads that set divisions share it.
final class KnownSides: Sendable {
  private struct State: Sendable {
    var sides = DivisionSides()
    /// The first division that has no pages yet, or is not yet counted.
    var next = 0
    /// Divisions that are set and stand after `next`.
    var waiting: [Int: LaidDivision] = [:]
    /// Whether a division counted since the last fixed recto is to be set again, and may get other
    /// pages then.
    var isUnsure = false
  }

  private let book: Book
  private let sheet: StyleSheet
  private let state = Mutex(State())

  init(book: Book, sheet: StyleSheet) {
    self.book = book
    self.sheet = sheet
  }

  /// The side of a division; nil while it is not known.
  ///
  /// - Parameter isDraft: whether it will be set again for the side it has then.
  func startsOnRecto(_ division: Int, isDraft: Bool) -> Bool? {
    state.withLock { state in
      guard state.next == division else { return nil }
      var sides = state.sides
      let start = sides.begin(book.divisions[division], sheet)
      return start.isFixed || isDraft || !state.isUnsure ? start.isRecto : nil
    }
  }

  /// Takes note of a division's pages.
  func record(_ laid: LaidDivision, of division: Int) {
    state.withLock { state in
      state.waiting[division] = laid
      while let laid = state.waiting.removeValue(forKey: state.next) {
        let start = state.sides.begin(book.divisions[state.next], sheet)
        state.sides.add(pages: laid.pages(startingOnRecto: start.isRecto).count)
        state.isUnsure = laid.isDraft || !start.isFixed && state.isUnsure
        state.next += 1
      }
    }
  }
}
