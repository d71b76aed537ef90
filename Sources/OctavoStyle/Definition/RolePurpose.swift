extension RoleDefinition {
  /// What a role is for, in a sentence of the schema.
  static func purpose(of role: StyleRole) -> String {
    switch role {
    case .body: "Running text; every other paragraph starts from it."
    case .bodyFirst: "The first paragraph of a chapter, or after a heading, scene break or display."
    case .chapterNumber: "The line that holds a chapter's number."
    case .chapterTitle: "A chapter's title."
    case .chapterSubtitle: "A second line below a chapter's title."
    case .partNumber: "The line that holds a part's number."
    case .partTitle: "A part's title."
    case .section1: "A section heading of the first level (## in a chapter)."
    case .section2: "A section heading of the second level."
    case .section3: "A section heading of the third level."
    case .section4: "A section heading of the fourth level."
    case .section5: "A section heading of the fifth level and below."
    case .sectionNumber: "The number before a section's title."
    case .quote: "A quotation set as a block."
    case .verse: "Lines of verse."
    case .verseNumber: "The number beside a line of verse."
    case .epigraph: "An epigraph."
    case .attribution: "The last paragraph of a quotation or epigraph that begins with a dash."
    case .dedication: "A dedication."
    case .letter: "A letter or document quoted in full."
    case .center: "Centred text (::: center)."
    case .callout: "A call-out set apart from the text: a note, a tip, a warning …"
    case .calloutTitle: "The title of a call-out."
    case .code: "A block of code."
    case .codeInline: "Code in running text."
    case .tableHead: "The head of a table."
    case .tableBody: "The rows of a table."
    case .caption: "The caption of a figure or table."
    case .captionLabel: "The words and number before a caption."
    case .note: "A footnote."
    case .noteCall: "The raised number of a footnote in the text."
    case .noteNumber: "The number before the footnote."
    case .list: "An item of a list."
    case .listMarker: "The bullet or number of an item."
    case .term: "A term that is defined."
    default: purposeOfRest(role)
    }
  }

  private static func purposeOfKind(_ role: StyleRole) -> String {
    switch role {
    case .noteHeading: "The heading above notes gathered at a chapter's or the book's end."
    case .calloutNote: "A call-out (::: note)."
    case .calloutTip: "A call-out (::: tip)."
    case .calloutImportant: "A call-out (::: important)."
    case .calloutWarning: "A call-out (::: warning)."
    case .calloutCaution: "A call-out (::: caution)."
    case .calloutExample: "A call-out (::: example)."
    case .codeKeyword: "Within code: the language's own words."
    case .codeType: "Within code: names of types."
    case .codeFunction: "Within code: names of functions."
    case .codeString: "Within code: strings."
    case .codeNumber: "Within code: numbers."
    case .codeComment: "Within code: comments."
    case .codeAttribute: "Within code: annotations, directives, keys of data."
    case .codeInserted: "Within code: lines a change adds."
    case .codeDeleted: "Within code: lines a change takes away."
    case .codeContinuation: "The mark of a line of code that goes on from the one above."
    default: "Text of the role \(role.rawValue)."
    }
  }

  private static func purposeOfRest(_ role: StyleRole) -> String {
    switch role {
    case .dropCap: "The large initial of a chapter."
    case .leadIn: "The first words of a chapter."
    case .sceneBreak: "The ornament between scenes."
    case .runningHeadRecto: "The running head of right-hand pages."
    case .runningHeadVerso: "The running head of left-hand pages."
    case .folio: "The page number."
    case .emphasis: "Emphasis (*text*)."
    case .strong: "Strong emphasis (**text**)."
    case .link: "A link."
    case .smallCaps: "Small capitals ([text]{.smallcaps})."
    case .math: "Mathematics in running text."
    case .halfTitle: "The title on the half-title page."
    case .bookTitle: "The title on the title page."
    case .bookSubtitle: "The subtitle on the title page."
    case .bookAuthor: "The author on the title page."
    case .bookPublisher: "The publisher on the title page."
    case .copyright: "The copyright page."
    case .contentsHeading: "The heading of the contents."
    case .contentsPart: "A part in the contents."
    case .contentsChapter: "A chapter in the contents."
    case .contentsSection: "A section in the contents."
    case .contentsFront: "A piece of the front or back matter in the contents."
    case .indexHeading: "The heading of the index."
    case .indexLetter: "The letter above the entries of the index that begin with it."
    case .indexEntry: "A main entry of the index."
    case .indexSubentry: "An entry of the index below another."
    default: purposeOfKind(role)
    }
  }
}
