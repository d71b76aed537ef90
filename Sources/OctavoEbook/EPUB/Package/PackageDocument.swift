import OctavoBook
import OctavoStyle

/// Writes the package document: what the book is, what it consists of, in which order it is read
/// (EPUB 3.3, §5).
struct PackageDocument {
  /// A file of the publication.
  struct Item {
    let id: String
    let path: String
    let mediaType: String
    /// Such as `nav`; nil for none.
    var properties: String?
  }

  let edition: Edition
  let facts: PublicationFacts
  let items: [Item]
  /// The ids of the content documents in reading order.
  let spine: [String]
  let coverID: String?

  private var metadata: BookMetadata { edition.book.metadata }

  func document() -> [UInt8] {
    var text = XHTMLText()
    text.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    text.raw("<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"")
    text.raw(" unique-identifier=\"publication\"")
    text.attribute("xml:lang", edition.language)
    text.raw(
      " prefix=\"schema: http://schema.org/ a11y: http://www.idpf.org/epub/vocab/package/a11y/#\"")
    text.raw(">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n")
    addIdentity(&text)
    addContributors(&text)
    addDescription(&text)
    addSeries(&text)
    addAccessibility(&text)
    if let coverID { text.raw("<meta name=\"cover\" content=\"\(coverID)\"/>\n") }
    text.raw("</metadata>\n<manifest>\n")
    for item in items { add(item, &text) }
    text.raw("</manifest>\n<spine toc=\"ncx\"")
    let turns = LanguageCode.isRightToLeft(edition.language)
    text.raw(" page-progression-direction=\"\(turns ? "rtl" : "ltr")\">\n")
    for id in spine { text.raw("<itemref idref=\"\(id)\"/>\n") }
    text.raw("</spine>\n</package>\n")
    return text.bytes
  }

  // MARK: Metadata

  private func add(
    _ name: String, _ value: String, id: String? = nil, _ text: inout XHTMLText
  ) {
    text.raw("<dc:\(name)")
    text.attribute("id", ifSet: id)
    text.raw(">")
    text.text(Self.line(value))
    text.raw("</dc:\(name)>\n")
  }

  private func addMeta(
    _ property: String, _ value: String, refines: String? = nil, scheme: String? = nil,
    _ text: inout XHTMLText
  ) {
    text.raw("<meta property=\"\(property)\"")
    text.attribute("refines", ifSet: refines.map { "#" + $0 })
    text.attribute("scheme", ifSet: scheme)
    text.raw(">")
    text.text(Self.line(value))
    text.raw("</meta>\n")
  }

  /// White space as catalogues keep it.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func addIdentity(_ text: inout XHTMLText) {
    add("identifier", facts.identifier, id: "publication", &text)
    add("title", metadata.title, id: "title", &text)
    if let subtitle = metadata.subtitle {
      addMeta("title-type", "main", refines: "title", &text)
      addMeta("display-seq", "1", refines: "title", &text)
      add("title", subtitle, id: "subtitle", &text)
      addMeta("title-type", "subtitle", refines: "subtitle", &text)
      addMeta("display-seq", "2", refines: "subtitle", &text)
    }
    add("language", edition.language, &text)
    addMeta("dcterms:modified", facts.modified, &text)
    if let date = facts.date { add("date", date, &text) }
  }

  private func addContributors(_ text: inout XHTMLText) {
    let hasAuthors = !metadata.authors.isEmpty
    for (index, contributor) in metadata.contributors.enumerated() {
      let id = "contributor-\(index + 1)"
      let isCreator = contributor.role == .author || (!hasAuthors && contributor.role == .editor)
      add(isCreator ? "creator" : "contributor", contributor.name, id: id, &text)
      addMeta("role", contributor.role.relator, refines: id, scheme: "marc:relators", &text)
      addMeta("file-as", PublicationFacts.sortName(contributor), refines: id, &text)
      addMeta("display-seq", "\(index + 1)", refines: id, &text)
    }
    if let publisher = metadata.publisher { add("publisher", publisher, &text) }
  }

  private func addDescription(_ text: inout XHTMLText) {
    if let summary = metadata.summary { add("description", summary, &text) }
    for subject in metadata.subjects { add("subject", subject, &text) }
    if let rights = metadata.rights { add("rights", rights, &text) }
    guard !edition.pages.pages.isEmpty else { return }
    if let isbn = facts.printISBN { add("source", isbn, id: "print", &text) }
    addMeta("pageBreakSource", facts.printISBN ?? printedEdition, &text)
  }

  /// What the page numbers are those of, where the printed book has no number of its own.
  private var printedEdition: String {
    let parts = [metadata.title, metadata.edition, metadata.publisher, metadata.date]
    return parts.compactMap(\.self).joined(separator: ", ") + ", "
      + edition.words["printed edition"]
  }

  private func addSeries(_ text: inout XHTMLText) {
    guard let series = metadata.series else { return }
    text.raw("<meta property=\"belongs-to-collection\" id=\"series\">")
    text.text(Self.line(series.name))
    text.raw("</meta>\n")
    addMeta("collection-type", "series", refines: "series", &text)
    if let number = series.number, Self.isPosition(number) {
      addMeta("group-position", number, refines: "series", &text)
    }
  }

  /// Whole numbers parted by full stops (EPUB 3.3, §D.3.5).
  private static func isPosition(_ number: String) -> Bool {
    number.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isNumber }
    }
  }

  private func addAccessibility(_ text: inout XHTMLText) {
    let accessibility = AccessibilityFacts(edition)
    for (name, value) in accessibility.properties { addMeta(name, value, &text) }
    guard accessibility.isConforming, let certifier = metadata.certifier else { return }
    text.raw("<meta property=\"dcterms:conformsTo\" id=\"conformance\">")
    text.text("EPUB Accessibility 1.1 - WCAG 2.1 Level AA")
    text.raw("</meta>\n")
    addMeta("a11y:certifiedBy", certifier, refines: "conformance", &text)
  }

  // MARK: Manifest

  private func add(_ item: Item, _ text: inout XHTMLText) {
    text.raw("<item")
    text.attribute("id", item.id)
    text.attribute("href", item.path)
    text.attribute("media-type", item.mediaType)
    text.attribute("properties", ifSet: item.properties)
    text.raw("/>\n")
  }
}

extension BookMetadata.Contributor.Role {
  /// The role's MARC relator.
  var relator: String {
    switch self {
    case .author: "aut"
    case .editor: "edt"
    case .translator: "trl"
    case .illustrator: "ill"
    }
  }
}
