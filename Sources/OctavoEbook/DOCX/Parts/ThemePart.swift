import OctavoStyle

/// Writes `word/theme/theme1.xml`: plain black and white and the template's fonts. No style refers
/// to it; Word asks for one, and offers its colours and fonts to editors.
enum ThemePart {
  static func bytes(_ plan: DocumentPlan) -> [UInt8] {
    var xml = WordMarkup(reserving: 4_096)
    xml.raw(WordNamespaces.declaration)
    xml.raw(
      """
      <a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Octavo">\
      <a:themeElements><a:clrScheme name="Octavo">
      """)
    for (name, color) in colors {
      xml.raw(text: "<a:\(name)><a:srgbClr val=\"\(color)\"/></a:\(name)>")
    }
    xml.raw("</a:clrScheme><a:fontScheme name=\"Octavo\">")
    writeFont("majorFont", plan.looks[.heading1].run.family, to: &xml)
    writeFont("minorFont", plan.looks[.normal].run.family, to: &xml)
    xml.raw("</a:fontScheme><a:fmtScheme name=\"Octavo\">")
    repeated("fillStyleLst", fill, to: &xml)
    repeated(
      "lnStyleLst", "<a:ln w=\"6350\">\(fill)<a:prstDash val=\"solid\"/></a:ln>", to: &xml)
    repeated("effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>", to: &xml)
    repeated("bgFillStyleLst", fill, to: &xml)
    xml.raw("</a:fmtScheme></a:themeElements></a:theme>")
    return xml.bytes
  }

  private static let colors = [
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "333333"), ("lt2", "EEEEEE"),
    ("accent1", "444444"), ("accent2", "666666"), ("accent3", "888888"), ("accent4", "AAAAAA"),
    ("accent5", "BBBBBB"), ("accent6", "CCCCCC"), ("hlink", "000000"), ("folHlink", "444444"),
  ]

  private static let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"

  private static func writeFont(_ name: String, _ family: String, to xml: inout WordMarkup) {
    xml.raw(text: "<a:\(name)><a:latin")
    xml.attribute("typeface", family)
    xml.raw(text: "/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:\(name)>")
  }

  /// A list of the three grades a theme has.
  private static func repeated(_ name: String, _ item: String, to xml: inout WordMarkup) {
    xml.raw(text: "<a:\(name)>\(item)\(item)\(item)</a:\(name)>")
  }
}
