import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle
import OctavoText

/// Sets a division's flow blocks into the vertical list that pagination breaks.
///
/// A class, because it fills the division's fragment store and lends its text to each step.
final class ChapterSetter {
  let text: ParagraphSetter
  let sheet: StyleSheet
  let images: ImageTable
  // One thread works here, in steps that never overlap: no checks at every line.
  @exclusivity(unchecked) var material = PageMaterial()
  /// Where each line of `material.lines` comes from.
  @exclusivity(unchecked) private(set) var sources: ContiguousArray<LineSource> = []
  var groups: [PlacedGroup] = []
  /// Figures that float, by index in `material.floats`.
  var floats: [SetFloat] = []
  @exclusivity(unchecked) var store = FragmentStore()
  /// What leads to, or is said of, each block of `material.blocks`.
  var facts: [BlockFacts] = []
  /// The division's notes as its text calls them.
  var notes = CalledNotes()
  /// Notes that stand beside the lines that call them, by index in `material.lines`; empty where
  /// notes take of the page's height.
  private(set) var sideCalls: [Int32: [Int]] = [:]
  private var notesAreBeside = false
  /// Tables with a column narrower than its longest word.
  var crampedTables: [CrampedTable] = []
  /// Tables that stand turned, as they fit no measure.
  var turnedTables: [SourceSpan?] = []
  /// Tables set in smaller type to fit the measure.
  var reducedTables: [ReducedTable] = []
  /// Index in `groups` of the head each broken table repeats, by block.
  var repeatedHeads: [Int: Int] = [:]
  /// Items of the material lines composed so far, by line (note lines negative), relative
  /// to left edge and baseline.
  @exclusivity(unchecked) var composed: [Int64: [PageFragment.Item]] = [:]

  /// A table too wide for the measure.
  struct CrampedTable {
    let span: SourceSpan?
    let columns: Int
    /// How many of them, the last ones, stand beside the paper, in part or whole.
    let lostColumns: Int
  }

  /// A table in smaller type than the template's.
  struct ReducedTable {
    let span: SourceSpan?
    /// Of the template's size.
    let percent: Int
  }

  /// What a block means beyond its lines.
  struct BlockFacts {
    var role: StyleRole
    var anchors: [String]
    var sectionTitle: String?
    var sectionNumber: String
    var isOpening: Bool
    var leading: Length
    var panels: [FlowPanel] = []
    /// Anchors inside the block: the material line each stands on, by variant.
    var innerAnchors: [(line: Int32, name: String)] = []
  }

  init(text: ParagraphSetter, sheet: StyleSheet, images: ImageTable) {
    self.text = text
    self.sheet = sheet
    self.images = images
    measure = sheet.page.measure
    columns = ColumnMeasure(sheet)
  }

  /// The width that blocks are set to.
  private(set) var measure: Length
  /// How blocks are set in columns.
  let columns: ColumnMeasure
  var pageHeight: Length { sheet.page.grid * sheet.page.lines }

  /// Sets the notes first, so that the lines that call them know their height.
  func setNotes(_ notes: [[FlowBlock]], areBeside: Bool) {
    notesAreBeside = areBeside
    let measure = areBeside ? sheet.notes.side.width : measure
    for note in notes {
      var noteLines: [LineSource] = []
      var calls: [Int] = []
      for block in note {
        guard case .paragraphs(let paragraphs) = block.content else { continue }
        for var flow in paragraphs {
          // A narrow column is not filled.
          if areBeside, flow.style.alignment == .justify { flow.style.alignment = .left }
          let result = text.set(flow, measure: measure, wantsVariants: false)
          calls += result.calls.map(\.note)
          guard let setting = result.settings.first else { continue }
          noteLines += lines(of: result.paragraph, setting.ends)
        }
      }
      self.notes.add(noteLines, calls: calls)
    }
  }

  /// Height of the notes that lines call, with the space above them.
  func notesHeight(of lines: Range<Int32>) -> Length {
    let count = lines.reduce(into: 0) { count, line in
      for note in material.lines[Int(line)].notes {
        count += Int(material.notes[Int(note)].lineCount)
      }
    }
    let design = sheet.notes
    return count == 0
      ? .zero
      : sheet[.note].leading * count + design.separation + design.ruleDistance
        + design.ruleThickness
  }

