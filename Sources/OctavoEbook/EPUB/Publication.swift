import OctavoBook
import OctavoStyle

/// The files of a publication, put together.
struct Publication {
  private let edition: Edition
  private let images: EPUBImages
  private let text: BookText
  private let fonts: EPUBFontFiles
  private let facts: PublicationFacts
  private let tree: NavigationTree

  init(_ edition: Edition, images: EPUBImages, text: BookText, fonts: EPUBFontFiles) {
    self.edition = edition
    self.images = images
    self.text = text
    self.fonts = fonts
    facts = PublicationFacts(edition.book.metadata)
    tree = NavigationTree(edition) { text.place(ofLabel: $0) }
  }

  /// The archive's files; `mimetype` comes first and is not compressed (EPUB 3.3, §4.2).
  func entries() -> [ArchiveEntry] {
    var entries = [
      ArchiveEntry("mimetype", Array("application/epub+zip".utf8), isStored: true),
      ArchiveEntry("META-INF/container.xml", text: Self.container),
      file("package.opf", package.document()),
      file("nav.xhtml", navigation.document()),
      file("toc.ncx", ncx.document()),
      file("style.css", Array(StylePrinter(edition.sheet, fonts: fonts).text().utf8)),
    ]
    if let cover { entries.append(file(cover.path, document(cover))) }
    entries += text.files.map { file($0.path, document($0)) }
    entries += images.files.map {
      ArchiveEntry("EPUB/" + $0.path, $0.bytes, isStored: $0.mediaType != "image/svg+xml")
    }
    entries += fonts.files.map { file($0.path, $0.bytes) }
    return entries
  }

  private func file(_ path: String, _ bytes: [UInt8]) -> ArchiveEntry {
    ArchiveEntry("EPUB/" + path, bytes)
  }

  private func document(_ file: TextFile) -> [UInt8] {
    file.document(files: text.targets, language: edition.language)
  }

  private static let container = """
    <?xml version="1.0" encoding="UTF-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
    </rootfiles>
    </container>

    """

  // MARK: Cover

  private var cover: TextFile? {
    guard let picture = images.cover else { return nil }
    var markup = XHTMLText()
    markup.raw("<section class=\"cover\" id=\"cover\" epub:type=\"cover\"")
    markup.attribute("aria-label", edition.words["Cover"])
    markup.raw(">\n<img role=\"doc-cover\"")
    markup.attribute("src", "../" + picture.path)
    let metadata = edition.book.metadata
    let names = metadata.authors.joined(separator: ", ")
    markup.attribute(
      "alt", edition.words["Cover"] + ": " + metadata.title + (names.isEmpty ? "" : ", " + names))
    markup.raw("/>\n</section>\n")
    return TextFile(
      path: "text/cover.xhtml", title: edition.words["Cover"], matter: "frontmatter",
      markup: markup)
  }

  // MARK: Navigation

  private var pages: [(label: String, target: String)] {
    zip(edition.pages.pages, text.ids.pages).compactMap { page, id in
      text.place(ofID: id).map { (page.label, $0) }
    }
  }

  private var ncx: NCXDocument {
    NCXDocument(edition: edition, facts: facts, tree: tree, pages: pages)
  }

  private var navigation: NavigationDocument {
    NavigationDocument(
      edition: edition, tree: tree, landmarks: landmarks, pages: pages,
      lists: lists)
  }

  /// The figures and tables, where the book lists them.
  private var lists: [NavigationDocument.PlaceList] {
    [(Division.Kind.figures, "loi", "Figures"), (.tables, "lot", "Tables")].compactMap {
      kind, type, title in
      guard edition.book.divisions.contains(where: { $0.kind == kind }) else { return nil }
      let entries = CaptionList(kind, book: edition.book, numbers: edition.numbers).entries
      let places = entries.compactMap { entry in
        text.place(ofLabel: entry.anchor).map {
          (
            label: [entry.numeral ?? "", Inline.plainText(entry.title)].filter { !$0.isEmpty }
              .joined(separator: " "), target: $0
          )
        }
      }
      return places.isEmpty ? nil : .init(type: type, title: edition.words[title], places: places)
    }
  }

  private var landmarks: [NavigationDocument.Landmark] {
    var landmarks: [NavigationDocument.Landmark] = []
    func add(_ type: String, _ title: String, _ target: String) {
      landmarks.append(.init(type: type, title: edition.words[title], target: target))
    }
    func add(_ type: String, _ title: String, where holds: (Division) -> Bool) {
      guard let index = edition.book.divisions.firstIndex(where: holds) else { return }
      add(type, title, text.files[text.firstFiles[index]].path)
    }
    if images.cover != nil { add("cover", "Cover", "text/cover.xhtml") }
    add("titlepage", "Title page") { $0.kind == .title }
    if hasContents {
      add("toc", "Contents") { $0.kind == .contents }
    } else {
      add("toc", "Contents", "nav.xhtml#toc")
    }
    add("bodymatter", "Beginning") { $0.matter == .body }
    add("backmatter", "Back matter") { $0.matter == .back }
    add("loi", "Figures") { $0.kind == .figures }
    add("lot", "Tables") { $0.kind == .tables }
    add("bibliography", "Bibliography") { $0.kind == .bibliography }
    add("index", "Index") { $0.kind == .index }
    return landmarks
  }

  private var hasContents: Bool { edition.book.divisions.contains { $0.kind == .contents } }

  // MARK: Package

  private var package: PackageDocument {
    var items = [
      PackageDocument.Item(
        id: "nav", path: "nav.xhtml", mediaType: "application/xhtml+xml", properties: "nav"),
      PackageDocument.Item(id: "ncx", path: "toc.ncx", mediaType: "application/x-dtbncx+xml"),
      PackageDocument.Item(id: "style", path: "style.css", mediaType: "text/css"),
    ]
    var spine: [String] = []
    for (index, file) in ([cover].compactMap(\.self) + text.files).enumerated() {
      let id = "text-\(index + 1)"
      spine.append(id)
      items.append(
        PackageDocument.Item(id: id, path: file.path, mediaType: "application/xhtml+xml"))
    }
    // A landmark leads to what is read in order.
    if !hasContents { spine.append("nav") }
    var coverID: String?
    for (index, image) in images.files.enumerated() {
      let isCover = image.path == images.cover?.path
      let id = "image-\(index + 1)"
      if isCover { coverID = id }
      items.append(
        PackageDocument.Item(
          id: id, path: image.path, mediaType: image.mediaType,
          properties: isCover ? "cover-image" : nil))
    }
    for (index, font) in fonts.files.enumerated() {
      items.append(
        PackageDocument.Item(
          id: "font-\(index + 1)", path: font.path, mediaType: font.mediaType))
    }
    return PackageDocument(
      edition: edition, facts: facts, items: items, spine: spine, coverID: coverID)
  }
}
