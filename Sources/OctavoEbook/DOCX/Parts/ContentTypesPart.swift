/// Writes `[Content_Types].xml`: what each part of the package is (ECMA-376 part 2, §10.1.2).
enum ContentTypesPart {
  private static let main = "application/vnd.openxmlformats-officedocument.wordprocessingml."

  static func bytes(heads: RunningHeadParts, media: MediaFiles) -> [UInt8] {
    var xml = WordMarkup()
    xml.raw(WordNamespaces.declaration)
    xml.raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
    defaultType("rels", "application/vnd.openxmlformats-package.relationships+xml", to: &xml)
    defaultType("xml", "application/xml", to: &xml)
    if media.hasPNG { defaultType("png", "image/png", to: &xml) }
    if media.hasJPEG { defaultType("jpeg", "image/jpeg", to: &xml) }
    override("/word/document.xml", main + "document.main+xml", to: &xml)
    for part in ["styles", "numbering", "settings", "fontTable", "footnotes", "endnotes"] {
      override("/word/\(part).xml", main + "\(part)+xml", to: &xml)
    }
    override(
      "/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", to: &xml)
    for part in heads.parts {
      override("/word/\(part.name)", main + (part.isHead ? "header+xml" : "footer+xml"), to: &xml)
    }
    override(
      "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", to: &xml)
    override(
      "/docProps/app.xml",
      "application/vnd.openxmlformats-officedocument.extended-properties+xml", to: &xml)
    xml.raw("</Types>")
    return xml.bytes
  }

  private static func defaultType(_ ending: String, _ type: String, to xml: inout WordMarkup) {
    xml.raw(text: "<Default Extension=\"\(ending)\" ContentType=\"\(type)\"/>")
  }

  private static func override(_ name: String, _ type: String, to xml: inout WordMarkup) {
    xml.raw(text: "<Override PartName=\"\(name)\" ContentType=\"\(type)\"/>")
  }
}
