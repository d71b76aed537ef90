import OctavoBook
import OctavoStyle

/// Writes the navigation of EPUB 2 for reading systems that know no other (OPF 2.0.1, §2.4.1).
struct NCXDocument {
  let edition: Edition
  let facts: PublicationFacts
  let tree: NavigationTree
  /// Label and target of each printed page.
  let pages: [(label: String, target: String)]

  func document() -> [UInt8] {
    var text = XHTMLText()
    text.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    text.raw("<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"")
    text.attribute("xml:lang", edition.language)
    text.raw(">\n<head>\n")
    addMeta("dtb:uid", facts.identifier, &text)
    addMeta("dtb:depth", "\(max(Self.depth(tree.entries), 1))", &text)
    addMeta("dtb:totalPageCount", "\(pages.count)", &text)
    addMeta("dtb:maxPageNumber", "\(highest)", &text)
    text.raw("</head>\n<docTitle><text>")
    text.text(edition.book.metadata.title)
    text.raw("</text></docTitle>\n<navMap>\n")
    var count = 0
    for entry in tree.entries { add(entry, &count, &text) }
    text.raw("</navMap>\n")
    addPages(&count, &text)
    text.raw("</ncx>\n")
    return text.bytes
  }

  private func addMeta(_ name: String, _ content: String, _ text: inout XHTMLText) {
    text.raw("<meta")
    text.attribute("name", name)
    text.attribute("content", content)
    text.raw("/>\n")
  }

  private static func depth(_ entries: [NavigationTree.Entry]) -> Int {
    entries.map { depth($0.children) + 1 }.max() ?? 0
  }

  private var highest: Int { pages.compactMap { Int($0.label) }.max() ?? 0 }

  private func add(
    _ entry: NavigationTree.Entry, _ count: inout Int, _ text: inout XHTMLText
  ) {
    count += 1
    text.raw("<navPoint id=\"point-\(count)\" playOrder=\"\(count)\"><navLabel><text>")
    text.text(entry.title)
    text.raw("</text></navLabel><content")
    text.attribute("src", entry.target)
    text.raw("/>\n")
    for child in entry.children { add(child, &count, &text) }
    text.raw("</navPoint>\n")
  }

  private func addPages(_ count: inout Int, _ text: inout XHTMLText) {
    guard !pages.isEmpty else { return }
    text.raw("<pageList>\n<navLabel><text>")
    text.text(edition.words["Pages"])
    text.raw("</text></navLabel>\n")
    for (index, page) in pages.enumerated() {
      count += 1
      let number = Int(page.label)
      text.raw("<pageTarget id=\"target-\(index + 1)\" playOrder=\"\(count)\"")
      text.raw(" type=\"\(number == nil ? "front" : "normal")\"")
      if let number { text.raw(" value=\"\(number)\"") }
      text.raw("><navLabel><text>")
      text.text(page.label)
      text.raw("</text></navLabel><content")
      text.attribute("src", page.target)
      text.raw("/></pageTarget>\n")
    }
    text.raw("</pageList>\n")
  }
}
