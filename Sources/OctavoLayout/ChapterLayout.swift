import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle
import OctavoText

/// A division in lines and pages, its place in the book not yet known.
struct LaidDivision: Sendable {
  let store: FragmentStore
  /// The pages when the division begins on a recto, and on a verso; nil for a side it was not set
  /// for.
  let recto: LaidPages?
  let verso: LaidPages?
  /// Whether the pages are known but nothing on them: the division is to be set again.
  let isDraft: Bool
  /// Page numbers its text printed.
  let reads: LabelReads
  /// Section headings, for the contents and the outline.
  let sections: [SectionEntry]
  let diagnostics: [Diagnostic]
  /// Characters of it that no font covers.
  let missing: MissingCharacters

  func isSet(startingOnRecto isRecto: Bool) -> Bool { (isRecto ? recto : verso) != nil }

  func pages(startingOnRecto isRecto: Bool) -> [PageFragment] {
    laid(startingOnRecto: isRecto)?.pages ?? []
  }

  func diagnostics(startingOnRecto isRecto: Bool) -> [Diagnostic] {
    diagnostics + (laid(startingOnRecto: isRecto)?.findings ?? [])
  }

  private func laid(startingOnRecto isRecto: Bool) -> LaidPages? {
    isRecto ? recto ?? verso : verso ?? recto
  }
}

/// A division's pages when it begins on one side.
struct LaidPages: Sendable {
  let pages: [PageFragment]
  /// What is to be said of them.
  let findings: [Diagnostic]
}

/// A section heading as the contents list it.
struct SectionEntry: Sendable {
  /// 1 for the first level below the division.
  let level: Int
  let title: String
  let anchor: String
}

/// The lines of a division that is filled in from the others, such as the contents.
struct Filling {
  var blocks: [FlowBlock] = []
  /// Page numbers the lines print, where their change alone makes them stale.
  var reads = LabelReads()
}

/// What a division is set for.
struct DivisionTask: Sendable {
  /// Index of the division in the book.
  let division: Int
  /// The side it begins on; nil where that is not yet known.
  var startsOnRecto: Bool?
  /// Whether a division that prints page numbers not yet known is left at how many pages it has.
  var mayBeDraft = false
  /// What may know the side once the division's lines are set; else it is set for both.
  var sides: KnownSides?
}

/// Lays out one division: flow, paragraphs, vertical list, pages. The driver of a chapter.
struct ChapterLayout: Sendable {
  let book: Book
  let sheet: StyleSheet
  let numbers: BookNumbers
  let images: ImageTable
  let purpose: LayoutPurpose

  /// - Parameter filling: what the division lists, where it is filled in from the others.
  func layout(
    _ task: DivisionTask, labels: LabelTable, filling: Filling, context: FontContext
  ) -> LaidDivision {
    let division = book.divisions[task.division]
    let place = sheet.notes.place(in: book)
    var flow = FlowBuilder(
      division: division,
      notes: NoteCalls(of: division, place: place, design: sheet.notes),
      sheet: sheet, numbers: numbers, images: images, labels: labels)
    flow.buildDivision(metadata: book.metadata)
    let isInColumns = division.kind == .index && sheet.blocks.indexColumns > 1
    for var block in filling.blocks {
      block.isInColumns = isInColumns
      flow.addEntry(block)
    }
    flow.record(filling.reads)
    let notes = place.isGathered ? [] : flow.buildNotes()
    addEndnotes(to: &flow)

    let text = ParagraphSetter(
      context: context, sheet: sheet, language: book.metadata.language,
      exceptions: book.metadata.hyphenationExceptions)
    let setter = ChapterSetter(text: text, sheet: sheet, images: images)
    setter.setNotes(notes, areBeside: place == .side)
    let isRunningText = division.kind == .chapter || division.kind == .section
    setter.turnTables(in: &flow.blocks)
    let (blocks, floats) = FloatingFigures.split(flow.blocks)
    setter.set(blocks, wantsVariants: isRunningText)
    setter.setFloats(floats)

    let isDraft = task.mayBeDraft && (division.kind.isContents || flow.reads.hasUnknown)
    let purpose = isDraft ? .pageNumbers : purpose
    if purpose == .drawing {
      // A glyph and a byte for each byte of text are more than the lines will hold.
      setter.store.glyphs.reserveCapacity(text.chapter.bytes.count)
      setter.store.text.reserveCapacity(text.chapter.bytes.count)
    }
    let opening = FlowBuilder.opening(division, sheet)
    let columns = blocks.firstIndex(where: \.isInColumns)
    let known = opening.side == .any ? task.startsOnRecto : true
    let side = known ?? task.sides?.startsOnRecto(task.division, isDraft: isDraft)
    let composer = PageComposer(setter: setter, sheet: sheet, purpose: purpose)
    func lay(startsOnRecto: Bool) -> LaidPages {
      let plan = plan(setter, columns, startsOnRecto: startsOnRecto)
      let (pages, crowded) = composer.compose(plan, startsOnRecto: startsOnRecto)
      let findings =
        LayoutFindings.overfullPages(plan, blocks, in: division)
        + LayoutFindings.crowdedMargins(crowded, blocks)
        + PageFindings(
          plan: plan, material: setter.material, blocks: blocks, division: division
        ).diagnostics()
      return LaidPages(pages: pages, findings: findings)
    }
    let recto = side == false ? nil : lay(startsOnRecto: true)
    let verso = side == true ? nil : lay(startsOnRecto: false)
    setter.store.links = text.chapter.links
    return LaidDivision(
      store: setter.store, recto: recto, verso: verso, isDraft: isDraft, reads: flow.reads,
      sections: flow.sections,
      diagnostics: flow.diagnostics + text.diagnostics + LayoutFindings.diagnostics(setter),
      missing: text.missing)
  }

