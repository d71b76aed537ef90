import OctavoStyle

/// What each style is called, and how it stands to the others.
extension WordStyle {
  /// The name readers of the document see; Word's own ones as Word stores them.
  var name: String {
    switch self {
    case .heading1, .heading2, .heading3, .heading4, .heading5, .heading6, .toc1, .toc2, .toc3,
      .toc4, .toc5, .toc6, .indexHeading, .index1, .index2, .index3, .caption, .header, .footer,
      .footnoteText, .endnoteText:
      return Self.spaced(id).lowercased()
    case .tocHeading: return "TOC Heading"
    case .tocPart: return "TOC Part"
    case .tocFront: return "TOC Front"
    case .tableOfFigures: return "table of figures"
    default: return Self.spaced(id)
    }
  }

  /// `List Bullet 2` from `ListBullet2`.
  private static func spaced(_ id: String) -> String {
    var name = ""
    var previous: Character = " "
    for character in id {
      let begins = character.isUppercase && !previous.isUppercase || character.isNumber
      if begins && !name.isEmpty { name += " " }
      name.append(character)
      previous = character
    }
    return name
  }

  /// Whether Word has a style of this name built in.
  var isBuiltIn: Bool {
    switch self {
    case .firstParagraph, .halfTitle, .author, .credit, .publisher, .copyright, .dedication,
      .partNumber, .partTitle, .chapterNumber, .chapterSubtitle, .chapterOrnament, .verse,
      .epigraph, .attribution, .letter, .centered, .calloutTitle, .calloutHeading, .callout,
      .calloutNote, .calloutTip, .calloutImportant, .calloutWarning, .calloutCaution,
      .calloutExample, .sceneBreak,
      .sourceCode, .figure, .tableCaption, .tableHead, .tableText, .definitionTerm, .definition,
      .tocPart, .tocFront, .headerRecto, .sectionEnd, .theorem, .theoremDefinition, .theoremRemark,
      .theoremProof:
      false
    default: true
    }
  }

  /// The style this one starts from; nil for the first.
  var base: WordStyle? {
    switch self {
    case .normal: nil
    case .firstParagraph: .bodyText
    case .partTitle: .heading1
    case .credit: .author
    case .tableHead: .tableText
    case .tableCaption: .caption
    case .endnoteText: .footnoteText
    case .tocPart, .tocFront: .toc1
    case .headerRecto: .header
    case .calloutHeading: .calloutTitle
    case .calloutNote, .calloutTip, .calloutImportant, .calloutWarning, .calloutCaution,
      .calloutExample:
      .callout
    default: .normal
    }
  }

  /// The style of the paragraph that usually follows; nil for the same.
  var next: WordStyle? {
    switch self {
    case .firstParagraph: .bodyText
    case .title: .subtitle
    case .subtitle: .author
    case .partNumber: .partTitle
    case .chapterNumber: .heading1
    case .partTitle, .heading1, .heading2, .heading3, .heading4, .heading5, .heading6,
      .chapterSubtitle, .chapterOrnament, .sceneBreak:
      .firstParagraph
    case .blockText, .verse, .epigraph, .attribution, .letter, .sourceCode, .caption, .callout,
      .theorem, .theoremDefinition, .theoremRemark, .theoremProof:
      .firstParagraph
    case .calloutTitle, .calloutHeading: .callout
    case .figure: .caption
    case .tableCaption: .tableText
    case .definitionTerm: .definition
    case .definition: .definitionTerm
    default: nil
    }
  }

  /// The level in the document's outline, 0 the highest; nil for text.
  var outlineLevel: Int? {
    switch self {
    case .heading1, .partTitle: 0
    case .heading2: 1
    case .heading3: 2
    case .heading4: 3
    case .heading5: 4
    case .heading6: 5
    default: nil
    }
  }

  /// The template's role whose look the style has.
  var role: StyleRole {
    switch self {
    case .firstParagraph: .bodyFirst
    case .halfTitle: .halfTitle
    case .title: .bookTitle
    case .subtitle: .bookSubtitle
    case .author, .credit: .bookAuthor
    case .publisher: .bookPublisher
    case .copyright: .copyright
    case .dedication: .dedication
    case .partNumber: .partNumber
    case .partTitle: .partTitle
    case .chapterNumber: .chapterNumber
    case .heading1: .chapterTitle
    case .heading2: .section1
    case .heading3: .section2
    case .heading4: .section3
    case .heading5: .section4
    case .heading6: .section5
    case .chapterSubtitle: .chapterSubtitle
    case .chapterOrnament, .sceneBreak: .sceneBreak
    default: displayRole
    }
  }

  private var displayRole: StyleRole {
    switch self {
    case .blockText: .quote
    case .verse: .verse
    case .epigraph: .epigraph
    case .attribution: .attribution
    case .letter: .letter
    case .centered: .center
    case .calloutTitle, .calloutHeading: .calloutTitle
    case .callout: .callout
    case .sourceCode: .code
    case .figure, .caption, .tableCaption: .caption
    case .tableHead: .tableHead
    case .tableText: .tableBody
    case .definitionTerm: .term
    case .definition: .list
    case .footnoteText, .endnoteText: .note
    default: apparatusRole
    }
  }

  private var apparatusRole: StyleRole {
    if let callout { return .callout(callout) }
    return switch self {
    case .tocHeading: .contentsHeading
    case .toc1: .contentsChapter
    case .toc2, .toc3, .toc4, .toc5, .toc6: .contentsSection
    case .tocPart: .contentsPart
    case .tocFront: .contentsFront
    case .tableOfFigures: .contentsCaption
    case .bibliography: .bibliographyEntry
    case .theorem: .theorem
    case .theoremDefinition: .theoremDefinition
    case .theoremRemark: .theoremRemark
    case .theoremProof: .theoremProof
    case .indexHeading: .indexLetter
    case .index1: .indexEntry
    case .index2, .index3: .indexSubentry
    case .header: .runningHeadVerso
    case .headerRecto: .runningHeadRecto
    case .footer: .folio
    default:
      Self.bullets.contains(self) || Self.numbers.contains(self)
        || Self.continuations.contains(self) ? .list : .body
    }
  }
}
