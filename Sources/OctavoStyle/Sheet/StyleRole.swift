/// What a piece of text is for: the key under which a template gives it a style.
public enum StyleRole: String, Sendable, CaseIterable, Hashable {
  case body
  /// The first paragraph of a chapter, or after a heading, scene break or display.
  case bodyFirst = "body.first"
  case chapterNumber = "chapter.number"
  case chapterTitle = "chapter.title"
  case chapterSubtitle = "chapter.subtitle"
  case partNumber = "part.number"
  case partTitle = "part.title"
  case section1 = "section.1"
  case section2 = "section.2"
  case section3 = "section.3"
  case section4 = "section.4"
  case section5 = "section.5"
  /// The number before a section's title.
  case sectionNumber = "section.number"
  case quote
  case verse
  case epigraph
  /// The last paragraph of an epigraph or quotation that begins with a dash.
  case attribution
  case dedication
  case letter
  case center
  case callout
  case calloutTitle = "callout.title"
  case code
  case codeInline = "code.inline"
  case tableHead = "table.head"
  case tableBody = "table.body"
  case caption
  /// The words `Figure 3` before a caption.
  case captionLabel = "caption.label"
  /// A footnote's text.
  case note
  /// The raised number in the text.
  case noteCall = "note.call"
  /// The number before the footnote's text.
  case noteNumber = "note.number"
  case list
  case listMarker = "list.marker"
  case term
  case dropCap = "drop-cap"
  /// The first words of a chapter.
  case leadIn = "lead-in"
  case sceneBreak = "scene-break"
  case runningHeadRecto = "running-head.recto"
  case runningHeadVerso = "running-head.verso"
  case folio
  case emphasis
  case strong
  case link
  case smallCaps = "smallcaps"
  case math
  case halfTitle = "half-title"
  case bookTitle = "title"
  case bookSubtitle = "subtitle"
  case bookAuthor = "author"
  case bookPublisher = "publisher"
  case copyright
  case contentsHeading = "toc.heading"
  case contentsPart = "toc.part"
  case contentsChapter = "toc.chapter"
  case contentsSection = "toc.section"
  case contentsFront = "toc.front"

  /// The role of a section heading, 1 to 5; deeper ones share the last.
  public static func section(_ level: Int) -> StyleRole {
    [.section1, .section2, .section3, .section4, .section5][min(max(level, 1), 5) - 1]
  }

  /// Whether text of this role runs inside a paragraph, where only what the template says
  /// explicitly (`declared`) changes the surrounding style.
  public var isInline: Bool {
    switch self {
    case .codeInline, .noteCall, .noteNumber, .listMarker, .dropCap, .leadIn, .emphasis, .strong,
      .link, .smallCaps, .math, .captionLabel, .sectionNumber:
      true
    default: false
    }
  }
}
