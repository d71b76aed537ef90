/// What a book's pages are wanted for.
package enum LayoutPurpose: Sendable, Hashable {
  /// To be drawn: every line, head and folio is on its page.
  case drawing
  /// For the numbers of pages alone, which books that flow print in their contents and references:
  /// the pages break where they do otherwise and hold their anchors, but no lines.
  case pageNumbers
}
