import OctavoBase
import OctavoBreaking
import OctavoStyle

/// Turns a plan of pages into page fragments: everything at its final place.
struct PageComposer {
  let setter: ChapterSetter
  let sheet: StyleSheet
  let purpose: LayoutPurpose

  /// A heading that running heads name.
  struct Section {
    let title: String
    let number: String
  }

  /// - Returns: the pages, and the blocks on whose page the notes beside the text are taller than it.
  func compose(
    _ plan: PagePlan, startsOnRecto: Bool
  ) -> (pages: [PageFragment], crowded: Set<Int>) {
    var section = Section(title: "", number: "")
    var beside = SideNotes(setter: setter)
    let pages = plan.pages.enumerated().map { number, page in
      let isRecto = (number % 2 == 0) == startsOnRecto
      return compose(page, isRecto: isRecto, section: &section, beside: &beside)
    }
    return (pages, beside.crowded)
  }

  private func compose(
    _ page: PagePlan.Page, isRecto: Bool, section: inout Section, beside: inout SideNotes
  ) -> PageFragment {
    let geometry = sheet.page
    let origin = Point(x: geometry.left(isRecto: isRecto), y: geometry.topMargin)
    var fragment = PageFragment()
    fragment.filledLines = page.depth.steps(of: geometry.grid)
    var firstSection: Section?
    if purpose == .drawing {
      fragment.items += panels(of: page).map {
        setter.moved(Self.shifted($0, by: origin.x), by: origin.y)
      }
    }
    for slice in page.slices {
      let facts = setter.facts[Int(slice.block)]
      if !slice.isContinuation {
        let place = Point(x: origin.x, y: origin.y + slice.y)
        fragment.anchors += facts.anchors.map { PageFragment.Anchor(name: $0, at: place) }
        if facts.isOpening { fragment.isOpening = true }
        if let title = facts.sectionTitle {
          section = Section(title: title, number: facts.sectionNumber)
          firstSection = firstSection ?? section
        }
      }
      let left = origin.x + setter.columns.left(of: slice.column)
      add(slice, facts, at: Point(x: left, y: origin.y), to: &fragment)
      if !setter.sideCalls.isEmpty { callNotes(slice, facts, &beside) }
      let isOver =
        slice.lines.upperBound == setter.material.variants[Int(slice.variant)].lines.upperBound
      for float in setter.material.blocks[Int(slice.block)].floats where isOver {
        fragment.floatCalls.append(
          PageFragment.FloatCall(item: fragment.items.count, float: float))
      }
    }
    fragment.sectionTitle = (firstSection ?? section).title
    fragment.sectionNumber = (firstSection ?? section).number
    addFloats(page, at: origin, to: &fragment)
    addNotes(page, at: origin, to: &fragment)
    let notes = beside.take(isRecto: isRecto)
    if purpose == .drawing {
      fragment.items += notes.map { setter.moved(Self.shifted($0, by: origin.x), by: origin.y) }
    }
    return fragment
  }

  /// The panels behind what runs over the measure and behind each column, relative to the text
  /// block's top left.
  private func panels(of page: PagePlan.Page) -> [PageFragment.Item] {
    let columns = (page.slices.map(\.column).min() ?? -1)...(page.slices.map(\.column).max() ?? -1)
    return columns.flatMap { column -> [PageFragment.Item] in
      let measure = column < 0 ? sheet.page.measure : setter.columns.width
      return PanelComposer(setter: setter, measure: measure)
        .items(of: page.slices.filter { $0.column == column })
        .map { Self.shifted($0, by: setter.columns.left(of: column)) }
    }
  }

  /// Has the notes that a slice's lines call stand beside them.
  private func callNotes(
    _ slice: PagePlan.Slice, _ facts: ChapterSetter.BlockFacts, _ beside: inout SideNotes
  ) {
    var y = slice.y
    for line in slice.lines {
      beside.call(line, in: Int(slice.block), top: y, leading: facts.leading)
      y += setter.material.lines[Int(line)].height
    }
  }