  /// Sets all blocks, then brings what stands off the grid back to it.
  func set(_ blocks: [FlowBlock], wantsVariants: Bool) {
    for block in blocks {
      measure = block.isInColumns ? columns.width : sheet.page.measure
      switch block.content {
      case .paragraphs(let paragraphs):
        setParagraphs(paragraphs, block, wantsVariants: wantsVariants)
      case .table(let table): setTable(table, block)
      case .picture(let picture): setPicture(picture, block)
      }
    }
    measure = sheet.page.measure
    GridAlignment(grid: sheet.page.grid, lines: sheet.page.lines)
      .align(&material, blocks: blocks)
  }

  // MARK: Blocks

  func addBlock(_ flow: FlowBlock, firstVariant: Int) {
    let style = flow.style
    let grid = sheet.page.grid
    var block = PageMaterial.Block()
    block.spaceBefore = style.spaceBefore
    block.spaceAfter = style.spaceAfter
    block.topSpace = flow.topSpace
    block.keepWithNext = style.keepWithNext
    block.keepTogether = style.keepTogether
    block.orphans = style.orphans
    block.widows = style.widows
    block.breakBefore = flow.breaksBefore
    let continuesOffGrid = flow.continuesDisplay && material.blocks.last?.isOnGrid == false
    block.isOnGrid =
      style.leading == grid && isWhole(style.spaceBefore) && !continuesOffGrid
    material.addBlock(block, variantsFrom: firstVariant)
    facts.append(
      BlockFacts(
        role: flow.role, anchors: flow.anchors, sectionTitle: flow.sectionTitle,
        sectionNumber: flow.sectionNumber,
        isOpening: Self.openingRoles.contains(flow.role), leading: style.leading,
        panels: flow.panels))
  }

  /// Whether a space is a whole number of grid lines.
  private func isWhole(_ space: Length) -> Bool {
    space.scaledPoints % sheet.page.grid.scaledPoints == 0
  }

  private static let openingRoles: Set<StyleRole> = [
    .chapterNumber, .chapterTitle, .partNumber, .partTitle, .contentsHeading,
  ]

  private func setParagraphs(
    _ paragraphs: [FlowParagraph], _ flow: FlowBlock, wantsVariants: Bool
  ) {
    let firstVariant = material.variants.count
    var inner: [(line: Int32, name: String)] = []
    if paragraphs.count == 1 {
      let isText = wantsVariants && paragraphs[0].style.alignment == .justify
      let result = set(paragraphs[0], flow, wantsVariants: isText)
      for setting in result.settings {
        let first = addLines(result, setting, flow.style.leading, &inner)
        material.addVariant(from: first, cost: setting.cost)
      }
    } else {
      let first = material.lines.count
      for paragraph in paragraphs {
        let result = set(paragraph, flow, wantsVariants: false)
        guard let setting = result.settings.first else {
          addGroup(PlacedGroup(), height: flow.style.leading)
          material.lines[material.lines.count - 1].isNoStart = true
          continue
        }
        let start = addLines(result, setting, flow.style.leading, &inner)
        if [.code, .verse].contains(flow.role) {
          keepWhole(start, isBlank: paragraph.text.bytes.allSatisfy { $0 == 0x20 })
        }
      }
      if material.lines.count > first { material.addVariant(from: first) }
    }
    if material.variants.count == firstVariant { addEmptyLine(flow) }
    addBlock(flow, firstVariant: firstVariant)
    facts[facts.count - 1].innerAnchors = inner
  }

  /// Has no page begin within a line of code or verse that goes on in others, or with a blank one.
  private func keepWhole(_ first: Int, isBlank: Bool) {
    for line in first..<material.lines.count where isBlank || line > first {
      material.lines[line].isNoStart = true
    }
  }

