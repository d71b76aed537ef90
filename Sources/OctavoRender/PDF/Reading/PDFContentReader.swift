package import OctavoBase

/// Reads back what a PDF of ours holds.
package struct PDFContentReader {
  private let file: PDFFile
  private let decompressor = Decompressor()
  /// Character maps by their object's number.
  private var maps: [Int: CharacterMapReader] = [:]

  /// Throws where the bytes are no PDF.
  package init(_ bytes: [UInt8]) throws(OctavoError) { file = try PDFFile(bytes) }

  /// Pages, outline and places, as they are written.
  package mutating func read() throws(OctavoError) -> PDFContent {
    let catalog = file.resolve(file.trailer["Root"])
    let tree = file.resolve(catalog?["Pages"])
    var content = PDFContent(pages: [], outline: [], places: [])
    for reference in tree?["Kids"]?.items ?? [] {
      guard let page = file.resolve(reference),
        let bytes = file.stream(page["Contents"], decompressor)
      else { throw PDFFile.damage("page \(content.pages.count + 1)") }
      var reader = PageTextReader(fonts: fonts(of: page))
      content.pages.append(
        PDFContent.Page(
          text: PDFContent.withoutSpace(reader.read(bytes)), links: links(of: page)))
    }
    content.outline = titles(file.resolve(catalog?["Outlines"]))
    content.places = places(file.resolve(file.resolve(catalog?["Names"])?["Dests"]))
    return content
  }

  private mutating func fonts(of page: PDFObject) -> [String: CharacterMapReader] {
    guard case .dictionary(let entries)? = file.resolve(file.resolve(page["Resources"])?["Font"])
    else { return [:] }
    return entries.compactMapValues { map(of: $0) }
  }

  private mutating func map(of font: PDFObject) -> CharacterMapReader? {
    guard case .reference(let number) = font else { return nil }
    if let known = maps[number] { return known }
    guard let bytes = file.stream(file.resolve(font)?["ToUnicode"], decompressor) else {
      return nil
    }
    let map = CharacterMapReader(bytes)
    maps[number] = map
    return map
  }

  private func links(of page: PDFObject) -> [String] {
    (file.resolve(page["Annots"])?.items ?? []).compactMap { reference in
      let link = file.resolve(reference)
      if let place = link?["Dest"]?.text { return "#" + place }
      return file.resolve(link?["A"])?["URI"]?.text
    }
  }

  /// The titles of an item's children, each before those below it.
  private func titles(_ parent: PDFObject?) -> [String] {
    var titles: [String] = []
    /// Items to visit, the next one last.
    var open = [parent?["First"]].compactMap(\.self)
    while let reference = open.popLast(), let item = file.resolve(reference) {
      titles.append(item["Title"]?.text ?? "")
      if let next = item["Next"] { open.append(next) }
      if let child = item["First"] { open.append(child) }
    }
    return titles
  }

  /// The names of a tree's leaves, in order.
  private func places(_ node: PDFObject?) -> [String] {
    let own = (node?["Names"]?.items ?? []).compactMap(\.text)
    return own + (node?["Kids"]?.items ?? []).flatMap { places(file.resolve($0)) }
  }
}
