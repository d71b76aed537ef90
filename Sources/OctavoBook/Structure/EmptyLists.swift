import OctavoBase

/// Leaves out the divisions that would be a heading alone: lists of what a book has not.
struct EmptyLists {
  /// The others, in order.
  private(set) var divisions: [Division] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter reported: whether it has been said already why a bibliography lists nothing.
  init(leavingOutOf all: [Division], reported: Bool) {
    let content = Content(all)
    for division in all {
      switch division.kind {
      case .figures where !content.hasFigure: report(division, "figures", "figure")
      case .tables where !content.hasTable: report(division, "tables", "table")
      // What is wrong with an index is said where its marks are looked at.
      case .index where !content.hasMark: break
      case .bibliography where division.blocks.isEmpty:
        if !reported { reportUncited(division) }
      default: divisions.append(division)
      }
    }
  }

  private mutating func report(_ division: Division, _ page: String, _ thing: String) {
    diagnostics.append(
      Diagnostic(
        .warning, "book.empty-list",
        "the list of \(page) is left out: no \(thing) has both an id and a caption",
        at: division.span,
        hints: ["give some both, as in {#id}, or take '\(page)' out of book.yaml"]))
  }

  private mutating func reportUncited(_ division: Division) {
    diagnostics.append(
      Diagnostic(
        .warning, "book.empty-list", "the bibliography is left out: no work is cited",
        at: division.span,
        hints: ["cite one, as in [@key], or list them with `nocite: \"*\"` in book.yaml"]))
  }

  /// What lists may hold.
  private struct Content {
    var hasFigure = false
    var hasTable = false
    var hasMark = false

    init(_ divisions: [Division]) {
      for division in divisions {
        division.visitIndexMarks { _ in hasMark = true }
        TreeWalk.visit(division.blocks) { block in
          guard block.attributes.id != nil else { return }
          switch block.content {
          case .figure(let figure) where !figure.caption.isEmpty: hasFigure = true
          case .table(let table) where !table.caption.isEmpty: hasTable = true
          default: break
          }
        } text: { _ in
        }
      }
    }
  }
}
