import OctavoBase
import OctavoBook
import OctavoStyle
import OctavoText

/// Sets running heads and folios on every page.
struct Furniture {
  let book: Book
  let sheet: StyleSheet
  let numbers: BookNumbers
  let order: PageOrder

  struct Result {
    var divisions: [PagedDivision]
    var store: FragmentStore
  }

  /// What the patterns of a page's heads stand for.
  private struct Values {
    var chapter: String
    var chapterNumber: String
    var part: String
    var section: String
    var sectionNumber: String
    var folio: String
  }

  func set(_ context: FontContext) -> Result {
    let text = ParagraphSetter(
      context: context, sheet: sheet, language: book.metadata.language, exceptions: [])
    let setter = ChapterSetter(text: text, sheet: sheet, images: ImageTable([]))
    var writer = FurnitureWriter(setter: setter, sheet: sheet)
    var divisions = order.divisions
    var part = ""
    for index in divisions.indices {
      let division = book.divisions[index]
      if division.kind == .part { part = Inline.plainText(division.title) }
      let opening = FlowBuilder.opening(division, sheet)
      let chapter = runningTitle(of: division)
      for page in divisions[index].pages.indices {
        let physical = divisions[index].firstPage + page
        let fragment = divisions[index].pages[page]
        let values = Values(
          chapter: chapter, chapterNumber: numbers.numeral(of: division) ?? "", part: part,
          section: fragment.sectionTitle, sectionNumber: fragment.sectionNumber,
          folio: order.pageLabels[physical])
        divisions[index].pages[page].furniture = items(
          Place(isFirst: page == 0, isRecto: physical % 2 == 0, matter: division.matter),
          opening, values, &writer)
      }
    }
    return Result(divisions: divisions, store: setter.store)
  }

  private func runningTitle(of division: Division) -> String {
    let title = division.shortTitle ?? Inline.plainText(division.title)
    if !title.isEmpty { return title }
    if division.kind == .contents { return sheet.contents.heading }
    return numbers.label(of: division) ?? ""
  }

  private struct Place {
    let isFirst: Bool
    let isRecto: Bool
    let matter: Matter
  }

  private func items(
    _ place: Place, _ opening: Openings.Opening, _ values: Values,
    _ writer: inout FurnitureWriter
  ) -> [PageFragment.Item] {
    let heads = heads(of: place.matter)
    let showsHead = !place.isFirst || opening.showsHead
    let showsFoot = !place.isFirst || opening.showsFolio
    var items: [PageFragment.Item] = []
    if showsHead {
      let line = place.isRecto ? heads.rectoHead : heads.versoHead
      items += writer.items(filled(line, values), isHead: true, isRecto: place.isRecto)
    }
    if showsFoot {
      let plain = place.isRecto ? heads.rectoFoot : heads.versoFoot
      let line = place.isFirst && !opening.showsHead ? heads.openingFoot : plain
      items += writer.items(filled(line, values), isHead: false, isRecto: place.isRecto)
    }
    return items
  }

  private func heads(of matter: Matter) -> RunningHeads.MatterHeads {
    switch matter {
    case .front: sheet.runningHeads.front
    case .body: sheet.runningHeads.body
    case .back: sheet.runningHeads.back
    }
  }

  private func filled(_ line: RunningHeads.Line, _ values: Values) -> RunningHeads.Line {
    RunningHeads.Line(
      inner: filled(line.inner, values), center: filled(line.center, values),
      outer: filled(line.outer, values))
  }

  /// A pattern with its `{names}` replaced; what is no name stays as it is.
  private func filled(_ pattern: String, _ values: Values) -> String {
    var filled = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open]
      filled += value(rest[rest.index(after: open)..<close], values) ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  /// A number and the title it belongs to.
  private static func mark(_ number: String, _ title: String) -> String {
    number.isEmpty || number == title ? title : number + "\u{2002}" + title
  }

