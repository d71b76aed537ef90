/// A paragraph as the line breaker sees it: boxes, glue, penalties and discretionaries, reduced
/// while they are appended to the legal breakpoints and their prefix sums.
///
/// Built by the layout of a paragraph, read by `LineBreaker`, and reused for the next paragraph.
/// What is a legal breakpoint and what a break discards is TeX's (TeX: The Program §§ 837, 866–869):
/// glue after a box or a discretionary, a kern before glue, any penalty below 10,000, any
/// discretionary, and the end. Distances are scaled points.
package struct ItemList: Sendable {
  /// The legal breakpoints in order. The last is the paragraph's end once it is finished.
  package private(set) var candidates: ContiguousArray<LineCandidate> = []
  /// How far the first line's first glyph hangs into the left margin.
  package var startProtrusion: Int64 = 0 {
    didSet { startProtrusion = ItemSums.clamp(startProtrusion) }
  }
  /// Infinite stretch before the n-th infinite glue.
  private(set) var infinite: ContiguousArray<InfiniteStretch> = [InfiniteStretch()]
  /// Whether lines only get shorter as their start moves on, which lets the breaker stop early.
  private(set) var isMonotone = true

  private enum Previous { case start, solid, kern, discarded }

  private var sums = ItemSums()
  private var previous = Previous.start
  /// The first candidate whose next line has not begun yet.
  private var firstPending = 0
  /// Right protrusion of the last box, where nothing but discardable items followed it.
  private var rightProtrusion: Int64 = 0
  /// The sums before the last kern, and its tag.
  private var beforeKern = ItemSums()
  private var kernTag: Int32 = 0
  /// Where the last resolved line start lies, to check `isMonotone`.
  private var lastStart = ItemSums()

  package init() {}

  /// Empties the list for the next paragraph and keeps its memory.
  package mutating func removeAll() {
    candidates.removeAll(keepingCapacity: true)
    infinite.removeAll(keepingCapacity: true)
    infinite.append(InfiniteStretch())
    startProtrusion = 0
    isMonotone = true
    sums = ItemSums()
    lastStart = ItemSums()
    previous = .start
    firstPending = 0
    rightProtrusion = 0
  }

  /// Appends something unbreakable: a word or a part of one. Stretch and shrink carry what font
  /// expansion and tracking can give.
  package mutating func appendBox(
    width: Int64, stretch: Int64 = 0, shrink: Int64 = 0, leftProtrusion: Int64 = 0,
    rightProtrusion: Int64 = 0
  ) {
    if firstPending < candidates.count {
      beginLine(leftProtrusion: ItemSums.clamp(leftProtrusion))
    }
    sums.add(width: width, stretch: stretch, shrink: shrink)
    previous = .solid
    self.rightProtrusion = ItemSums.clamp(rightProtrusion)
  }

  /// Appends space. `stretchOrder` is 0 for finite stretch, 1 to 3 for fil, fill and filll.
  package mutating func appendGlue(
    width: Int64, stretch: Int64 = 0, shrink: Int64 = 0, stretchOrder: UInt8 = 0, tag: Int32 = 0
  ) {
    switch previous {
    case .solid: appendCandidate(at: sums, penalty: 0, tag: tag)
    case .kern: appendCandidate(at: beforeKern, penalty: 0, tag: kernTag)
    case .start, .discarded: break
    }
    sums.add(width: width, stretch: stretchOrder == 0 ? stretch : 0, shrink: shrink)
    if stretchOrder > 0 {
      var total = infinite[infinite.count - 1]
      total.add(stretch, order: stretchOrder)
      infinite.append(total)
      sums.infinite += 1
    }
    previous = .discarded
  }

  /// Appends an explicit kern: space that neither stretches nor breaks unless glue follows.
  package mutating func appendKern(_ width: Int64, tag: Int32 = 0) {
    beforeKern = sums
    kernTag = tag
    sums.add(width: width, stretch: 0, shrink: 0)
    previous = .kern
  }

  /// Appends a penalty; 10,000 or more forbids a break, −10,000 or less forces one.
  package mutating func appendPenalty(_ penalty: Int32, tag: Int32 = 0) {
    if penalty < 10_000 { appendCandidate(at: sums, penalty: max(penalty, -10_000), tag: tag) }
    previous = .discarded
  }

  /// Appends a place where a word may be cut.
  package mutating func appendDiscretionary(_ item: Discretionary, tag: Int32 = 0) {
    if firstPending < candidates.count { beginLine(leftProtrusion: 0) }
    let before = sums
    sums.add(width: item.replace, stretch: 0, shrink: 0)
    previous = .solid
    guard item.penalty < 10_000 else { return }
    var end = before
    end.add(width: item.pre, stretch: 0, shrink: 0)
    end.width -= ItemSums.clamp(item.preProtrusion)
    let protrusionInLine = item.replace == 0 ? rightProtrusion : 0
    if item.pre != 0 { rightProtrusion = 0 }
    appendCandidate(at: end, penalty: max(item.penalty, -10_000), tag: tag)
    let index = candidates.count - 1
    candidates[index].isHyphen = true
    candidates[index].isAutomatic = item.isAutomatic
    if item.post != 0 { beginLine(leftProtrusion: -ItemSums.clamp(item.post)) }
    rightProtrusion = protrusionInLine
  }

  /// Adds to what hangs into the margins at the last candidate: what ends its line, and what begins
  /// the next.
  package mutating func setProtrusion(end: Int64, next: Int64) {
    guard !candidates.isEmpty else { return }
    let index = candidates.count - 1
    candidates[index].endWidth -= ItemSums.clamp(end)
    candidates[index].nextWidth += ItemSums.clamp(next)
    if index < firstPending { checkOrder(ofStart: index) }
  }

  /// Ends the paragraph as TeX does (§ 816): no break before the filling glue, then the end.
  /// Trailing glue should not have been appended. Order 0 fills nothing, for a justified last line.
  package mutating func finishParagraph(parfillStretchOrder: UInt8 = 1, tag: Int32 = 0) {
    appendPenalty(10_000)
    if parfillStretchOrder > 0 {
      appendGlue(width: 0, stretch: 65_536, shrink: 0, stretchOrder: parfillStretchOrder)
    }
    appendEnd(tag: tag)
  }

  /// Ends the paragraph here, with nothing added.
  package mutating func appendEnd(tag: Int32 = 0) {
    if firstPending < candidates.count { beginLine(leftProtrusion: 0) }
    appendCandidate(at: sums, penalty: -10_000, tag: tag)
    let index = candidates.count - 1
    candidates[index].isHyphen = true
    candidates[index].isEnd = true
    beginLine(leftProtrusion: 0)
  }

  private mutating func appendCandidate(at end: ItemSums, penalty: Int32, tag: Int32) {
    candidates.append(
      LineCandidate(
        endWidth: end.width - rightProtrusion, endStretch: end.stretch, endShrink: end.shrink,
        nextWidth: 0, nextStretch: 0, nextShrink: 0, penalty: penalty, tag: tag,
        endInfinite: end.infinite, nextInfinite: 0, isHyphen: false, isAutomatic: false,
        isEnd: false))
  }

  /// Something that no break discards comes next: lines of all pending candidates begin with it.
  private mutating func beginLine(leftProtrusion: Int64) {
    for index in firstPending..<candidates.count {
      candidates[index].nextWidth += sums.width + leftProtrusion
      candidates[index].nextStretch = sums.stretch
      candidates[index].nextShrink = sums.shrink
      candidates[index].nextInfinite = sums.infinite
      checkOrder(ofStart: index)
    }
    firstPending = candidates.count
  }

  private mutating func checkOrder(ofStart index: Int) {
    let width = candidates[index].nextWidth
    let stretch = candidates[index].nextStretch
    if width < lastStart.width || stretch < lastStart.stretch { isMonotone = false }
    lastStart.width = width
    lastStart.stretch = stretch
  }
}
