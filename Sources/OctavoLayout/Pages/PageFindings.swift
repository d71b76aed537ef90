import OctavoBase
import OctavoBook
import OctavoBreaking
import OctavoStyle

/// What could not be had on the pages of a division: full pages, and paragraphs not torn.
struct PageFindings {
  let plan: PagePlan
  let material: PageMaterial
  let blocks: [FlowBlock]
  let division: Division

  /// Fewest free lines that are worth a word: one may be the neighbour's too.
  private static let leastShort = 2

  func diagnostics() -> [Diagnostic] {
    guard division.kind == .chapter || division.kind == .section else { return [] }
    return plan.pages.indices.flatMap { index in
      [short(index), widow(index), orphan(index)].compactMap(\.self)
    }
  }

  private func short(_ index: Int) -> Diagnostic? {
    let page = plan.pages[index]
    guard page.shortBy >= Self.leastShort, index + 1 < plan.pages.count,
      let last = page.slices.last,
      // Pages of figures may stand between.
      let next = plan.pages[(index + 1)...].lazy.compactMap(\.slices.first).first,
      !material.blocks[Int(next.block)].breakBefore
    else { return nil }
    // A figure or a table too tall for the rest of a page is nobody's fault.
    let isText = isText(from: Int(next.block))
    return Diagnostic(
      isText ? .warning : .note, "layout.short-page",
      "\(name(index)), which ends here, is \(page.shortBy) lines short; "
        + (isText ? "no better way was found to fill it" : "what stands next does not fit it"),
      at: span(last),
      hints: [
        isText
          ? "give headings, quotations and scene breaks a space-stretch, or reword a paragraph near by"
          : "move what stands next, or make it smaller"
      ])
  }

  private func widow(_ index: Int) -> Diagnostic? {
    guard let slice = plan.pages[index].slices.first, slice.isContinuation,
      slice.lines.upperBound == lines(of: slice).upperBound,
      slice.lines.count < widows(of: slice)
    else { return nil }
    return torn(
      "layout.widow", "this paragraph's last line stands alone at the head of \(name(index))", slice
    )
  }

  private func orphan(_ index: Int) -> Diagnostic? {
    guard let slice = plan.pages[index].slices.last, !slice.isContinuation,
      slice.lines.upperBound < lines(of: slice).upperBound,
      slice.lines.count < Int(material.blocks[Int(slice.block)].orphans)
    else { return nil }
    return torn(
      "layout.orphan", "this paragraph's first line stands alone at the foot of \(name(index))",
      slice)
  }

  private func torn(_ code: String, _ message: String, _ slice: PagePlan.Slice) -> Diagnostic? {
    guard isParagraph(Int(slice.block)) else { return nil }
    return Diagnostic(
      .warning, code, message, at: span(slice),
      hints: ["change the text before it so that a paragraph gains or loses a line"])
  }

  /// Whether a block, and what it is kept with, is running text.
  private func isText(from block: Int) -> Bool {
    var index = block
    while isParagraph(index) {
      guard material.blocks[index].keepWithNext, index + 1 < material.blocks.count else {
        return true
      }
      index += 1
    }
    return false
  }

  private func isParagraph(_ block: Int) -> Bool {
    guard blocks.indices.contains(block), case .paragraphs = blocks[block].content else {
      return false
    }
    return blocks[block].role != .code
  }

  /// A page as a message calls it, since its number is not known yet.
  private func name(_ index: Int) -> String {
    "page \(index + 1) of this \(division.kind == .chapter ? "chapter" : "section")"
  }

  private func widows(of slice: PagePlan.Slice) -> Int {
    Int(material.blocks[Int(slice.block)].widows)
  }

  private func lines(of slice: PagePlan.Slice) -> Range<Int32> {
    material.variants[Int(slice.variant)].lines
  }

  private func span(_ slice: PagePlan.Slice) -> SourceSpan? {
    let block = Int(slice.block)
    return blocks.indices.contains(block) ? blocks[block].span ?? division.span : division.span
  }
}
