import OctavoBase

/// Replays the chosen events of pagination into pages with places.
struct PagePlanBuilder {
  let material: PageMaterial
  let parameters: PageParameters

  func plan(_ path: [PageTrace.Event], cost: Int64) -> PagePlan {
    var replay = Replay(material: material, parameters: parameters)
    for (index, event) in path.enumerated() {
      switch event.kind {
      case .placed:
        replay.place(event.place, upTo: material.variants[event.place.variant].lines.count)
        replay.call(material.blocks[event.place.block].floats, placing: event.floats)
      case .pageBreak:
        if event.place.line > 0 { replay.place(event.place, upTo: event.place.line) }
        replay.breakPage(target: event.target, carry: event.carry)
        replay.takeFloats(pages: event.floatPages, here: event.floats, target: event.target)
      }
      if index == path.count - 1 { replay.close() }
    }
    return PagePlan(pages: replay.pages, cost: cost)
  }
}

/// The state of a replay: pages closed so far and the open one.
private struct Replay {
  let material: PageMaterial
  let parameters: PageParameters
  private(set) var pages: [PagePlan.Page] = []
  private var open = PagePlan.Page()
  private var used = Length.zero
  private var isAtTop = true
  /// Floats called that are on no page yet.
  private var pendingFloats: [Int32] = []
  /// Lines of the block in hand that are set already.
  private var linesDone = 0
  /// Note lines not yet on a page, in order of call.
  private var pendingNotes: [(note: Int32, from: Int32)] = []

  init(material: PageMaterial, parameters: PageParameters) {
    self.material = material
    self.parameters = parameters
  }

  /// Sets the lines of a block up to line `end`.
  mutating func place(_ place: BreakPlace, upTo end: Int) {
    let setting = material.variants[place.variant]
    let y = material.top(
      of: place.block, line: linesDone, extraSpace: setting.extraSpace, on: (used, isAtTop),
      grid: parameters.grid)
    let first = setting.lines.lowerBound
    let range = (first + Int32(linesDone))..<(first + Int32(end))
    open.slices.append(
      PagePlan.Slice(
        block: Int32(place.block), variant: Int32(place.variant), lines: range, y: y,
        isContinuation: linesDone > 0))
    used = range.reduce(into: y) { $0 += material.lines[Int($1)].height }
    for line in range { pendingNotes += material.lines[Int(line)].notes.map { ($0, 0) } }
    isAtTop = false
    linesDone = end == setting.lines.count ? 0 : end
  }

  /// Closes the page; `carry` note lines go on to the next.
  mutating func breakPage(target: Int8, carry: Int32) {
    takeNotes(leaving: carry)
    finishPage()
    open.target = target
  }

  /// Closes the last page; notes it has no room for get pages of their own.
  mutating func close() {
    let stream = NoteStream(notes: material.notes)
    while !pendingNotes.isEmpty {
      let room = parameters.capacity(target: open.target) - used - parameters.noteSeparation
      let fitting = Int32(max(room.scaledPoints, 0) / parameters.noteLeading.scaledPoints)
      let (length, end) = (pendingLines, (pendingNotes.last?.note ?? 0) + 1)
      let cut =
        isAtTop
        ? stream.forcedCut(length: length, end: end, room: fitting)
        : stream.cut(length: length, end: end, room: fitting)
      if cut.taken == length { break }
      breakPage(target: 0, carry: length - cut.taken)
    }
    takeNotes(leaving: 0)
    finishPage()
    finishFloats()
  }

  // MARK: Floats

  /// Floats called at a block's end; some stand on the open page.
  mutating func call(_ floats: Range<Int32>, placing count: Int32) {
    pendingFloats += floats
    open.floats += takeFloats(count)
  }

  /// Waiting floats on pages of their own, then on the page just opened.
  mutating func takeFloats(pages count: Int32, here: Int32, target: Int8) {
    for slice in takeFloats(count) { addFloatPage([slice]) }
    open.target = target
    open.floats += takeFloats(here)
  }

  /// What waits at the division's end gets pages of its own, as full as they may be.
  private mutating func finishFloats() {
    while let first = pendingFloats.first {
      var count: Int32 = 1
      var height = material.floats[Int(first)].height
      for (before, next) in zip(pendingFloats, pendingFloats.dropFirst()) {
        height += separation(before, next) + material.floats[Int(next)].height
        if height > parameters.capacity(target: 0) || material.floats[Int(next)].place == .page {
          break
        }
        count += material.floats[Int(first)].place == .page ? 0 : 1
      }
      addFloatPage(takeFloats(count))
    }
  }

