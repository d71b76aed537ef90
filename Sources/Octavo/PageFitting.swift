import OctavoBase
import OctavoLayout
import OctavoStyle

/// Finds the page whose margins are those of the book's number of pages, which depends on the page:
/// sets the book until its pages ask for the margins they have.
struct PageFitting {
  /// The template resolved for the book.
  let sheet: StyleSheet

  /// A book in pages, and the sheet that fits their number.
  struct Fitted {
    let sheet: StyleSheet
    let pages: PagedBook
  }

  /// Times the book is set before its margins are taken as they are.
  private static let passes = 4

  /// - Parameter layout: what lays the book out with a sheet.
  func fit(_ layout: (StyleSheet) -> BookLayout) -> Outcome<Fitted> {
    var tried: [(sheet: StyleSheet, book: Outcome<PagedBook>)] = []
    var next = first(layout)
    while tried.count < Self.passes {
      let book = layout(next).layout()
      let wanted = sheet.fitted(toPages: book.value.pageCount)
      if wanted.page == next.page {
        return Outcome(Fitted(sheet: next, pages: book.value), book.diagnostics)
      }
      tried.append((next, book))
      next = wanted
    }
    return unsettled(tried)
  }

  /// The sheet for about as many pages as the book may have: seldom is a book set twice.
  private func first(_ layout: (StyleSheet) -> BookLayout) -> StyleSheet {
    guard sheet.pageSteps.count > 1 else { return sheet }
    return sheet.fitted(toPages: layout(sheet).estimatedPages())
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
