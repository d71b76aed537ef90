import OctavoBase

/// A place in the vertical list: a line of a variant of a block.
struct BreakPlace: Equatable {
  let block: Int
  /// Index in `PageMaterial.variants`.
  let variant: Int
  /// Index within the variant's lines.
  var line: Int
}

/// What fits on a page and what a page costs: the rules the search of `Paginator` applies.
struct PageRules {
  let material: PageMaterial
  let parameters: PageParameters

  /// Height for text and notes on the open page.
  @inline(__always)
  func capacity(_ state: PageState) -> Length {
    parameters.capacity(target: state.target) - state.floats
  }

  // MARK: Fitting

  /// Sets all of a variant's lines on the page; false when they do not fit, or when notes ask for
  /// a look at each line.
  @inline(__always)
  func addWhole(_ setting: PageMaterial.Variant, to state: inout PageState) -> Bool {
    guard !setting.hasNotes,
      state.used + setting.height + state.notes <= capacity(state)
    else { return false }
    state.used += setting.height
    state.isAtTop = false
    return true
  }

  /// The state with one more line on the page; nil when the line or its notes do not fit.
  ///
  /// The notes may be cut where `NoteStream` allows it inside one; the notes after that one then
  /// wait for the next page as a whole, which is dear.
  func added(_ setting: PageMaterial.Variant, _ index: Int, to state: PageState) -> PageState? {
    let line = material.lines[Int(setting.lines.lowerBound) + index]
    let capacity = capacity(state)
    var after = state
    after.used += line.height
    after.isAtTop = false
    if line.notes.isEmpty { return after.used + after.notes <= capacity ? after : nil }
    let called = noteLines(line.notes)
    after.calledNotes = line.notes.upperBound
    if state.carry > 0 {
      guard after.used + after.notes <= capacity else { return nil }
      after.carry += called
      after.cost += parameters.deferredNoteCost
      return after
    }
    if after.notes == .zero { after.notes = parameters.noteSeparation }
    let room = capacity - after.used - after.notes
    guard room >= .zero else { return nil }
    let fitting = Int32(room.scaledPoints / parameters.noteLeading.scaledPoints)
    let cut = stream.cut(length: called, end: line.notes.upperBound, room: fitting)
    guard cut.taken > 0, cut.isInside || cut.deferred == 0 else { return nil }
    after.carry = called - cut.taken
    after.notes += parameters.noteLeading * Int(cut.taken)
    if cut.isInside { after.cost += parameters.splitNoteCost }
    after.cost += parameters.deferredNoteCost * Int64(cut.deferred)
    return after
  }

  /// The state with a line that fits on no page, set all the same.
  func forced(_ setting: PageMaterial.Variant, _ index: Int, to state: PageState) -> PageState {
    let line = material.lines[Int(setting.lines.lowerBound) + index]
    var after = state
    after.used += line.height
    after.isAtTop = false
    guard !line.notes.isEmpty else { return after }
    after.calledNotes = line.notes.upperBound
    after.carry += noteLines(line.notes)
    if after.notes == .zero { after.notes = parameters.noteSeparation }
    let room = capacity(state) - after.used - after.notes
    let fitting = Int32(max(room.scaledPoints, 0) / parameters.noteLeading.scaledPoints)
    let cut = stream.cut(length: after.carry, end: line.notes.upperBound, room: fitting)
    after.carry -= cut.taken
    after.notes += parameters.noteLeading * Int(cut.taken)
    return after
  }

  /// Where the notes that the page calls, or takes over, may be cut.
  var stream: NoteStream { NoteStream(notes: material.notes) }

  private func noteLines(_ notes: Range<Int32>) -> Int32 {
    notes.reduce(into: 0) { $0 += material.notes[Int($1)].lineCount }
  }