  private mutating func takeFloats(_ count: Int32) -> [PagePlan.FloatSlice] {
    let taken = pendingFloats.prefix(Int(count)).map { PagePlan.FloatSlice(float: $0, y: .zero) }
    pendingFloats.removeFirst(taken.count)
    return taken
  }

  /// A page without text: its floats stand in its middle.
  private mutating func addFloatPage(_ slices: [PagePlan.FloatSlice]) {
    let gaps = zip(slices, slices.dropFirst()).map { separation($0.float, $1.float) }
    let height = slices.reduce(into: gaps.reduce(.zero, +)) {
      $0 += material.floats[Int($1.float)].height
    }
    var y = max((parameters.capacity(target: 0) - height) / 2, .zero)
    var page = PagePlan.Page()
    for (slice, gap) in zip(slices, [.zero] + gaps) {
      y += gap
      page.floats.append(PagePlan.FloatSlice(float: slice.float, y: y))
      y += material.floats[Int(slice.float)].height
    }
    page.depth = y
    pages.append(page)
  }

  /// What parts two floats of a page without text: one for the head has its white space below, one
  /// for the foot above.
  private func separation(_ float: Int32, _ next: Int32) -> Length {
    let (upper, lower) = (material.floats[Int(float)].place, material.floats[Int(next)].place)
    return upper == .bottom && lower == .top ? parameters.grid : .zero
  }

  /// Gives the open page's floats their places: those for the head push the text down.
  ///
  /// - Returns: the height they take.
  private mutating func settleFloats(notes: Length) -> Length {
    guard !open.floats.isEmpty else { return .zero }
    func isTop(_ slice: PagePlan.FloatSlice) -> Bool {
      material.floats[Int(slice.float)].place == .top
    }
    let heights = open.floats.map { material.floats[Int($0.float)].height }
    let top = zip(open.floats, heights).reduce(into: Length.zero) {
      $0 += isTop($1.0) ? $1.1 : .zero
    }
    let all = heights.reduce(.zero, +)
    var head = Length.zero
    var foot = parameters.capacity(target: open.target) - notes - (all - top)
    for (index, slice) in open.floats.enumerated() {
      let y = isTop(slice) ? head : foot
      if isTop(slice) { head += heights[index] } else { foot += heights[index] }
      open.floats[index] = PagePlan.FloatSlice(float: slice.float, y: y)
    }
    open.slices = open.slices.map { slice in
      PagePlan.Slice(
        block: slice.block, variant: slice.variant, lines: slice.lines, y: slice.y + top,
        isContinuation: slice.isContinuation)
    }
    open.depth += top
    return all
  }

  private var pendingLines: Int32 {
    pendingNotes.reduce(into: 0) { $0 += material.notes[Int($1.note)].lineCount - $1.from }
  }

  private mutating func finishPage() {
    open.depth = used
    let noteLines = open.notes.reduce(0) { $0 + $1.lines.count }
    let notes =
      noteLines == 0
      ? Length.zero : parameters.noteSeparation + parameters.noteLeading * noteLines
    let floats = settleFloats(notes: notes)
    let room = parameters.capacity(target: open.target) - used - notes - floats
    open.shortBy = max(0, Int(room.scaledPoints / parameters.grid.scaledPoints))
    let limit = parameters.capacity(target: max(open.target, 0))
    open.overfull = max(used + notes + floats - limit, .zero)
    pages.append(open)
    open = PagePlan.Page()
    used = .zero
    isAtTop = true
  }

  /// Moves pending note lines to the open page, but for the last `carry`.
  private mutating func takeNotes(leaving carry: Int32) {
    var room = pendingLines - carry
    var rest: [(note: Int32, from: Int32)] = []
    for pending in pendingNotes {
      let count = material.notes[Int(pending.note)].lineCount
      let taken = min(count - pending.from, max(room, 0))
      if taken > 0 {
        let lines = pending.from..<(pending.from + taken)
        open.notes.append(PagePlan.NoteSlice(note: pending.note, lines: lines))
        room -= taken
      }
      if pending.from + taken < count { rest.append((pending.note, pending.from + taken)) }
    }
    pendingNotes = rest
  }
}
