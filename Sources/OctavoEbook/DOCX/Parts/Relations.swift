/// The relationships of one part: what it holds from other files, by ids (ECMA-376 part 2, §9.3).
struct Relations {
  /// The last element of a relationship type's address.
  enum Kind: String {
    case styles, numbering, settings, fontTable, theme, footnotes, endnotes, header, footer, image
    case hyperlink
  }

  private struct Entry {
    let kind: Kind
    let target: String
  }

  private struct Key: Hashable {
    let kind: Kind
    let target: String
  }

  /// Begins every id: two lists of ids for one part need different ones.
  private let prefix: String
  private var entries: [Entry] = []
  private var known: [Key: Int] = [:]

  init(prefix: String = "rId") { self.prefix = prefix }

  var isEmpty: Bool { entries.isEmpty }

  /// The id of a target; the same for the same target.
  mutating func id(_ kind: Kind, _ target: String) -> String {
    let key = Key(kind: kind, target: target)
    if let index = known[key] { return "\(prefix)\(index + 1)" }
    known[key] = entries.count
    entries.append(Entry(kind: kind, target: target))
    return "\(prefix)\(entries.count)"
  }

  /// The part's relationships, with those whose ids were given apart.
  func bytes(with others: Relations? = nil) -> [UInt8] {
    var xml = WordMarkup()
    xml.raw(WordNamespaces.declaration)
    xml.raw(
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
    write(to: &xml)
    others?.write(to: &xml)
    xml.raw("</Relationships>")
    return xml.bytes
  }

  private func write(to xml: inout WordMarkup) {
    for (index, entry) in entries.enumerated() {
      xml.raw("<Relationship")
      xml.attribute("Id", "\(prefix)\(index + 1)")
      xml.attribute(
        "Type",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(entry.kind.rawValue)"
      )
      xml.attribute("Target", entry.target)
      if entry.kind == .hyperlink { xml.raw(" TargetMode=\"External\"") }
      xml.raw("/>")
    }
  }
}
