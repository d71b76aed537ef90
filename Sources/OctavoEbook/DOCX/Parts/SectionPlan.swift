import OctavoBase
import OctavoBook
import OctavoStyle

/// A document's sections, one a division: pages, folios, heads and the side each begins on.
struct SectionPlan: Sendable {
  /// The `w:sectPr` of each division.
  private(set) var sections: [[UInt8]] = []
  private(set) var heads = RunningHeadParts()
  /// The heads' and feet's relations to the document.
  private(set) var relations = Relations(prefix: "rIdHead")
  private let plan: DocumentPlan
  private let hasEvenHeads: Bool
  private let room: HeadRoom
  private let bookTitle: String
  /// The parts the section before refers to, by slot: what is the same is inherited.
  private var inherited: [Slot: String] = [:]
  /// The title of the part the divisions belong to; nil for none.
  private var part: String?
  private var isArabic = false
  private var hasNumbers = false
  /// Whether the division before is a part that opens on a recto: its back stays blank.
  private var followsPart = false

  private enum Slot: String, CaseIterable {
    case even, `default`, first
    case evenFoot, defaultFoot, firstFoot

    var isHead: Bool { self == .even || self == .default || self == .first }

    var kind: String {
      switch self {
      case .even, .evenFoot: "even"
      case .default, .defaultFoot: "default"
      case .first, .firstFoot: "first"
      }
    }
  }

  init(_ plan: DocumentPlan, hasEvenHeads: Bool) {
    self.plan = plan
    self.hasEvenHeads = hasEvenHeads
    room = HeadRoom(plan.sheet)
    bookTitle = room.shortened(plan.book.metadata.title)
    for index in plan.book.divisions.indices { add(index) }
  }

  private mutating func add(_ index: Int) {
    let division = plan.book.divisions[index]
    if division.kind == .part {
      let title = Inline.plainText(division.title)
      part = title.isEmpty ? nil : room.shortened(title)
    }
    let opening = plan.opening(of: division)
    let startsArabic = !isArabic && division.matter != .front
    isArabic = isArabic || startsArabic
    var xml = WordMarkup()
    xml.raw("<w:sectPr>")
    writeHeads(division, opening, to: &xml)
    xml.raw(text: NotesPart.sectionProperties(plan, isLast: index == plan.book.divisions.count - 1))
    let isRecto = opening.side == .recto || startsArabic || followsPart
    followsPart = division.kind == .part && opening.side == .recto
    xml.raw(
      index > 0 && isRecto ? "<w:type w:val=\"oddPage\"/>" : "<w:type w:val=\"nextPage\"/>")
    writePage(to: &xml)
    writeNumbers(startsAnew: startsArabic || !hasNumbers, to: &xml)
    hasNumbers = true
    xml.raw("<w:cols w:space=\"720\"/>")
    if plan.notePlace == .book && division.kind != .notes { xml.raw("<w:noEndnote/>") }
    if hidesFirst(opening) { xml.raw("<w:titlePg/>") }
    if WordLanguages.isRightToLeft(plan.book.metadata.language) {
      xml.raw("<w:bidi/><w:rtlGutter/>")
    }
    xml.raw("</w:sectPr>")
    sections.append(xml.bytes)
  }

  private func hidesFirst(_ opening: Openings.Opening) -> Bool {
    !(opening.showsHead && opening.showsFolio)
  }

  private func writeNumbers(startsAnew: Bool, to xml: inout WordMarkup) {
    xml.raw("<w:pgNumType w:fmt=\"")
    xml.raw(isArabic ? "decimal\"" : "lowerRoman\"")
    if startsAnew { xml.raw(" w:start=\"1\"") }
    xml.raw("/>")
  }

