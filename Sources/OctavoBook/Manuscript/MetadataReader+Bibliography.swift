import OctavoBase

/// `bibliography`, `citation-style` and `nocite`.
extension MetadataReader {
  mutating func readBibliography(_ node: YAMLNode) {
    let nodes: [YAMLNode] = if case .list(let items) = node.content { items } else { [node] }
    for item in nodes {
      if let path = fields.text(item, "bibliography") {
        bibliographyFiles.append((path, item.span))
      }
    }
    if !bibliographyFiles.isEmpty { bibliography.span = node.span }
  }

  mutating func readCitationStyle(_ node: YAMLNode) {
    guard let name = fields.text(node, "citation-style") else { return }
    if let style = Bibliography.Style(rawValue: name) {
      bibliography.style = style
      return
    }
    let names = Bibliography.Style.allCases.map(\.rawValue)
    let near = NearestName.of(name, in: names).map { "did you mean '\($0)'?" }
    fields.error(
      "book.unknown-citation-style", "there is no citation style '\(name)'", at: node.span,
      hints: [near ?? "allowed: " + names.joined(separator: ", ")])
  }

  /// Keys, with or without their `@`; `@*` stands for all works.
  mutating func readUncited(_ node: YAMLNode) {
    let keys = fields.texts(node, "nocite").flatMap { $0.split { $0 == "," || $0.isWhitespace } }
      .map { $0.first == "@" ? String($0.dropFirst()) : String($0) }
    bibliography.uncited = keys.contains("*") ? .all : .listed(keys)
    bibliography.uncitedSpan = node.span
  }
}
