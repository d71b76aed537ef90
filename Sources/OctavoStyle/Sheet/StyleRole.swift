public import OctavoBook

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
  /// The number beside a line of verse.
  case verseNumber = "verse.number"
  case epigraph
  /// The last paragraph of an epigraph or quotation that begins with a dash.
  case attribution
  case dedication
  case letter
  case center
  case callout
  case calloutTitle = "callout.title"
  case calloutNote = "callout.note"
  case calloutTip = "callout.tip"
  case calloutImportant = "callout.important"
  case calloutWarning = "callout.warning"
  case calloutCaution = "callout.caution"
  case calloutExample = "callout.example"
  case code
  case codeKeyword = "code.keyword"
  case codeType = "code.type"
  case codeFunction = "code.function"
  case codeString = "code.string"
  case codeNumber = "code.number"
  case codeComment = "code.comment"
  case codeAttribute = "code.attribute"
  case codeInserted = "code.inserted"
  case codeDeleted = "code.deleted"
  /// The mark before a line of code that goes on from the one above.
  case codeContinuation = "code.continuation"
  case codeInline = "code.inline"
  case tableHead = "table.head"
  case tableBody = "table.body"
  case caption
  /// The words `Figure 3` before a caption.
  case captionLabel = "caption.label"
  /// A footnote's text.
  case note
  /// The heading above notes that are gathered at a chapter's or the book's end.
  case noteHeading = "note.heading"
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
  /// The heading of the index.
  case indexHeading = "index.heading"
  /// The letter above the entries that begin with it.
  case indexLetter = "index.letter"
  /// A main entry of the index.
  case indexEntry = "index.entry"
  /// An entry below another.
  case indexSubentry = "index.subentry"
  /// A line of the lists of figures and tables.
  case contentsCaption = "toc.caption"
  /// The heading of the bibliography.
  case bibliographyHeading = "bibliography.heading"
  /// A work in the bibliography.
  case bibliographyEntry = "bibliography.entry"
  /// The number before it, where works are numbered.
  case bibliographyNumber = "bibliography.number"
  /// A theorem or another claim.
  case theorem
  /// A definition or an exercise.
  case theoremDefinition = "theorem.definition"
  case theoremRemark = "theorem.remark"
  case theoremProof = "theorem.proof"
  /// The words and number that begin a theorem or a definition.
  case theoremLabel = "theorem.label"
  /// The words that begin a remark or a proof, and the mark that ends a proof.
  case proofLabel = "proof.label"

  /// The role of a section heading, 1 to 5; deeper ones share the last.
  public static func section(_ level: Int) -> StyleRole {
    [.section1, .section2, .section3, .section4, .section5][min(max(level, 1), 5) - 1]
  }

  /// Whether text of this role runs inside a paragraph, where only what the template says
  /// explicitly (`declared`) changes the surrounding style.
  public var isInline: Bool {
    switch self {
    case .codeKeyword, .codeType, .codeFunction, .codeString, .codeNumber, .codeComment,
      .codeAttribute, .codeInserted, .codeDeleted, .codeContinuation, .verseNumber:
      true
    case .codeInline, .noteCall, .noteNumber, .listMarker, .dropCap, .leadIn, .emphasis, .strong,
      .link, .smallCaps, .math, .captionLabel, .sectionNumber, .bibliographyNumber, .theoremLabel,
      .proofLabel:
      true
    default: false
    }
  }
}

extension StyleRole {
  /// The role of a call-out's text.
  public static func callout(_ callout: Callout) -> StyleRole {
    switch callout {
    case .note: .calloutNote
    case .tip: .calloutTip
    case .important: .calloutImportant
    case .warning: .calloutWarning
    case .caution: .calloutCaution
    case .example: .calloutExample
    }
  }

  /// The role of a theorem's text.
  public static func theorem(_ style: Theorem.Style) -> StyleRole {
    switch style {
    case .claim: .theorem
    case .definition: .theoremDefinition
    case .remark: .theoremRemark
    case .proof: .theoremProof
    }
  }

  /// The role of the words that begin a theorem.
  public static func theoremLabel(_ style: Theorem.Style) -> StyleRole {
    style == .claim || style == .definition ? .theoremLabel : .proofLabel
  }

  /// The role of code of a class, within a block of code.
  public static func code(_ kind: CodeClass) -> StyleRole {
    switch kind {
    case .keyword: .codeKeyword
    case .type: .codeType
    case .function: .codeFunction
    case .string: .codeString
    case .number: .codeNumber
    case .comment: .codeComment
    case .attribute: .codeAttribute
    case .inserted: .codeInserted
    case .deleted: .codeDeleted
    }
  }

  /// Whether text of this role is a call-out's.
  public var isCallout: Bool {
    switch self {
    case .callout, .calloutNote, .calloutTip, .calloutImportant, .calloutWarning, .calloutCaution,
      .calloutExample:
      true
    default: false
    }
  }

  /// Whether text of this role is a theorem's or a proof's.
  public var isTheorem: Bool {
    switch self {
    case .theorem, .theoremDefinition, .theoremRemark, .theoremProof: true
    default: false
    }
  }

  /// Whether blocks of this role may have a panel behind them; a call-out's title shares its
  /// call-out's.
  public var hasPanel: Bool { !isInline && self != .calloutTitle }

  /// Whether text of this role stands apart from the running text.
  public var isDisplay: Bool {
    switch self {
    case .quote, .verse, .epigraph, .letter, .center, .code: true
    default: isCallout || isTheorem
    }
  }
}
