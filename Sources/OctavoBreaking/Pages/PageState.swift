import OctavoBase

/// A way to have set everything so far, as far as the rest of the division can tell.
struct PageState {
  /// Height used on the open page, from the text block's top.
  var used: Length = .zero
  /// Height of the open page's note area, its separation included; zero without notes.
  var notes: Length = .zero
  /// Height that floats take of the open page.
  var floats: Length = .zero
  /// Floats called that are on no page yet, the last ones called.
  var pendingFloats: Int32 = 0
  /// How many floats are called so far; follows from how far the text is set.
  var calledFloats: Int32 = 0
  /// Note lines that must go on to the next page.
  var carry: Int32 = 0
  /// Whether the open page is a right-hand page.
  var isRecto: Bool
  /// Lines the open spread is longer than a full page.
  var target: Int8 = 0
  /// Whether nothing stands on the open page yet.
  var isAtTop = true
  /// Whether the open page is the division's first.
  var isFirstPage = true
  var cost: Int64 = 0
  /// The last event on the way here, in `PageTrace`; -1 at the start.
  var event: Int32 = -1
  /// How many notes are called so far; follows from how far the text is set.
  var calledNotes: Int32 = 0

  /// Whether both leave the rest of the division the same choices.
  func isInterchangeable(with other: PageState) -> Bool {
    used == other.used && notes == other.notes && carry == other.carry
      && isRecto == other.isRecto && target == other.target && isAtTop == other.isAtTop
      && isFirstPage == other.isFirstPage && floats == other.floats
      && pendingFloats == other.pendingFloats
  }
}

/// How each state came about: events linked backwards.
struct PageTrace {
  struct Event {
    enum Kind {
      /// The block is set up to its end.
      case placed
      /// A page ends before the line.
      case pageBreak
    }

    let previous: Int32
    let kind: Kind
    /// What was set, or the first line after the page break.
    let place: BreakPlace
    /// Target of the page that begins here.
    var target: Int8
    /// Note lines carried over the page break.
    let carry: Int32
    /// Floats that take the pages between, and those put on the open page.
    var floatPages: Int32 = 0
    var floats: Int32 = 0
  }

  private(set) var events: ContiguousArray<Event> = []

  mutating func add(_ event: Event) -> Int32 {
    events.append(event)
    return Int32(events.count - 1)
  }

  /// The events that led to `last`, first to last.
  func path(to last: Int32) -> [Event] {
    var path: [Event] = []
    var index = last
    while index >= 0 {
      path.append(events[Int(index)])
      index = events[Int(index)].previous
    }
    return path.reversed()
  }
}

/// The states worth going on with at one block boundary, one for each distinguishable future.
struct PageFrontier {
  private(set) var states: ContiguousArray<PageState> = []

  /// How many states are kept; the cheapest ones.
  private static let limit = 16

  mutating func removeAll() { states.removeAll(keepingCapacity: true) }

  mutating func insert(_ state: PageState) {
    for index in states.indices where states[index].isInterchangeable(with: state) {
      if state.cost < states[index].cost { states[index] = state }
      return
    }
    states.append(state)
  }

  /// Drops states too dear to come back, and the dearest beyond the limit; ties fall by position, so runs agree.
  ///
  /// - Parameter margin: what a state may cost over the cheapest.
  mutating func prune(margin: Int64) {
    guard let least = states.lazy.map(\.cost).min() else { return }
    states.removeAll { $0.cost - least > margin }
    guard states.count > Self.limit else { return }
    let kept = states.indices.sorted {
      (states[$0].cost, states[$0].used.scaledPoints, $0)
        < (states[$1].cost, states[$1].used.scaledPoints, $1)
    }.prefix(Self.limit)
    states = ContiguousArray(kept.map { states[$0] })
  }
}
