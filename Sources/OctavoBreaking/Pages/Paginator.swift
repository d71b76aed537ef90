import OctavoBase

/// Chooses all page breaks of a division at once, with the spread as the unit.
///
/// Dynamic programming over the stream of blocks: a state is how far the open page is filled, by
/// text and by notes, and how long its spread is set; each block leads on by every one of its
/// variants and by every page break worth having inside it. States with equal futures are merged,
/// the cheaper stays. (After Plass 1981 on optimal pagination, and Mittelbach 2018 on variants.)
package struct Paginator {
  private let material: PageMaterial
  private let parameters: PageParameters
  private let pages: PageRules
  private var trace = PageTrace()
  private var frontier = PageFrontier()
  private var next = PageFrontier()
  /// Pages begun inside the block in hand: the line each begins with, ascending.
  private var begun: [(line: Int, state: PageState)] = []
  /// The page in hand after each line set on it.
  private var history: ContiguousArray<PageState> = []

  /// A page may be left this many lines short by choice; more only where nothing else fits.
  private static let willinglyShort = 3

  package static func paginate(_ material: PageMaterial, parameters: PageParameters) -> PagePlan {
    var paginator = Paginator(material: material, parameters: parameters)
    return paginator.run()
  }

  private init(material: PageMaterial, parameters: PageParameters) {
    self.material = material
    self.parameters = parameters
    pages = PageRules(material: material, parameters: parameters)
  }

  private mutating func run() -> PagePlan {
    frontier.insert(PageState(isRecto: parameters.startsOnRecto))
    for block in material.blocks.indices {
      next.removeAll()
      for state in frontier.states { enter(block, from: state) }
      next.prune(margin: parameters.pruningMargin)
      swap(&frontier, &next)
    }
    let costs = frontier.states.map { $0.cost + pages.finalCost($0) }
    guard let cheapest = costs.indices.min(by: { (costs[$0], $0) < (costs[$1], $1) }) else {
      return PagePlan(pages: [], cost: 0)
    }
    let path = trace.path(to: frontier.states[cheapest].event)
    return PagePlanBuilder(material: material, parameters: parameters)
      .plan(path, cost: costs[cheapest])
  }

  /// Sets a block on the open page, or on the next one, or over both.
  private mutating func enter(_ block: Int, from state: PageState) {
    if state.isAtTop { return placeAll(block, from: state) }
    let mustBreak = material.blocks[block].breakBefore
    let isKept = block > 0 && material.blocks[block - 1].keepWithNext
    let noteCost = mustBreak ? nil : pages.costOfMinimum(block, from: state)
    let fits = noteCost != nil
    if fits { placeAll(block, from: state) }
    if !fits && !mustBreak
      && pages.costOfMinimum(block, from: PageState(isRecto: true)) == nil
    {
      // What fits on no page is torn once, not at every link of what it must stay with.
      var torn = state
      torn.cost += parameters.keepCost
      placeAll(block, from: torn)
    }
    let short = pages.shortfall(state)
    let defersNotes = noteCost ?? 0 >= parameters.deferredNoteCost
    guard !fits || defersNotes || (short <= Self.willinglyShort && !isKept) else { return }
    var closed = state
    if isKept && !mustBreak { closed.cost += parameters.keepCost }
    if mustBreak { closed.cost -= pages.unevenness(short) }
    let variant = Int(material.blocks[block].variants.lowerBound)
    openPages(after: closed, at: BreakPlace(block: block, variant: variant, line: 0)) {
      $0.placeAll(block, from: $1)
    }
  }

  private mutating func placeAll(_ block: Int, from state: PageState) {
    for variant in material.blocks[block].variants {
      place(block, Int(variant), from: state)
    }
  }

  /// Sets a variant's lines over as many pages as they need.
  private mutating func place(_ block: Int, _ variant: Int, from state: PageState) {
    var open = state
    open.cost += material.variants[variant].cost
    fillPage(BreakPlace(block: block, variant: variant, line: 0), from: open)
    while !begun.isEmpty {
      let (line, state) = begun.removeFirst()
      fillPage(BreakPlace(block: block, variant: variant, line: line), from: state)
    }
  }

  /// Sets as many lines as fit, then ends the block or breaks it over the page.
  private mutating func fillPage(_ place: BreakPlace, from state: PageState) {
    let setting = material.variants[place.variant]
    let count = setting.lines.count
    var open = state
    open.used = material.top(
      of: place.block, line: place.line, extraSpace: setting.extraSpace,
      on: (state.used, state.isAtTop), grid: parameters.grid)
    if place.line == 0, pages.addWhole(setting, to: &open) { return finish(place, open) }
    history.removeAll(keepingCapacity: true)
    var line = place.line
    while line < count, let after = pages.added(setting, line, to: open) {
      open = after
      line += 1
      history.append(open)
    }
    if history.isEmpty && state.isAtTop {
      open = pages.forced(setting, line, to: open)
      line += 1
      history.append(open)
    }
    if line == count { return finish(place, open) }
    breakInside(place, from: state.cost)
  }

  /// Ends the page after some of the lines that fit, the most first; where no cut is clean, after
  /// the cheapest of the unclean.
  ///
  /// - Parameter base: what all before the page's lines cost.
  private mutating func breakInside(_ place: BreakPlace, from base: Int64) {
    var offered = 0
    var isOffered = false
    var dirty: (cost: Int64, taken: Int)?
    for taken in stride(from: history.count, to: 0, by: -1) {
      let cost = pages.cutCost(place, taken: taken)
      if cost == 0 {
        isOffered = true
        begin(place, after: taken, cost: 0)
        // Cuts that leave notes behind are offered besides those that do not.
        if history[taken - 1].cost - base < parameters.deferredNoteCost { offered += 1 }
        if offered > Self.willinglyShort { return }
      } else if cost < dirty?.cost ?? .max {
        dirty = (cost, taken)
      }
    }
    if !isOffered, let dirty { begin(place, after: dirty.taken, cost: dirty.cost) }
  }

  /// Begins the page that follows a cut and queues the rest of the block on it.
  private mutating func begin(_ place: BreakPlace, after taken: Int, cost: Int64) {
    var closed = history[taken - 1]
    closed.cost += cost
    var cut = place
    cut.line += taken
    openPages(after: closed, at: cut) { paginator, page in paginator.queue(page, line: cut.line) }
  }

  private mutating func queue(_ state: PageState, line: Int) {
    var index = begun.count
    while index > 0, begun[index - 1].line >= line {
      index -= 1
      if begun[index].line == line, begun[index].state.isInterchangeable(with: state) {
        if state.cost < begun[index].state.cost { begun[index].state = state }
        return
      }
    }
    while index < begun.count, begun[index].line <= line { index += 1 }
    begun.insert((line, state), at: index)
  }

  private mutating func finish(_ place: BreakPlace, _ state: PageState) {
    var done = state
    var event = PageTrace.Event(
      previous: state.event, kind: .placed, place: place, target: state.target, carry: 0)
    if !material.blocks[place.block].floats.isEmpty {
      event.floats = pages.callFloats(place.block, on: &done)
    }
    done.event = trace.add(event)
    next.insert(done)
  }

  /// Closes the open page before a line and opens the next, once for each length its spread may
  /// have.
  private mutating func openPages(
    after state: PageState, at place: BreakPlace, _ body: (inout Paginator, PageState) -> Void
  ) {
    var opened = pages.opened(after: state, at: place)
    var event = PageTrace.Event(
      previous: state.event, kind: .pageBreak, place: place, target: state.target,
      carry: state.carry)
    if opened.pendingFloats > 0 {
      event.floatPages = pages.takePages(&opened)
      event.floats = pages.takeFloats(&opened)
    }
    if opened.isRecto {
      let target = event.floatPages % 2 == 0 ? state.target : 0
      return open(opened, target: target, by: event, body)
    }
    open(opened, target: 0, by: event, body)
    guard parameters.allowsUnevenSpreads else { return }
    open(opened, target: -1, by: event, body)
    open(opened, target: 1, by: event, body)
  }

  private mutating func open(
    _ opened: PageState, target: Int8, by event: PageTrace.Event,
    _ body: (inout Paginator, PageState) -> Void
  ) {
    var page = opened
    page.target = target
    if !opened.isRecto { page.cost += pages.spreadCost(target) }
    var event = event
    event.target = target
    page.event = trace.add(event)
    body(&self, page)
  }
}
