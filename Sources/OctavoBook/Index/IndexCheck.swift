import OctavoBase

/// Looks whether a book's index marks and its index belong together.
enum IndexCheck {
  /// What is wrong with the marks, and marks or an index that stand alone.
  static func diagnostics(_ divisions: [Division], language: LanguageTag) -> [Diagnostic] {
    var first: IndexMark?
    var count = 0
    for division in divisions {
      division.visitIndexMarks { mark in
        if first == nil { first = mark }
        count += 1
      }
    }
    let place = divisions.first { $0.kind == .index }
    switch (first, place) {
    case (nil, nil): return []
    case (nil, let index?):
      return [
        Diagnostic(
          .warning, "book.empty-index", "the book has an index, but no mark for it",
          at: index.span, hints: ["mark places with []{.index term=\"main entry!sub-entry\"}"])
      ]
    case (let mark?, nil):
      return BookIndex(divisions, language: language).diagnostics + [
        Diagnostic(
          .note, "book.no-index",
          "the book has \(count) mark\(count == 1 ? "" : "s") for an index, but no index",
          at: mark.span, hints: ["add index to `back:` of book.yaml"])
      ]
    default: return BookIndex(divisions, language: language).diagnostics
    }
  }
}
