import OctavoBase
import OctavoBook

/// Writes the document's properties: what the book's metadata says, and no date but the book's own.
enum PropertyParts {
  static func core(_ metadata: BookMetadata) -> [UInt8] {
    var xml = WordMarkup()
    xml.raw(WordNamespaces.declaration)
    xml.raw(
      """
      <cp:coreProperties \
      xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      """)
    element("dc:title", metadata.title, to: &xml)
    element("dc:subject", metadata.subtitle, to: &xml)
    let authors = metadata.authors.isEmpty ? metadata.contributors.map(\.name) : metadata.authors
    element("dc:creator", joined(authors), to: &xml)
    element("cp:keywords", joined(metadata.subjects), to: &xml)
    element("dc:description", metadata.summary, to: &xml)
    element(
      "dc:identifier", (metadata.printISBN ?? metadata.epubISBN).map { "ISBN \($0)" }, to: &xml)
    element("dc:language", metadata.language.text, to: &xml)
    if let moment = moment(metadata.date) {
      for name in ["dcterms:created", "dcterms:modified"] {
        xml.raw(text: "<\(name) xsi:type=\"dcterms:W3CDTF\">\(moment)</\(name)>")
      }
    }
    xml.raw("</cp:coreProperties>")
    return xml.bytes
  }

  private static func joined(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.joined(separator: "; ")
  }

  private static func element(_ name: String, _ value: String?, to xml: inout WordMarkup) {
    guard let value, !value.isEmpty else { return }
    xml.raw(text: "<\(name)>")
    xml.text(value)
    xml.raw(text: "</\(name)>")
  }

  /// The first moment of the day, month or year a date names; nil for anything else.
  static func moment(_ date: String?) -> String? {
    guard let date else { return nil }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      date.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D })
    else { return nil }
    let month = parts.count > 1 ? Int(parts[1]) ?? 0 : 1
    let day = parts.count > 2 ? Int(parts[2]) ?? 0 : 1
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let rest = ["-01", "-01"].dropFirst(parts.count - 1)
    return date + rest.joined() + "T00:00:00Z"
  }

  static func application(_ metadata: BookMetadata) -> [UInt8] {
    var xml = WordMarkup()
    xml.raw(WordNamespaces.declaration)
    xml.raw(
      """
      <Properties \
      xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
      <Application>Octavo</Application>
      """)
    element("Company", metadata.publisher, to: &xml)
    xml.raw("</Properties>")
    return xml.bytes
  }
}
