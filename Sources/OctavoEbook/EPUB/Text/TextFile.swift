/// A content document of an e-book: the body's markup with what its head says.
struct TextFile: Sendable {
  /// The path below the package's folder.
  let path: String
  /// The document's title.
  let title: String
  /// The matter the file belongs to, as `epub:type` names it.
  let matter: String
  var markup: XHTMLText

  /// The whole document.
  ///
  /// - Parameters:
  ///   - files: the file of every name that links lead to.
  ///   - language: the book's.
  func document(files: [String: String], language: String) -> [UInt8] {
    var head = XHTMLText()
    head.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n")
    head.raw("<html xmlns=\"http://www.w3.org/1999/xhtml\"")
    head.raw(" xmlns:epub=\"http://www.idpf.org/2007/ops\"")
    head.attribute("lang", language)
    head.attribute("xml:lang", language)
    if LanguageCode.isRightToLeft(language) { head.attribute("dir", "rtl") }
    head.raw(">\n<head>\n<title>")
    head.text(title)
    head.raw("</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"../style.css\"/>\n")
    head.raw("</head>\n<body")
    head.attribute("epub:type", matter)
    head.raw(">\n")
    return head.bytes + markup.resolved(in: name, files: files)
      + Array("</body>\n</html>\n".utf8)
  }

  /// The file's name in its folder, by which links of other files there reach it.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