  /// Whether the block may begin on the open page: it and what it must stay with, down to the
  /// first lines of the block that may be broken. Nil where it may not, else what the notes called
  /// there cost.
  func costOfMinimum(_ block: Int, from state: PageState) -> Int64? {
    var open = state
    var index = block
    while index < material.blocks.count {
      let facts = material.blocks[index]
      if index > block && facts.breakBefore { break }
      let setting = material.variants[Int(facts.variants.lowerBound)]
      let isWhole = facts.keepTogether || facts.keepWithNext
      let needed = isWhole ? setting.lines.count : min(setting.lines.count, facts.orphans)
      open.used = material.top(
        of: index, line: 0, extraSpace: setting.extraSpace, on: (open.used, open.isAtTop),
        grid: parameters.grid)
      for line in 0..<needed {
        guard let after = added(setting, line, to: open) else { return nil }
        open = after
      }
      if !facts.keepWithNext { break }
      index += 1
    }
    return open.cost - state.cost
  }

  // MARK: Costs

  /// Whole grid lines the open page would be left short.
  func shortfall(_ state: PageState) -> Int {
    let room = capacity(state) - state.used - state.notes
    return max(0, Int(room.scaledPoints / parameters.grid.scaledPoints))
  }

  /// The cost of a page that ends `short` lines above its spread's foot.
  func unevenness(_ short: Int) -> Int64 {
    let capped = Int64(min(short, 20))
    return capped * capped * parameters.unevenCost
  }

  func spreadCost(_ target: Int8) -> Int64 {
    target < 0 ? parameters.shortSpreadCost : target > 0 ? parameters.longSpreadCost : 0
  }

  /// What breaking a block after `taken` lines on this page costs, the page's depth apart.
  func cutCost(_ place: BreakPlace, taken: Int) -> Int64 {
    let facts = material.blocks[place.block]
    let rest = material.variants[place.variant].lines.count - place.line - taken
    var cost: Int64 = facts.keepTogether ? parameters.keepCost : 0
    if place.line == 0 && taken < facts.orphans { cost += parameters.orphanCost }
    if rest < facts.widows { cost += parameters.widowCost }
    let next = Int(material.variants[place.variant].lines.lowerBound) + place.line + taken
    if rest > 0, material.lines[next].isNoStart { cost += parameters.orphanCost }
    return cost
  }

  /// The first state of the page after `state`'s, its spread's length not yet chosen.
  func opened(after state: PageState, at place: BreakPlace) -> PageState {
    var opened = PageState(isRecto: !state.isRecto)
    opened.isFirstPage = false
    opened.cost = state.cost + unevenness(shortfall(state))
    if endsInHyphen(place) { opened.cost += parameters.hyphenCost * (state.isRecto ? 2 : 1) }
    opened.calledNotes = state.calledNotes
    opened.calledFloats = state.calledFloats
    opened.pendingFloats = state.pendingFloats
    if state.carry > 0 {
      let cut = stream.forcedCut(
        length: state.carry, end: state.calledNotes, room: parameters.carriedNoteLines)
      opened.notes = parameters.noteSeparation + parameters.noteLeading * Int(cut.taken)
      opened.carry = state.carry - cut.taken
    }
    return opened
  }

  private func endsInHyphen(_ place: BreakPlace) -> Bool {
    guard place.line > 0 else { return false }
    let first = Int(material.variants[place.variant].lines.lowerBound)
    return material.lines[first + place.line - 1].endsInHyphen
  }

  /// What ending the division on the open page costs.
  func finalCost(_ state: PageState) -> Int64 {
    var cost = state.carry > 0 ? parameters.splitNoteCost * 10 : 0
    cost += Int64(state.pendingFloats) * parameters.deferredNoteCost
    let lines = state.used.steps(of: parameters.grid)
    if !state.isFirstPage && lines < parameters.lastPageLines {
      cost += parameters.shortLastPageCost * Int64(parameters.lastPageLines - lines)
    }
    return cost
  }
}