  private func value(_ name: Substring, _ values: Values) -> String? {
    switch name {
    case "book-title": book.metadata.title
    case "author": book.metadata.authors.joined(separator: ", ")
    case "chapter-title": values.chapter
    case "part-title": values.part
    case "section-title": values.section.isEmpty ? values.chapter : values.section
    case "folio": values.folio
    case "chapter-number": values.chapterNumber
    case "section-number": values.sectionNumber
    case "chapter-mark": Self.mark(values.chapterNumber, values.chapter)
    case "section-mark":
      values.section.isEmpty
        ? Self.mark(values.chapterNumber, values.chapter)
        : Self.mark(values.sectionNumber, values.section)
    default: nil
    }
  }
}

/// Sets the lines of heads and feet, each text once.
struct FurnitureWriter {
  let setter: ChapterSetter
  let sheet: StyleSheet
  private var made: [Key: Int32] = [:]

  private struct Key: Hashable {
    let text: String
    let role: StyleRole
    let alignment: Alignment
  }

  init(setter: ChapterSetter, sheet: StyleSheet) {
    self.setter = setter
    self.sheet = sheet
  }

  mutating func items(
    _ line: RunningHeads.Line, isHead: Bool, isRecto: Bool
  ) -> [PageFragment.Item] {
    guard !line.isEmpty else { return [] }
    let page = sheet.page
    let y =
      isHead
      ? page.topMargin - sheet.runningHeads.headDistance
      : page.topMargin + page.grid * (page.lines - 1) + page.firstBaseline
        + sheet.runningHeads.footDistance
    let reach = sheet.runningHeads.reach
    let left = page.left(isRecto: isRecto) - (isRecto ? .zero : reach)
    let origin = Point(x: left, y: y)
    let role: StyleRole = isRecto ? .runningHeadRecto : .runningHeadVerso
    let sides: [(String, Alignment)] = [
      (isRecto ? line.inner : line.outer, .left), (line.center, .center),
      (isRecto ? line.outer : line.inner, .right),
    ]
    let items: [PageFragment.Item] = sides.compactMap { text, alignment in
      guard !text.isEmpty else { return nil }
      let isFolio = text.allSatisfy { $0.isNumber || "ivxlcdm".contains($0) }
      return index(Key(text: text, role: isFolio ? .folio : role, alignment: alignment))
        .map { .line($0, at: origin) }
    }
    return isHead ? items + rule(below: origin) : items
  }

  /// The width of heads and feet.
  private var width: Length { setter.measure + sheet.runningHeads.reach }

  /// The rule below a head.
  private func rule(below origin: Point) -> [PageFragment.Item] {
    let heads = sheet.runningHeads
    guard heads.ruleThickness > .zero else { return [] }
    return [
      .rule(
        Rect(
          x: origin.x, y: origin.y + heads.ruleDistance, width: width,
          height: heads.ruleThickness), .black)
    ]
  }

  private mutating func index(_ key: Key) -> Int32? {
    if let known = made[key] { return known }
    let style = sheet[key.role].text
    let tokens = fitted(key, style)
    let line = setter.assembleAlone(
      tokens, left: .zero, width: width, alignment: key.alignment, role: key.role)
    made[key] = line
    return line
  }

  /// The head's tokens, cut short with an ellipsis where it would run into the folio.
  private func fitted(_ key: Key, _ style: TextStyle) -> Range<Int32> {
    let room = key.alignment == .center ? width - style.size * 6 : width - style.size * 4
    let whole = tokens(key.text, style)
    guard setter.width(of: whole) > room else { return whole }
    let words = ShortenedHead(words: key.text.split(separator: " "))
    let kept = words.longest { setter.width(of: tokens($0, style)) <= room }
    return kept.map { tokens($0, style) } ?? whole
  }

  private func tokens(_ shown: String, _ style: TextStyle) -> Range<Int32> {
    var text = ParagraphText()
    text.append(
      (style.letterCase == .upper ? shown.uppercased() : shown).utf8, style: style)
    return setter.text.shape(text, hyphenate: false)
  }
}
