public import OctavoBase

/// A whole book as meaning: no fonts, sizes or pages.
///
/// Made by `BookBuilder` from a `Manuscript`; read by layout and by the e-book writers. Immutable.
public struct Book: Sendable {
  /// What the book says of itself: title, authors, language …
  public let metadata: BookMetadata
  /// Half title, chapters, parts …, in reading order.
  public let divisions: [Division]
  /// The files the spans in the tree point into.
  public let sources: SourceMap

  /// Makes a book from its parts.
  public init(metadata: BookMetadata, divisions: [Division], sources: SourceMap) {
    self.metadata = metadata
    self.divisions = divisions
    self.sources = sources
  }
}

/// The three great stretches of a book; each has its own folios and running heads.
public enum Matter: String, Sendable, CaseIterable {
  case front, body, back
}

/// One piece of a book that begins a page: a title page, a chapter, a part's opening, an index.
public struct Division: Sendable {
  /// What a division is for; it decides the opening, the heading and what is counted.
  public enum Kind: Sendable, Hashable {
    /// Pages made from the metadata.
    case halfTitle, title, copyright
    /// The table of contents, filled in from the pages.
    case contents
    /// A part's opening; its chapters follow as divisions of their own.
    case part
    case chapter
    /// A short page of its own without a heading.
    case dedication, epigraph
    /// Any other piece, such as a preface, an appendix or a colophon.
    case section
    /// Notes gathered from the whole book.
    case notes
    /// The index, filled in from index marks.
    case index
    /// The works cited.
    case bibliography
    /// The lists of figures and of tables, filled in from their captions.
    case figures, tables

    /// Whether the division lists places of the book with their pages in reading order.
    package var isContents: Bool { self == .contents || self == .figures || self == .tables }
  }

  /// What the division is for.
  public let kind: Kind
  /// The stretch of the book it stands in.
  public let matter: Matter
  /// 1-based among its kind in the body (chapters run on through parts); nil where not counted.
  public let number: Int?
  /// The label cross references use: written as `{#id}` on the heading, or made from the title.
  public let id: String
  /// Empty for a division without a heading.
  public let title: [Inline]
  /// A heading written `# I. Loomings` keeps its numeral here (`I`), without the full stop.
  public let numeral: String?
  /// A second line below the title: the level-2 heading that follows it with class `subtitle`.
  public let subtitle: [Inline]
  /// A short form for running heads (`short=` on the heading); nil means the title.
  public let shortTitle: String?
  /// The text below the heading, in reading order; empty for pages made from the metadata.
  public let blocks: [Block]
  /// The footnotes of this division; `Inline.noteCall` holds an index into it.
  public let notes: [Note]
  /// The heading, or the division's whole text, or its line in `book.yaml`.
  public let span: SourceSpan

  /// Makes a division from its parts.
  public init(
    kind: Kind, matter: Matter, number: Int? = nil, id: String, title: [Inline] = [],
    numeral: String? = nil, subtitle: [Inline] = [], shortTitle: String? = nil,
    blocks: [Block] = [], notes: [Note] = [], span: SourceSpan
  ) {
    self.kind = kind
    self.matter = matter
    self.number = number
    self.id = id
    self.title = title
    self.numeral = numeral
    self.subtitle = subtitle
    self.shortTitle = shortTitle
    self.blocks = blocks
    self.notes = notes
    self.span = span
  }
}

/// A footnote: what stands at the foot of its call's page.
public struct Note: Sendable {
  /// 1-based in its division, in order of reading: a note that another calls comes right after it.
  public let number: Int
  /// The note's text.
  public let blocks: [Block]
  /// The definition in its source, for diagnostics.
  public let span: SourceSpan

  /// Makes a note from its text.
  public init(number: Int, blocks: [Block], span: SourceSpan) {
    self.number = number
    self.blocks = blocks
    self.span = span
  }
}