  /// Adds the notes that stand at the division's end.
  private func addEndnotes(to flow: inout FlowBuilder) {
    switch flow.notes.place {
    case .foot, .side: break
    case .chapter: flow.addEndnotes(of: flow.division, heading: numbers.words["Notes"])
    case .book:
      guard flow.division.kind == .notes else { return }
      for division in book.divisions {
        let title = numbers.outlineTitle(of: division, in: book, sheet.contents)
        flow.addEndnotes(of: division, heading: title ?? division.id)
      }
    }
  }

  /// Measures texts as they are set on one line.
  func ruler(_ context: FontContext) -> (ParagraphText) -> Length {
    let setter = ParagraphSetter(
      context: context, sheet: sheet, language: book.metadata.language, exceptions: [])
    return { text in
      let tokens = setter.shape(text, hyphenate: false, isTrial: true)
      let width = tokens.reduce(into: Int64(0)) {
        $0 += Int64(setter.chapter.tokens[Int($1)].width)
      }
      return Length(scaledPoints: width)
    }
  }

  /// - Parameter columns: the first block that stands in columns.
  private func plan(
    _ setter: ChapterSetter, _ columns: Int?, startsOnRecto: Bool
  ) -> PagePlan {
    if let columns, setter.columns.count > 1 {
      return ColumnPlanner.plan(
        setter.material,
        ColumnPlanner.Shape(
          firstBlock: columns, columns: setter.columns.count, height: setter.pageHeight,
          grid: sheet.page.grid))
    }
    var parameters = PageParameters(sheet)
    parameters.startsOnRecto = startsOnRecto
    return Paginator.paginate(setter.material, parameters: parameters)
  }
}

extension PageParameters {
  /// The template's page and costs.
  init(_ sheet: StyleSheet) {
    let notes = sheet.notes
    self.init(
      grid: sheet.page.grid, lines: sheet.page.lines, noteLeading: sheet[.note].leading,
      noteSeparation: notes.separation + notes.ruleDistance + notes.ruleThickness)
    let costs = sheet.pagination
    widowCost = Int64(costs.widow)
    orphanCost = Int64(costs.orphan)
    unevenCost = Int64(costs.unevenSpread)
    shortSpreadCost = Int64(costs.shortSpread)
    longSpreadCost = Int64(costs.longSpread)
    hyphenCost = Int64(costs.hyphenAtPageEnd)
    shortLastPageCost = Int64(costs.shortLastPage)
    lastPageLines = costs.lastPageLines
    splitNoteCost = Int64(costs.splitNote)
    deferredNoteCost = 25 * unevenCost
  }
}
