import OctavoBook
import OctavoStyle

/// Writes the navigation document: contents, landmarks and the list of printed pages (EPUB 3.3, §7).
struct NavigationDocument {
  /// A place with the meaning a reading system knows it by.
  struct Landmark {
    let type: String
    let title: String
    let target: String
  }

  /// A list of places of one kind, such as figures.
  struct PlaceList {
    /// `loi` or `lot` (EPUB 3.3, §7.4.1: other navigation elements).
    let type: String
    let title: String
    let places: [(label: String, target: String)]
  }

  let edition: Edition
  let tree: NavigationTree
  let landmarks: [Landmark]
  /// Label and target of each printed page.
  let pages: [(label: String, target: String)]
  var lists: [PlaceList] = []

  func document() -> [UInt8] {
    var text = XHTMLText()
    text.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n")
    text.raw("<html xmlns=\"http://www.w3.org/1999/xhtml\"")
    text.raw(" xmlns:epub=\"http://www.idpf.org/2007/ops\"")
    text.attribute("lang", edition.language)
    text.attribute("xml:lang", edition.language)
    if LanguageCode.isRightToLeft(edition.language) { text.raw(" dir=\"rtl\"") }
    text.raw(">\n<head>\n<title>")
    text.text(edition.book.metadata.title)
    text.raw("</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n")
    text.raw("</head>\n<body>\n")
    addContents(&text)
    addLandmarks(&text)
    addPages(&text)
    for list in lists { add(list, &text) }
    text.raw("</body>\n</html>\n")
    return text.bytes
  }

  private func addContents(_ text: inout XHTMLText) {
    text.raw("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h1>")
    text.text(edition.words["Contents"])
    text.raw("</h1>\n")
    add(tree.entries, &text)
    text.raw("</nav>\n")
  }

  private func add(_ entries: [NavigationTree.Entry], _ text: inout XHTMLText) {
    text.raw("<ol>\n")
    for entry in entries {
      text.raw("<li>")
      addLink(entry.title, entry.target, &text)
      if !entry.children.isEmpty {
        text.endLine()
        add(entry.children, &text)
      }
      text.raw("</li>\n")
    }
    text.raw("</ol>\n")
  }

  private func addLink(
    _ title: String, _ target: String, type: String? = nil, _ text: inout XHTMLText
  ) {
    text.raw("<a")
    text.attribute("epub:type", ifSet: type)
    text.attribute("href", target)
    text.raw(">")
    text.text(title)
    text.raw("</a>")
  }

  private func addLandmarks(_ text: inout XHTMLText) {
    guard !landmarks.isEmpty else { return }
    text.raw("<nav epub:type=\"landmarks\" id=\"landmarks\" hidden=\"hidden\">\n<h2>")
    text.text(edition.words["Landmarks"])
    text.raw("</h2>\n<ol>\n")
    for landmark in landmarks {
      text.raw("<li>")
      addLink(landmark.title, landmark.target, type: landmark.type, &text)
      text.raw("</li>\n")
    }
    text.raw("</ol>\n</nav>\n")
  }

  private func add(_ list: PlaceList, _ text: inout XHTMLText) {
    text.raw("<nav epub:type=\"\(list.type)\" id=\"\(list.type)\" hidden=\"hidden\">\n<h2>")
    text.text(list.title)
    text.raw("</h2>\n<ol>\n")
    for place in list.places {
      text.raw("<li>")
      addLink(place.label, place.target, &text)
      text.raw("</li>\n")
    }
    text.raw("</ol>\n</nav>\n")
  }

  private func addPages(_ text: inout XHTMLText) {
    guard !pages.isEmpty else { return }
    text.raw(
      "<nav epub:type=\"page-list\" role=\"doc-pagelist\" id=\"pages\" hidden=\"hidden\">\n<h2>")
    text.text(edition.words["Pages"])
    text.raw("</h2>\n<ol>\n")
    for page in pages {
      text.raw("<li>")
      addLink(page.label, page.target, &text)
      text.raw("</li>\n")
    }
    text.raw("</ol>\n</nav>\n")
  }
}
