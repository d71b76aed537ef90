import OctavoBase

/// One Markdown text as blocks, cut at its level-1 headings, before it has a place in the book.
///
/// Made by `MarkdownReader`, a pure function of the text; joined by `DivisionBuilder`.
struct ParsedText: Sendable {
  /// A level-1 heading.
  struct Heading: Sendable {
    let inlines: [Inline]
    let attributes: Attributes
    let span: SourceSpan
  }

  /// The blocks from one level-1 heading to the next.
  struct Section: Sendable {
    /// Nil for the text before the first heading.
    let heading: Heading?
    let blocks: [Block]
    let notes: [Note]
    let span: SourceSpan
  }

  let sections: [Section]
  /// Labels of the notes that the last section calls; its calls hold indices into them.
  let calledNotes: [String]
  let diagnostics: [Diagnostic]
}
