import OctavoBook
import OctavoStyle

/// The character styles of a document, by their ids in `styles.xml`.
enum CharacterStyle: String, CaseIterable {
  case emphasis = "Emphasis"
  case strong = "Strong"
  case smallCapitals = "SmallCapitals"
  case leadIn = "LeadIn"
  case sourceCode = "SourceCodeCharacter"
  case math = "MathSource"
  case hyperlink = "Hyperlink"
  case listMarker = "ListMarker"
  case footnoteReference = "FootnoteReference"
  case endnoteReference = "EndnoteReference"
  case pageNumber = "PageNumber"
  case verseNumber = "VerseNumber"
  case theoremLabel = "TheoremLabel"
  case proofLabel = "ProofLabel"
  case bibliographyNumber = "BibliographyNumber"
  case codeKeyword = "CodeKeyword"
  case codeType = "CodeType"
  case codeFunction = "CodeFunction"
  case codeString = "CodeString"
  case codeNumber = "CodeNumber"
  case codeComment = "CodeComment"
  case codeAttribute = "CodeAttribute"
  case codeInserted = "CodeInserted"
  case codeDeleted = "CodeDeleted"

  /// The style of code of a class, within a block of it.
  static func code(_ kind: CodeClass) -> CharacterStyle {
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

  /// The class of code the style is for.
  private var codeClass: CodeClass? {
    CodeClass.allCases.first { CharacterStyle.code($0) == self }
  }

  /// The name readers of the document see; Word's own ones as Word stores them.
  var name: String {
    switch self {
    case .emphasis: "Emphasis"
    case .strong: "Strong"
    case .smallCapitals: "Small Capitals"
    case .leadIn: "Lead-In"
    case .sourceCode: "Source Code Character"
    case .math: "Math Source"
    case .hyperlink: "Hyperlink"
    case .listMarker: "List Marker"
    case .footnoteReference: "footnote reference"
    case .endnoteReference: "endnote reference"
    case .pageNumber: "page number"
    case .verseNumber: "Verse Number"
    case .theoremLabel: "Theorem Label"
    case .proofLabel: "Proof Label"
    case .bibliographyNumber: "Bibliography Number"
    default: "Code " + rawValue.dropFirst(4)
    }
  }

  /// Whether Word has a style of this name built in.
  var isBuiltIn: Bool {
    switch self {
    case .smallCapitals, .leadIn, .sourceCode, .math, .listMarker, .verseNumber, .theoremLabel,
      .proofLabel, .bibliographyNumber:
      false
    default: codeClass == nil
    }
  }

  private var role: StyleRole {
    switch self {
    case .emphasis: .emphasis
    case .strong: .strong
    case .smallCapitals: .smallCaps
    case .leadIn: .leadIn
    case .sourceCode: .codeInline
    case .math: .math
    case .hyperlink: .link
    case .listMarker: .listMarker
    case .footnoteReference, .endnoteReference: .noteCall
    case .pageNumber: .folio
    case .verseNumber: .verseNumber
    case .theoremLabel: .theoremLabel
    case .proofLabel: .proofLabel
    case .bibliographyNumber: .bibliographyNumber
    default: codeClass.map(StyleRole.code) ?? .codeInline
    }
  }

  /// Whether the template makes the words of the style, not the manuscript.
  var isGenerated: Bool {
    self == .theoremLabel || self == .proofLabel || self == .bibliographyNumber
  }

  /// The text the style's runs stand in.
  private var surroundings: StyleRole? {
    if codeClass != nil { return .code }
    return switch self {
    case .verseNumber: .verse
    case .theoremLabel: .theorem
    case .proofLabel: .theoremProof
    case .bibliographyNumber: .bibliographyEntry
    default: nil
    }
  }

  /// What the style states, and what it states it against: the text of the body, or of a head.
  func looks(_ sheet: StyleSheet) -> (look: RunLook, base: RunLook) {
    let body = sheet[.body].text
    let outer = RunLook(body, fonts: sheet.fonts)
    if self == .footnoteReference || self == .endnoteReference {
      var look = outer
      look.isSuperscript = true
      look.isItalic = false
      return (look, outer)
    }
    if self == .pageNumber {
      let head = RunLook(sheet[.runningHeadVerso].text, fonts: sheet.fonts)
      return (RunLook(sheet[.folio].text, fonts: sheet.fonts), head)
    }
    if let surroundings {
      let around = sheet[surroundings].text
      let own =
        isGenerated
        ? sheet[role].labelling(around, bodySize: body.size)
        : sheet[role].applied(to: around, bodySize: body.size)
      return (RunLook(own, fonts: sheet.fonts), RunLook(around, fonts: sheet.fonts))
    }
    let text = sheet[role].applied(to: body, bodySize: body.size)
    var look = RunLook(text, fonts: sheet.fonts)
    look.isVerbatim = self == .sourceCode || self == .math
    return (look, outer)
  }
}