  /// Size and margins; with mirrored margins the left one is the inner one.
  private func writePage(to xml: inout WordMarkup) {
    let page = plan.sheet.page
    let edge = min(page.innerMargin, page.outerMargin)
    let bottom = page.trim.height - page.topMargin - page.grid * page.lines
    xml.raw("<w:pgSz")
    xml.attribute("w:w", page.trim.width.twips)
    xml.attribute("w:h", page.trim.height.twips)
    xml.raw("/><w:pgMar")
    xml.attribute("w:top", page.topMargin.twips)
    xml.attribute("w:right", page.outerMargin.twips)
    xml.attribute("w:bottom", max(bottom, page.bottomMargin / 2).twips)
    xml.attribute("w:left", edge.twips)
    xml.attribute("w:header", headerDistance.twips)
    xml.attribute("w:footer", footerDistance.twips)
    xml.attribute("w:gutter", (page.innerMargin - edge).twips)
    xml.raw("/>")
  }

  /// From the page's edge to the head's top: its baseline stands where the printed page has it.
  private var headerDistance: Length {
    let size = plan.sheet[.runningHeadVerso].text.size
    let top = plan.sheet.page.topMargin - plan.sheet.runningHeads.headDistance
    return max(top - size.scaled(4, 5), .zero)
  }

  /// From the page's foot to the foot line's lower edge.
  private var footerDistance: Length {
    let page = plan.sheet.page
    let baseline =
      page.topMargin + page.grid * (page.lines - 1) + page.firstBaseline
      + plan.sheet.runningHeads.footDistance
    let size = plan.sheet[.folio].text.size
    return max(page.trim.height - baseline - size.scaled(1, 3), .zero)
  }

  // MARK: Heads

  private mutating func writeHeads(
    _ division: Division, _ opening: Openings.Opening, to xml: inout WordMarkup
  ) {
    let lines = matterHeads(division.matter)
    let values = self.values(of: division)
    for slot in Slot.allCases {
      guard hasEvenHeads || slot.kind != "even" else { continue }
      guard slot.kind != "first" || hidesFirst(opening) else { continue }
      let name = heads.name(
        line(slot, lines, opening), isHead: slot.isHead,
        isRecto: slot.kind != "even", values)
      guard inherited[slot] != name else { continue }
      inherited[slot] = name
      let id = relations.id(slot.isHead ? .header : .footer, name)
      xml.raw(slot.isHead ? "<w:headerReference" : "<w:footerReference")
      xml.attribute("w:type", slot.kind)
      xml.attribute("r:id", id)
      xml.raw("/>")
    }
  }

  private func line(
    _ slot: Slot, _ heads: RunningHeads.MatterHeads, _ opening: Openings.Opening
  ) -> RunningHeads.Line {
    switch slot {
    case .even: heads.versoHead
    case .default: heads.rectoHead
    case .evenFoot: heads.versoFoot
    case .defaultFoot: heads.rectoFoot
    case .first: opening.showsHead ? heads.rectoHead : RunningHeads.Line()
    case .firstFoot:
      opening.showsFolio
        ? (opening.showsHead ? heads.rectoFoot : heads.openingFoot) : RunningHeads.Line()
    }
  }

  private func matterHeads(_ matter: Matter) -> RunningHeads.MatterHeads {
    switch matter {
    case .front: plan.sheet.runningHeads.front
    case .body: plan.sheet.runningHeads.body
    case .back: plan.sheet.runningHeads.back
    }
  }

  private func values(of division: Division) -> RunningHeadParts.Values {
    let isHeading: Bool =
      switch division.kind {
      case .chapter, .section, .notes, .index, .bibliography: true
      default: false
      }
    let title = Inline.plainText(division.title)
    // A chapter without a title has its number as its heading.
    let heading = title.isEmpty ? plan.numbers.label(of: division) : title
    let chapter = room.shortened(plan.runningTitle(of: division))
    let sections = division.sectionHeadings.map(\.title)
    return RunningHeadParts.Values(
      bookTitle: bookTitle,
      authors: plan.book.metadata.authors.joined(separator: ", "),
      chapter: chapter, chapterNumber: plan.numbers.numeral(of: division) ?? "", part: part,
      // A field would bring back what was cut off.
      findsChapter: isHeading && chapter == heading,
      hasSections: division.shortTitle == nil && !sections.isEmpty
        && sections.allSatisfy(room.holds),
      folio: division.matter == .front ? "i" : "1")
  }
}
