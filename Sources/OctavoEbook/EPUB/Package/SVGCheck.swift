/// Looks into an SVG picture before it is drawn or carried as it is.
package enum SVGCheck {
  /// Whether a file's beginning is that of an SVG.
  package static func looksLikeSVG(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(2_048), as: UTF8.self)
    return head.contains("<svg") || head.contains(":svg")
  }

  /// Why a book cannot hold the picture, in words that follow its name; nil where it can.
  package static func fault(in bytes: [UInt8]) -> String? {
    var scanner = XMLScanner(bytes)
    var weight = SVGWeight()
    var depth = 0
    var isFirst = true
    while let event = scanner.next() {
      switch event {
      case .start(let name, let attributes, let isEmpty):
        let local = XMLScanner.local(name)
        if isFirst && local != "svg" { return "does not begin with an svg element" }
        isFirst = false
        if ["script", "foreignobject"].contains(local.lowercased()) {
          return "holds \(local == "script" ? "a script" : "foreign objects"), which no book shows"
        }
        if let fault = attributeFault(attributes) { return fault }
        weight.start(local, attributes, isEmpty: isEmpty)
        if !isEmpty { depth += 1 }
      case .end:
        depth -= 1
        weight.end()
      case .text(let text):
        if let fault = styleFault(text) { return fault }
        weight.style(text)
      case .instruction(let target, _):
        if target == "xml-stylesheet" { return "takes styles from another file" }
      case .other: break
      }
    }
    if scanner.isDamaged || isFirst || depth != 0 { return "is not well-formed XML" }
    return weight.verdict
  }

  private static func attributeFault(_ attributes: [XMLScanner.Attribute]) -> String? {
    for attribute in attributes {
      if attribute.name.lowercased().hasPrefix("on") {
        return "holds a script, which no book runs"
      }
      let value = attribute.value
      if value.contains("(") || value.contains("\\"), let fault = styleFault(value) { return fault }
      guard XMLScanner.local(attribute.name) == "href" else { continue }
      if !value.hasPrefix("#") && !value.hasPrefix("data:image/") {
        return "refers to another file, “\(value.prefix(60))”"
      }
    }
    return nil
  }

  /// What a style sheet, or a value that may hold an address, takes from elsewhere.
  private static func styleFault(_ written: String) -> String? {
    guard written.contains("(") || written.contains("@") || written.contains("\\") else {
      return nil
    }
    let text = StyleEscapes.undone(written)
    if text.contains("@import") { return "takes styles from another file" }
    for part in text.split(separator: "url(", omittingEmptySubsequences: false).dropFirst() {
      let value = part.drop { $0 == "\"" || $0 == "'" || $0.isWhitespace }
      if !value.hasPrefix("#") && !value.hasPrefix("data:") {
        return "refers to another file, “\(value.prefix { $0 != ")" }.prefix(60))”"
      }
    }
    return nil
  }
}
