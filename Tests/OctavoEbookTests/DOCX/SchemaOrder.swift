/// What the transitional schema lets stand in the elements our documents use, in its order
/// (ECMA-376 part 1, annex A.1).
enum SchemaOrder {
  /// Elements that may follow themselves.
  static let repeated: Set = [
    "w:p", "w:tbl", "w:tr", "w:tc", "w:gridCol", "w:lvl", "w:abstractNum", "w:num", "w:style",
    "w:tblStylePr", "w:footnote", "w:endnote", "w:headerReference", "w:footerReference", "w:tab",
    "w:compatSetting", "w:font", "w:lvlOverride", "w:bookmarkStart", "w:bookmarkEnd",
  ]

  /// Elements whose children the schema leaves to other schemas.
  static let foreign: Set = ["w:drawing"]

  private static let content = ["w:p", "w:tbl", "w:bookmarkStart", "w:bookmarkEnd", "w:sectPr"]
  private static let inline = [
    "w:pPr", "w:r", "w:hyperlink", "w:bookmarkStart", "w:bookmarkEnd",
  ]

  /// Elements that hold theirs in any order.
  static let choices: [String: [String]] = [
    "w:body": content, "w:hdr": content, "w:ftr": content, "w:footnote": content,
    "w:endnote": content, "w:p": inline, "w:hyperlink": inline,
    "w:r": [
      "w:rPr", "w:t", "w:sym", "w:br", "w:tab", "w:fldChar", "w:instrText", "w:footnoteReference",
      "w:endnoteReference", "w:footnoteRef", "w:endnoteRef", "w:separator",
      "w:continuationSeparator", "w:drawing",
    ],
  ]

  private static let runProperties = [
    "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike",
    "w:dstrike", "w:outline", "w:shadow", "w:emboss", "w:imprint", "w:noProof", "w:snapToGrid",
    "w:vanish", "w:webHidden", "w:color", "w:spacing", "w:w", "w:kern", "w:position", "w:sz",
    "w:szCs", "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign",
    "w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath",
    "w14:ligatures", "w14:numForm", "w14:numSpacing",
  ]
  private static let paragraphProperties = [
    "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl",
    "w:numPr", "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens",
    "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
    "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection",
    "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr",
    "w:sectPr", "w:pPrChange",
  ]
  private static let noteProperties = ["w:pos", "w:numFmt", "w:numStart", "w:numRestart"]

  /// Elements that hold theirs in one order.
  static let sequences: [String: [String]] = [
    "w:document": ["w:background", "w:body"],
    "w:pPr": paragraphProperties,
    "w:rPr": runProperties,
    "w:numPr": ["w:ilvl", "w:numId"],
    "w:tabs": ["w:tab"],
    "w:pBdr": ["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"],
    "w:sectPr": [
      "w:headerReference", "w:footerReference", "w:footnotePr", "w:endnotePr", "w:type", "w:pgSz",
      "w:pgMar", "w:paperSrc", "w:pgBorders", "w:lnNumType", "w:pgNumType", "w:cols",
      "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi",
      "w:rtlGutter", "w:docGrid",
    ],
    "w:footnotePr": noteProperties + ["w:footnote"],
    "w:endnotePr": noteProperties + ["w:endnote"],
    "w:footnotes": ["w:footnote"], "w:endnotes": ["w:endnote"],
    "w:tbl": ["w:bookmarkStart", "w:bookmarkEnd", "w:tblPr", "w:tblGrid", "w:tr"],
    "w:tblPr": [
      "w:tblStyle", "w:tblpPr", "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize",
      "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders",
      "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription",
    ],
    "w:tblBorders": ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"],
    "w:tcBorders": ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"],
    "w:tblCellMar": ["w:top", "w:left", "w:bottom", "w:right"],
    "w:tblGrid": ["w:gridCol"],
    "w:tr": ["w:tblPrEx", "w:trPr", "w:tc"],
    "w:trPr": ["w:cantSplit", "w:tblHeader"],
    "w:tc": ["w:tcPr", "w:p"],
    "w:tcPr": [
      "w:cnfStyle", "w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:vAlign",
    ],
    "w:styles": ["w:docDefaults", "w:latentStyles", "w:style"],
    "w:docDefaults": ["w:rPrDefault", "w:pPrDefault"],
    "w:rPrDefault": ["w:rPr"], "w:pPrDefault": ["w:pPr"],
    "w:style": [
      "w:name", "w:aliases", "w:basedOn", "w:next", "w:link", "w:autoRedefine", "w:hidden",
      "w:uiPriority", "w:semiHidden", "w:unhideWhenUsed", "w:qFormat", "w:locked", "w:personal",
      "w:rsid", "w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr",
    ],
    "w:tblStylePr": ["w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr"],
    "w:numbering": ["w:numPicBullet", "w:abstractNum", "w:num"],
    "w:abstractNum": [
      "w:nsid", "w:multiLevelType", "w:tmpl", "w:name", "w:styleLink", "w:numStyleLink", "w:lvl",
    ],
    "w:lvl": [
      "w:start", "w:numFmt", "w:lvlRestart", "w:pStyle", "w:isLgl", "w:suff", "w:lvlText",
      "w:lvlPicBulletId", "w:legacy", "w:lvlJc", "w:pPr", "w:rPr",
    ],
    "w:num": ["w:abstractNumId", "w:lvlOverride"],
    "w:lvlOverride": ["w:startOverride", "w:lvl"],
    "w:fonts": ["w:font"],
    "w:font": [
      "w:altName", "w:panose1", "w:charset", "w:family", "w:notTrueType", "w:pitch", "w:sig",
    ],
    "w:settings": [
      "w:writeProtection", "w:view", "w:zoom", "w:removePersonalInformation", "w:mirrorMargins",
      "w:alignBordersAndEdges", "w:bordersDoNotSurroundHeader", "w:gutterAtTop", "w:defaultTabStop",
      "w:autoHyphenation", "w:consecutiveHyphenLimit", "w:hyphenationZone", "w:doNotHyphenateCaps",
      "w:evenAndOddHeaders", "w:bookFoldPrinting", "w:characterSpacingControl", "w:footnotePr",
      "w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang",
      "w:clrSchemeMapping", "w:decimalSymbol", "w:listSeparator",
    ],
    "w:compat": ["w:doNotExpandShiftReturn", "w:compatSetting"],
  ]
}
