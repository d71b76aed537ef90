import OctavoBase
import OctavoBook
import OctavoBreaking

/// What layout has to say of its result.
enum LayoutFindings {
  static func diagnostics(_ setter: ChapterSetter) -> [Diagnostic] {
    reductions(setter) + turns(setter)
      + setter.crampedTables.map { table in
        let effect =
          switch table.lostColumns {
          case 0: "the table does not fit the measure; its words are broken to fit"
          case 1: "the last of the table's \(table.columns) columns falls off the page"
          case let lost:
            "the last \(lost) of the table's \(table.columns) columns fall off the page"
          }
        return Diagnostic(
          .warning, "layout.table-too-wide", effect, at: table.span,
          hints: [
            table.lostColumns == 0
              ? "drop a column, shorten the words, or choose a wider trim"
              : "part the table in several, or turn its columns into rows"
          ])
      }
  }

  /// Pages whose notes beside the text are taller than they, by a block of each.
  static func crowdedMargins(_ crowded: Set<Int>, _ blocks: [FlowBlock]) -> [Diagnostic] {
    crowded.sorted().map { block in
      Diagnostic(
        .warning, "layout.crowded-margin",
        "the notes beside this page are taller than it; they begin above its head",
        at: blocks.indices.contains(block) ? blocks[block].span : nil,
        hints: ["shorten them, or set them at the chapter's end"])
    }
  }

  private static func turns(_ setter: ChapterSetter) -> [Diagnostic] {
    setter.turnedTables.map { span in
      Diagnostic(
        .note, "layout.table-turned",
        "the table is wider than the measure even in the smallest type; it is turned, on a page of its own",
        at: span,
        hints: ["write orientation=portrait after its caption to have it upright all the same"])
    }
  }

  private static func reductions(_ setter: ChapterSetter) -> [Diagnostic] {
    setter.reducedTables.map { table in
      Diagnostic(
        .note, "layout.table-reduced",
        "the table is set at \(table.percent) % of its size to fit the measure", at: table.span,
        hints: ["drop a column or shorten its longest words to have it larger"])
    }
  }

  /// Pages with something that fits none.
  static func overfullPages(
    _ plan: PagePlan, _ blocks: [FlowBlock], in division: Division
  ) -> [Diagnostic] {
    plan.pages.filter { $0.overfull >= leastOverfull }.map { page in
      let block = page.slices.last.map { Int($0.block) } ?? -1
      let span = blocks.indices.contains(block) ? blocks[block].span : nil
      return Diagnostic(
        .warning, "layout.overfull-page",
        "what stands here is taller than a page and cannot be divided; it runs \(page.overfull) below the page's foot",
        at: span ?? division.span, hints: ["make it smaller, or part it in two"])
    }
  }

  /// What nobody sees: a point.
  private static let leastOverfull = Length(points: 1)
}
