import OctavoBase
import OctavoBook
import OctavoLayout
import OctavoStyle

/// Finds the page whose margins are those of the book's number of pages, which depends on the page:
/// sets the book until its pages ask for the margins they have.
struct PageFitting {
  /// The template resolved for the book.
  let sheet: StyleSheet
  /// The number of pages to begin with.
  let estimate: Int

  /// A book in pages, and the sheet that fits their number.
  struct Fitted {
    let sheet: StyleSheet
    let pages: PagedBook
  }

  /// Times the book is set before its margins are taken as they are.
  private static let passes = 4

  /// - Parameter set: lays the book out with a sheet.
  func fit(_ set: (StyleSheet) -> Outcome<PagedBook>) -> Outcome<Fitted> {
    var tried: [(sheet: StyleSheet, book: Outcome<PagedBook>)] = []
    var next = sheet.fitted(toPages: estimate)
    while tried.count < Self.passes {
      let book = set(next)
      let wanted = sheet.fitted(toPages: book.value.pageCount)
      if wanted.page == next.page {
        return Outcome(Fitted(sheet: next, pages: book.value), book.diagnostics)
      }
      tried.append((next, book))
      next = wanted
    }
    return unsettled(tried)
  }

  /// The pages among those tried that have the most room at the spine, and what chases what.
  private func unsettled(
    _ tried: [(sheet: StyleSheet, book: Outcome<PagedBook>)]
  ) -> Outcome<Fitted> {
    let circle = tried.map { "\($0.book.value.pageCount) pages with \($0.sheet.page.innerMargin)" }
    // The first that is widest: the choice must not depend on how far the circle was followed.
    var best = tried[0]
    for other in tried where other.sheet.page.innerMargin > best.sheet.page.innerMargin {
      best = other
    }
    let warning = Diagnostic(
      .warning, "layout.margins-unsettled",
      "the inner margin and the number of pages chase each other: "
        + circle.joined(separator: ", ") + "; the wider margin is taken",
      hints: ["move the step of page.margins.inner near that number of pages"])
    return Outcome(
      Fitted(sheet: best.sheet, pages: best.book.value), best.book.diagnostics + [warning])
  }
}

extension PageFitting {
  /// About how many pages a book takes, by the bytes of its text and the heights of its displays; so
  /// near that a book is seldom set twice.
  static func estimate(_ book: Book, _ sheet: StyleSheet) -> Int {
    guard sheet.pageSteps.count > 1 else { return 1 }
    let page = sheet.page
    let letter = max(sheet[.body].text.size.scaledPoints * 21 / 50, 1)
    let aLine = max(Int(page.measure.scaledPoints / letter), 1)
    var bytes = 0
    var lines = 0
    for division in book.divisions {
      TreeWalk.visit(division.blocks) { block in
        lines += displayLines(block, sheet)
      } text: { inlines in
        bytes += Inline.plainText(inlines).utf8.count
      }
    }
    let aPage = max(page.lines - 1, 1)
    // Paragraphs and chapters end short of their lines and pages.
    let text = bytes * 6 / (aLine * 5)
    return book.divisions.count * 2 / 3 + (text + lines) / aPage
  }

  /// Grid lines that a block takes beyond those of its text.
  private static func displayLines(_ block: Block, _ sheet: StyleSheet) -> Int {
    let page = sheet.page
    switch block.content {
    case .code(let code):
      let count = code.text.utf8.count { $0 == 0x0A }
      return (sheet[.code].leading * count).steps(of: page.grid) + 3
    case .figure: return page.lines / 3
    // A row is seldom full.
    case .table(let table): return table.rows.count / 2 + 4
    case .heading, .list, .container, .definitions: return 2
    case .paragraph, .quote, .sceneBreak, .verse, .math: return 0
    }
  }
}