  /// Figures that left their places in the text.
  private func addFloats(
    _ page: PagePlan.Page, at origin: Point, to fragment: inout PageFragment
  ) {
    for slice in page.floats {
      let float = setter.floats[Int(slice.float)]
      let place = Point(x: origin.x, y: origin.y + slice.y)
      fragment.anchors += float.facts.anchors.map { PageFragment.Anchor(name: $0, at: place) }
      guard purpose == .drawing else { continue }
      let start = float.isTurned ? turnedOrigin(origin) : place
      let items = float.group.items.map {
        Self.shifted(setter.moved($0, by: start.y), by: start.x)
      }
      fragment.floats.append(
        PageFragment.Float(number: slice.float, items: items, isTurned: float.isTurned))
    }
  }

  /// Where the text block begins on a page turned to the left.
  private func turnedOrigin(_ origin: Point) -> Point {
    Point(x: sheet.page.trim.height - origin.y - setter.pageHeight, y: origin.x)
  }

  private func add(
    _ slice: PagePlan.Slice, _ facts: ChapterSetter.BlockFacts, at origin: Point,
    to fragment: inout PageFragment
  ) {
    if slice.isContinuation, let head = setter.repeatedHeads[Int(slice.block)] {
      place(.group(Int32(head)), -1, facts.leading, origin, .zero, &fragment)
    }
    var y = slice.y
    for line in slice.lines {
      for anchor in facts.innerAnchors where anchor.line == line {
        fragment.anchors.append(
          PageFragment.Anchor(name: anchor.name, at: Point(x: origin.x, y: origin.y + y)))
      }
      place(setter.sources[Int(line)], Int64(line), facts.leading, origin, y, &fragment)
      y += setter.material.lines[Int(line)].height
    }
  }

  private func place(
    _ source: LineSource, _ index: Int64, _ leading: Length, _ origin: Point, _ y: Length,
    _ fragment: inout PageFragment
  ) {
    guard purpose == .drawing else { return }
    for item in setter.items(of: source, index: index, leading: leading, top: origin.y + y) {
      fragment.items.append(PageComposer.shifted(item, by: origin.x))
    }
  }

  static func shifted(_ item: PageFragment.Item, by x: Length) -> PageFragment.Item {
    switch item {
    case .line(let line, let at): .line(line, at: Point(x: at.x + x, y: at.y))
    case .rule(let rect, let color):
      .rule(
        Rect(origin: Point(x: rect.origin.x + x, y: rect.origin.y), size: rect.size), color)
    case .image(let image):
      .image(
        ImageFragment(
          image: image.image,
          frame: Rect(
            origin: Point(x: image.frame.origin.x + x, y: image.frame.origin.y),
            size: image.frame.size),
          alternative: image.alternative))
    }
  }

  // MARK: Notes

  /// Sets the page's notes so that the last line stands on the page's last baseline.
  private func addNotes(
    _ page: PagePlan.Page, at origin: Point, to fragment: inout PageFragment
  ) {
    let count = page.notes.reduce(0) { $0 + $1.lines.count }
    guard count > 0 else { return }
    let leading = sheet[.note].leading
    let foot = sheet.page.grid * (sheet.page.lines + Int(page.target))
    let lastBaseline = foot - sheet.page.grid + sheet.page.firstBaseline
    var y = lastBaseline - leading * (count - 1) - setter.baseline(leading)
    let design = sheet.notes
    if design.ruleLength > .zero {
      let rule = Rect(
        x: origin.x, y: origin.y + y - design.ruleDistance - design.ruleThickness,
        width: design.ruleLength, height: design.ruleThickness)
      fragment.items.append(.rule(rule, .black))
    }
    for slice in page.notes {
      let lines = setter.notes.lines(of: slice.note)
      for line in slice.lines {
        let key = -1 - (Int64(slice.note) << 32 | Int64(line))
        place(lines[Int(line)], key, leading, origin, y, &fragment)
        y += leading
      }
    }
  }
}
