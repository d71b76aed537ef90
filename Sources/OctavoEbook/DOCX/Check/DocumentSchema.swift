/// What the transitional schema lets stand in the elements that say how text looks, and where the
/// schema wants an order (ECMA-376 part 4, annex A.1).
enum DocumentSchema {
  /// Elements that hold theirs in one order.
  static let sequences: [String: [String]] = [
    "pPr": [
      "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
      "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
      "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
      "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
      "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
      "cnfStyle", "rPr", "sectPr", "pPrChange",
    ],
    "numPr": ["ilvl", "numId", "numberingChange", "ins"],
    "sectPr": [
      "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
      "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign",
      "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
      "printerSettings", "footnoteColumns", "sectPrChange",
    ],
    "tblPr": [
      "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize",
      "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd",
      "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription", "tblPrChange",
    ],
    "tcPr": [
      "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
      "textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel",
      "cellMerge", "tcPrChange",
    ],
  ]

  /// Elements that may stand several times, and before each other.
  static let repeated: Set = ["headerReference", "footerReference"]

  /// Elements that hold theirs in any order.
  static let choices: [String: Set<String>] = [
    "rPr": [
      "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
      "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
      "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr",
      "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
      "oMath", "ins", "del", "moveFrom", "moveTo", "rPrChange",
    ],
    "trPr": [
      "cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit", "trHeight",
      "tblHeader", "tblCellSpacing", "jc", "hidden", "ins", "del", "trPrChange",
    ],
    "r": [
      "rPr", "br", "t", "contentPart", "delText", "instrText", "delInstrText", "noBreakHyphen",
      "softHyphen", "dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong",
      "annotationRef", "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "sym",
      "pgNum", "cr", "tab", "object", "pict", "fldChar", "ruby", "footnoteReference",
      "endnoteReference", "commentReference", "drawing", "ptab", "lastRenderedPageBreak",
    ],
  ]

  /// The child that must come before all others.
  static let first: [String: String] = [
    "p": "pPr", "r": "rPr", "tc": "tcPr", "tbl": "tblPr",
  ]
}

/// Reads the children of one element in order, and says which stands where none may.
struct SchemaPlace {
  let element: String
  private var last = -1
  private var count = 0

  init(_ element: String) { self.element = element }

  /// What is wrong with the next child, in words that follow its name; nil where it may stand.
  mutating func fault(of child: String) -> String? {
    defer { count += 1 }
    if DocumentSchema.first[element] == child, count > 0 {
      return "does not come first in w:\(element)"
    }
    if let choices = DocumentSchema.choices[element], !choices.contains(child) {
      return "is nothing that w:\(element) may hold"
    }
    guard let sequence = DocumentSchema.sequences[element] else { return nil }
    guard let rank = sequence.firstIndex(of: child) else {
      return "is nothing that w:\(element) may hold"
    }
    let isRepeated = DocumentSchema.repeated.contains(child)
    defer { last = max(last, isRepeated ? 0 : rank) }
    if rank == last && !isRepeated { return "stands twice in w:\(element)" }
    if rank < last { return "stands after w:\(sequence[last]) in w:\(element), not before it" }
    return nil
  }
}
