extension BookDump {
  mutating func add(_ inlines: [Inline]) {
    for inline in inlines { add(inline) }
  }

  private mutating func add(_ inline: Inline) {
    switch inline {
    case .text(let text): line(Self.quoted(text))
    case .emphasis(let inner): branch("emphasis", inner)
    case .strong(let inner): branch("strong", inner)
    case .strikethrough(let inner): branch("strikethrough", inner)
    case .styled(let effect, let inner): branch(effect.rawValue, inner)
    case .code(let text): line("code \(Self.quoted(text))")
    case .link(let url, let inner): branch("link \(Self.quoted(url))", inner)
    case .reference(let reference):
      branch("reference \(reference.form) #\(reference.target)", reference.text)
    case .image(let image): line("image \(Self.describe(image))")
    case .noteCall(let index): line("note-call \(index)")
    case .softBreak: line("soft-break")
    case .lineBreak: line("line-break")
    case .math(let source): line("math \(Self.quoted(source))")
    case .indexMark(let mark): line("index " + Self.describe(mark))
    case .citation(let citation):
      branch(
        "citation \(citation.form) " + citation.items.map(\.key).joined(separator: " "),
        citation.printed)
    case .span(let attributes, let inner): branch("span" + Self.describe(attributes), inner)
    }
  }

  private mutating func branch(_ name: String, _ inner: [Inline]) {
    line(name)
    nest { $0.add(inner) }
  }

  private static func describe(_ mark: IndexMark) -> String {
    func names(_ terms: IndexTerms) -> String {
      terms.names.map(quoted).joined(separator: " ")
    }
    let purpose =
      switch mark.purpose {
      case .place: ""
      case .opens: " opens"
      case .closes: " closes"
      case .see(let targets): " see " + targets.map(names).joined(separator: "; ")
      case .seeAlso(let targets): " see-also " + targets.map(names).joined(separator: "; ")
      }
    return names(mark.terms) + purpose
  }

  static func describe(_ image: Image) -> String {
    quoted(image.path) + " alternative=" + quoted(image.alternative) + describe(image.attributes)
  }
}
