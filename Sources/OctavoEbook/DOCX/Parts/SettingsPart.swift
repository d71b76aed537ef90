import OctavoBase
import OctavoBook
import OctavoStyle

/// Writes `word/settings.xml`, its elements in the schema's order (ECMA-376 part 1, §17.15.1.78).
enum SettingsPart {
  static func bytes(_ plan: DocumentPlan, hasEvenHeads: Bool) -> [UInt8] {
    let page = plan.sheet.page
    var xml = WordMarkup(reserving: 2_048)
    xml.raw(WordNamespaces.declaration)
    xml.raw(text: "<w:settings\(WordNamespaces.plain)><w:zoom w:percent=\"100\"/>")
    if page.innerMargin != page.outerMargin { xml.raw("<w:mirrorMargins/>") }
    xml.raw("<w:defaultTabStop w:val=\"720\"/>")
    let breaking = plan.sheet.breaking
    if plan.sheet[.body].hyphenate {
      xml.raw("<w:autoHyphenation/><w:consecutiveHyphenLimit w:val=\"2\"/>")
      if !breaking.hyphenateCapitalised { xml.raw("<w:doNotHyphenateCaps/>") }
    }
    if hasEvenHeads { xml.raw("<w:evenAndOddHeaders/>") }
    xml.raw("<w:characterSpacingControl w:val=\"doNotCompress\"/>")
    xml.raw(text: NotesPart.settings(plan))
    xml.raw(
      """
      <w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" \
      w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
      <w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" \
      w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>\
      <w:compatSetting w:name="enableOpenTypeFeatures" \
      w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>\
      <w:compatSetting w:name="doNotFlipMirrorIndents" \
      w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>\
      <w:compatSetting w:name="differentiateMultirowTableHeaders" \
      w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat>
      """)
    xml.raw("<w:themeFontLang")
    xml.attribute("w:val", plan.book.metadata.language.text)
    xml.raw("/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>")
    return xml.bytes
  }
}
