import OctavoBook
import OctavoStyle

/// The paragraph styles of a document, by their ids in `styles.xml`.
///
/// Where Word has a style of its own for the purpose its name is used, so that editors' habits,
/// shortcuts and import rules work.
enum WordStyle: String, CaseIterable, Sendable {
  case normal = "Normal"
  case bodyText = "BodyText"
  case firstParagraph = "FirstParagraph"
  case halfTitle = "HalfTitle"
  case title = "Title"
  case subtitle = "Subtitle"
  case author = "Author"
  case credit = "Credit"
  case publisher = "Publisher"
  case copyright = "Copyright"
  case dedication = "Dedication"
  case partNumber = "PartNumber"
  case partTitle = "PartTitle"
  case chapterNumber = "ChapterNumber"
  case heading1 = "Heading1"
  case heading2 = "Heading2"
  case heading3 = "Heading3"
  case heading4 = "Heading4"
  case heading5 = "Heading5"
  case heading6 = "Heading6"
  case chapterSubtitle = "ChapterSubtitle"
  case chapterOrnament = "ChapterOrnament"
  case blockText = "BlockText"
  case verse = "Verse"
  case epigraph = "Epigraph"
  case attribution = "Attribution"
  case letter = "Letter"
  case centered = "Centered"
  case calloutTitle = "CalloutTitle"
  case calloutHeading = "CalloutHeading"
  case callout = "Callout"
  case calloutNote = "CalloutNote"
  case calloutTip = "CalloutTip"
  case calloutImportant = "CalloutImportant"
  case calloutWarning = "CalloutWarning"
  case calloutCaution = "CalloutCaution"
  case calloutExample = "CalloutExample"
  case sceneBreak = "SceneBreak"
  case sourceCode = "SourceCode"
  case figure = "Figure"
  case caption = "Caption"
  case tableCaption = "TableCaption"
  case tableHead = "TableHead"
  case tableText = "TableText"
  case listBullet1 = "ListBullet"
  case listBullet2 = "ListBullet2"
  case listBullet3 = "ListBullet3"
  case listBullet4 = "ListBullet4"
  case listBullet5 = "ListBullet5"
  case listNumber1 = "ListNumber"
  case listNumber2 = "ListNumber2"
  case listNumber3 = "ListNumber3"
  case listNumber4 = "ListNumber4"
  case listNumber5 = "ListNumber5"
  case listContinue1 = "ListContinue"
  case listContinue2 = "ListContinue2"
  case listContinue3 = "ListContinue3"
  case listContinue4 = "ListContinue4"
  case listContinue5 = "ListContinue5"
  case definitionTerm = "DefinitionTerm"
  case definition = "Definition"
  case footnoteText = "FootnoteText"
  case endnoteText = "EndnoteText"
  case tocHeading = "TOCHeading"
  case toc1 = "TOC1"
  case toc2 = "TOC2"
  case toc3 = "TOC3"
  case toc4 = "TOC4"
  case toc5 = "TOC5"
  case toc6 = "TOC6"
  case tocPart = "TOCPart"
  case tocFront = "TOCFront"
  case tableOfFigures = "TableofFigures"
  case bibliography = "Bibliography"
  case theorem = "Theorem"
  case theoremDefinition = "TheoremDefinition"
  case theoremRemark = "TheoremRemark"
  case theoremProof = "Proof"
  case indexHeading = "IndexHeading"
  case index1 = "Index1"
  case index2 = "Index2"
  case index3 = "Index3"
  case header = "Header"
  case headerRecto = "HeaderRecto"
  case footer = "Footer"
  case sectionEnd = "SectionEnd"

  /// The id as XML; the same as `rawValue`.
  var id: String { rawValue }

  /// The heading style of a section, 1 for the first level below a division's title.
  static func heading(section level: Int) -> WordStyle {
    [heading2, heading3, heading4, heading5, heading6][min(max(level, 1), 5) - 1]
  }

  /// The style of a call-out's text.
  static func callout(_ callout: Callout) -> WordStyle {
    switch callout {
    case .note: calloutNote
    case .tip: calloutTip
    case .important: calloutImportant
    case .warning: calloutWarning
    case .caution: calloutCaution
    case .example: calloutExample
    }
  }

  /// The style of a theorem's text.
  static func theorem(_ style: Theorem.Style) -> WordStyle {
    switch style {
    case .claim: theorem
    case .definition: theoremDefinition
    case .remark: theoremRemark
    case .proof: theoremProof
    }
  }

  /// The call-out whose text the style is for.
  var callout: Callout? { Callout.allCases.first { WordStyle.callout($0) == self } }

  /// The styles of lists by depth, 0 for the outermost; deeper ones share the last.
  static func bullet(_ depth: Int) -> WordStyle { bullets[min(max(depth, 0), 4)] }
  static func number(_ depth: Int) -> WordStyle { numbers[min(max(depth, 0), 4)] }
  static func continuation(_ depth: Int) -> WordStyle { continuations[min(max(depth, 0), 4)] }

  static let bullets = [listBullet1, listBullet2, listBullet3, listBullet4, listBullet5]
  static let numbers = [listNumber1, listNumber2, listNumber3, listNumber4, listNumber5]
  static let continuations = [
    listContinue1, listContinue2, listContinue3, listContinue4, listContinue5,
  ]
  static let contents = [toc1, toc2, toc3, toc4, toc5, toc6]
  static let index = [index1, index2, index3]
}
