import OctavoStyle

/// Writes `word/fontTable.xml`: the fonts the styles name, each with one that is on every machine,
/// for readers who do not have it.
enum FontTablePart {
  static func bytes(_ plan: DocumentPlan) -> [UInt8] {
    var xml = WordMarkup()
    xml.raw(WordNamespaces.declaration)
    xml.raw(text: "<w:fonts\(WordNamespaces.plain)>")
    var seen: Set<String> = []
    for style in WordStyle.allCases {
      let family = plan.looks[style].run.family
      guard seen.insert(family).inserted else { continue }
      let isFixed = style == .sourceCode
      let name = family.lowercased()
      let isSans = name.contains("sans") || name.contains("grotesk") || name.contains("gothic")
      let standIn = isFixed ? "Courier New" : isSans ? "Arial" : "Times New Roman"
      xml.raw("<w:font")
      xml.attribute("w:name", family)
      xml.raw(">")
      if family != standIn {
        xml.raw("<w:altName")
        xml.attribute("w:val", standIn)
        xml.raw("/>")
      }
      xml.raw("<w:charset w:val=\"00\"/><w:family")
      xml.attribute("w:val", isFixed ? "modern" : isSans ? "swiss" : "roman")
      xml.raw("/><w:pitch")
      xml.attribute("w:val", isFixed ? "fixed" : "variable")
      xml.raw("/></w:font>")
    }
    xml.raw("</w:fonts>")
    return xml.bytes
  }
}
