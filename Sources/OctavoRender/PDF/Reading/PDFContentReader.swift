package import OctavoBase

/// Reads back what a PDF of ours holds.
package struct PDFContentReader {
  private let file: PDFFile
  private let threads: Int
  /// Character maps by their object's number.
  private var maps: [Int: CharacterMapReader] = [:]

  /// Throws where the bytes are no PDF.
  ///
  /// - Parameter threads: how many pages are read at once; what is read is the same for any number.
  package init(_ bytes: [UInt8], threads: Int) throws(OctavoError) {
    file = try PDFFile(bytes)
    self.threads = threads
  }

  /// Pages, outline and places, as they are written.
  package mutating func read() throws(OctavoError) -> PDFContent {
    let catalog = file.resolve(file.trailer["Root"])
    let tree = file.resolve(catalog?["Pages"])
    return PDFContent(
      pages: try pages((tree?["Kids"]?.items ?? []).compactMap(file.resolve)),
      outline: titles(file.resolve(catalog?["Outlines"])),
      places: places(file.resolve(file.resolve(catalog?["Names"])?["Dests"])))
  }

  private mutating func pages(_ pages: [PDFObject]) throws(OctavoError) -> [PDFContent.Page] {
    let decompressor = Decompressor()
    var maps: [[String: CharacterMapReader]] = []
    for page in pages { maps.append(fonts(of: page, decompressor)) }
    let fonts = maps
    let read = ParallelMap.run(
      count: pages.count, threads: threads, makeContext: { Decompressor() }
    ) { [file] index, decompressor -> PDFContent.Page? in
      guard let content = file.stream(pages[index]["Contents"], decompressor) else { return nil }
      var reader = PageTextReader(fonts: fonts[index])
      let text = reader.read(content)
      return PDFContent.Page(
        text: PDFContent.withoutSpace(text), links: Self.links(of: pages[index], in: file),
        alternatives: reader.alternatives)
    }
    var whole: [PDFContent.Page] = []
    for page in read {
      guard let page else { throw PDFFile.damage("page \(whole.count + 1)") }
      whole.append(page)
    }
    return whole
  }

  private mutating func fonts(
    of page: PDFObject, _ decompressor: Decompressor
  ) -> [String: CharacterMapReader] {
    guard case .dictionary(let entries)? = file.resolve(file.resolve(page["Resources"])?["Font"])
    else { return [:] }
    return entries.compactMapValues { map(of: $0, decompressor) }
  }

  private mutating func map(
    of font: PDFObject, _ decompressor: Decompressor
  ) -> CharacterMapReader? {
    guard case .reference(let number) = font else { return nil }
    if let known = maps[number] { return known }
    guard let bytes = file.stream(file.resolve(font)?["ToUnicode"], decompressor) else {
      return nil
    }
    let map = CharacterMapReader(bytes)
    maps[number] = map
    return map
  }

  private static func links(of page: PDFObject, in file: PDFFile) -> [String] {
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
    while titles.count < Self.mostTitles, let reference = open.popLast(),
      let item = file.resolve(reference)
    {
      titles.append(item["Title"]?.text ?? "")
      if let next = item["Next"] { open.append(next) }
      if let child = item["First"] { open.append(child) }
    }
    return titles
  }

  /// Titles of an outline; more is taken for one that leads back into itself.
  private static let mostTitles = 1_000_000

  /// The names of a tree's leaves, in order.
  private func places(_ node: PDFObject?, depth: Int = 0) -> [String] {
    guard depth < 16 else { return [] }
    let own = (node?["Names"]?.items ?? []).compactMap(\.text)
    return own
      + (node?["Kids"]?.items ?? []).flatMap { places(file.resolve($0), depth: depth + 1) }
  }
}
