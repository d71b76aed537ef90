import OctavoBase
import OctavoBook
import OctavoStyle

/// Writes `word/styles.xml`: the template's roles as styles an editor can use.
struct StylesPart {
  let looks: WordLooks
  let language: LanguageTag

  func bytes() -> [UInt8] {
    var xml = WordMarkup(reserving: 32_768)
    xml.raw(WordNamespaces.declaration)
    xml.raw(text: "<w:styles\(WordNamespaces.plain)>")
    // What all text shares stands in the style Normal: LibreOffice takes defaults for the formatting
    // of tables, over the styles of the words in them.
    xml.raw("<w:docDefaults><w:rPrDefault/><w:pPrDefault/></w:docDefaults>")
    for style in WordStyle.allCases { write(style, to: &xml) }
    xml.raw(
      """
      <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
      <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>\
      <w:unhideWhenUsed/></w:style>
      """)
    for style in CharacterStyle.allCases { write(style, to: &xml) }
    writeTables(to: &xml)
    xml.raw(
      """
      <w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>\
      <w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
      """)
    xml.raw("</w:styles>")
    return xml.bytes
  }

  private func write(_ style: WordStyle, to xml: inout WordMarkup) {
    let look = looks[style]
    let base = style.base.map { looks[$0] }
    xml.raw("<w:style w:type=\"paragraph\"")
    if style == .normal { xml.raw(" w:default=\"1\"") }
    if !style.isBuiltIn { xml.raw(" w:customStyle=\"1\"") }
    xml.attribute("w:styleId", style.id)
    xml.raw("><w:name")
    xml.attribute("w:val", style.name)
    xml.raw("/>")
    writeLink("w:basedOn", style.base, to: &xml)
    writeLink("w:next", style.next, to: &xml)
    xml.raw(style.isContents ? "<w:uiPriority w:val=\"39\"/>" : "<w:uiPriority w:val=\"9\"/>")
    if style != .sectionEnd { xml.raw("<w:qFormat/>") }
    xml.raw("<w:pPr>")
    look.paragraph.write(to: &xml, against: base?.paragraph, numbering: numbering(style))
    if let level = style.outlineLevel, style.base?.outlineLevel != level {
      xml.raw("<w:outlineLvl")
      xml.attribute("w:val", level)
      xml.raw("/>")
    }
    xml.raw("</w:pPr><w:rPr>")
    var run = look.run
    if style == .normal { run.language = language }
    run.write(to: &xml, against: base?.run)
    xml.raw("</w:rPr></w:style>")
  }

  private func writeLink(_ name: StaticString, _ style: WordStyle?, to xml: inout WordMarkup) {
    guard let style else { return }
    xml.raw("<")
    xml.raw(name)
    xml.attribute("w:val", style.id)
    xml.raw("/>")
  }

  /// The list a list style belongs to.
  private func numbering(_ style: WordStyle) -> String {
    if let depth = WordStyle.bullets.firstIndex(of: style) {
      return NumberingPart.reference(level: depth, list: NumberingPart.bulletList)
    }
    if let depth = WordStyle.numbers.firstIndex(of: style) {
      return NumberingPart.reference(level: depth, list: NumberingPart.numberList)
    }
    return ""
  }

  private func write(_ style: CharacterStyle, to xml: inout WordMarkup) {
    xml.raw("<w:style w:type=\"character\"")
    if !style.isBuiltIn { xml.raw(" w:customStyle=\"1\"") }
    xml.attribute("w:styleId", style.rawValue)
    xml.raw("><w:name")
    xml.attribute("w:val", style.name)
    xml.raw(
      """
      /><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="20"/><w:qFormat/><w:rPr>
      """)
    let (look, base) = style.looks(looks.sheet)
    look.write(to: &xml, against: base)
    xml.raw("</w:rPr></w:style>")
  }

  private func writeTables(to xml: inout WordMarkup) {
    xml.raw(
      """
      <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
      <w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>\
      <w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>\
      <w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>\
      <w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\
      <w:style w:type="table" w:customStyle="1" w:styleId="BookTable"><w:name w:val="Book Table"/>\
      <w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr>\
      <w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/>\
      <w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tblBorders>\
      <w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="120" w:type="dxa"/>\
      <w:bottom w:w="30" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>\
      <w:bottom w:val="single" w:sz="3" w:space="0" w:color="auto"/></w:tcBorders></w:tcPr>\
      </w:tblStylePr></w:style>
      """)
  }
}