  /// A block without text, such as an empty list item, is a line high.
  private func addEmptyLine(_ flow: FlowBlock) {
    let first = material.lines.count
    var group = PlacedGroup()
    if case .paragraphs(let paragraphs) = flow.content, let marker = paragraphs.first?.marker {
      let tokens = text.shape(marker.text, hyphenate: false)
      if let line = assembleAlone(
        tokens, left: marker.left, width: marker.width, alignment: .right, role: flow.role)
      {
        let y = baseline(flow.style.leading)
        group.items.append(.line(line, at: Point(x: .zero, y: y)))
      }
    }
    addGroup(group, height: flow.style.leading)
    material.addVariant(from: first)
  }

  private func set(
    _ paragraph: FlowParagraph, _ flow: FlowBlock, wantsVariants: Bool
  ) -> ParagraphSetter.Result {
    switch paragraph.entry {
    case .plain: text.set(paragraph, measure: measure, wantsVariants: wantsVariants)
    case .leadIn:
      text.set(
        LeadIn.applied(to: paragraph, sheet), measure: measure, wantsVariants: wantsVariants)
    case .dropCap:
      DropCap(setter: text, sheet: sheet)
        .set(paragraph, measure: measure, wantsVariants: wantsVariants)
    }
  }

  // MARK: Lines

  /// Adds a setting's lines with the notes they call; returns the first one's index.
  func addLines(
    _ result: ParagraphSetter.Result, _ setting: ParagraphSetter.Setting, _ leading: Length,
    _ anchors: inout [(line: Int32, name: String)]
  ) -> Int {
    let first = material.lines.count
    var marks = LineMarks(result)
    for source in lines(of: result.paragraph, setting.ends) {
      guard case .text(_, _, _, let end, let isLast) = source else { continue }
      let lineEnd = text.lineEnds[Int(end)]
      let (calls, names) = marks.take(upTo: lineEnd.token, isLast: isLast)
      for name in names { anchors.append((Int32(material.lines.count), name)) }
      let range = calls.isEmpty ? 0..<0 : place(calls)
      material.lines.append(
        PageMaterial.Line(height: leading, endsInHyphen: lineEnd.addsHyphen, notes: range))
      sources.append(source)
    }
    return first
  }

  private func lines(of paragraph: Int32, _ ends: Range<Int32>) -> [LineSource] {
    ends.enumerated().map { number, end in
      .text(
        paragraph: paragraph, number: Int32(number), start: number == 0 ? -1 : end - 1, end: end,
        isLast: end == ends.upperBound - 1)
    }
  }

  /// Adds a row of placed things as a line, with the notes called in it.
  func addGroup(_ group: PlacedGroup, height: Length, calls: [Int] = []) {
    groups.append(group)
    let range = place(calls)
    material.lines.append(PageMaterial.Line(height: height, notes: range))
    sources.append(.group(Int32(groups.count - 1)))
  }

  /// The places of the notes that the next line calls, where they take of the page's height.
  private func place(_ calls: [Int]) -> Range<Int32> {
    guard notesAreBeside else { return notes.range(of: calls, in: &material) }
    if !calls.isEmpty { sideCalls[Int32(material.lines.count), default: []] += calls }
    return 0..<0
  }

  /// From a line's top to its baseline, in proportion to the grid's.
  func baseline(_ leading: Length) -> Length {
    sheet.page.firstBaseline.scaled(
      Int(leading.scaledPoints), Int(max(sheet.page.grid.scaledPoints, 1)))
  }

  /// Assembles tokens that make one line of their own; nil where there are none.
  func assembleAlone(
    _ tokens: Range<Int32>, left: Length, width: Length, alignment: Alignment, role: StyleRole,
    isSilent: Bool = false
  ) -> Int32? {
    guard let last = tokens.last else { return nil }
    let assembler = LineAssembler(context: text.context, settings: sheet.breaking)
    let end = LineEnd(
      token: last, cut: text.chapter.tokens[Int(last)].length, addsHyphen: false)
    var request = LineAssembler.Request(
      first: tokens.lowerBound, firstCut: 0, end: end, left: left.scaledPoints,
      width: width.scaledPoints, alignment: alignment, isLast: true, role: role)
    request.isSilent = isSilent
    return assembler.assemble(request, text.chapter, into: &store)
  }
}
