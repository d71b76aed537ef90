import OctavoBook
import OctavoStyle
import Synchronization

/// Which side a division begins on, where it is fixed or as soon as all before have their pages: then
/// it is set for that side alone. What is known depends on the threads' luck; the pages do not.
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
  /// Whether each division begins on a recto whatever stands before.
  private let isFixed: [Bool]
  private let state = Mutex(State())

  init(book: Book, sheet: StyleSheet) {
    self.book = book
    self.sheet = sheet
    var sides = DivisionSides()
    isFixed = book.divisions.map { sides.begin($0, sheet).isFixed }
  }

  /// The side of a division; nil while it is not known.
  ///
  /// - Parameter isDraft: whether it will be set again for the side it has then.
  func startsOnRecto(_ division: Int, isDraft: Bool) -> Bool? {
    if isFixed[division] { return true }
    return state.withLock { state in
      guard state.next == division, isDraft || !state.isUnsure else { return nil }
      var sides = state.sides
      return sides.begin(book.divisions[division], sheet).isRecto
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
