import OctavoBase
import OctavoBook
import OctavoStyle

/// Running text.
extension BodyWriter {
  mutating func write(_ inlines: [Inline], _ format: RunFormat, _ context: BlockContext) {
    for inline in inlines { write(inline, format, context) }
  }

  private mutating func write(_ inline: Inline, _ format: RunFormat, _ context: BlockContext) {
    switch inline {
    case .text(let text): emit(text, format)
    case .softBreak: emit(" ", format)
    case .lineBreak: breakLine(format)
    case .code(let code): emit(code, sized(format.adding(.code), .codeInline))
    case .math(let source): emit(source, sized(format.adding(.math), .math))
    case .emphasis(let inner): write(inner, format.emphasized, context)
    case .strong(let inner): write(inner, format.adding(.strong), context)
    case .strikethrough(let inner): write(inner, format.adding(.struck), context)
    case .styled(let effect, let inner): write(inner, format.adding(effect.flag), context)
    case .span(let attributes, let inner): write(inner, attributes, format, context)
    case .link(let url, let inner): link(to: url, inner, format, context)
    case .reference(let reference): write(reference, format, context)
    case .image(let image): write(image, format)
    case .noteCall(let note): callNote(note, context)
    case .indexMark(let mark): writeIndexMark(mark)
    case .citation(let citation): write(citation.printed, format, context)
    }
  }

  private mutating func write(
    _ inner: [Inline], _ attributes: Attributes, _ format: RunFormat, _ context: BlockContext
  ) {
    let format = format.in(language(of: attributes))
    guard let id = attributes.id, plan.uses.places.contains(id) else {
      return write(inner, format, context)
    }
    bookmark(.place, id) { $0.write(inner, format, context) }
  }

  /// The format with the size that a role's text has in the paragraph, where the character style,
  /// which is made for text of the body, has another.
  private func sized(_ format: RunFormat, _ role: StyleRole) -> RunFormat {
    guard let paragraph = story.paragraph else { return format }
    let body = plan.sheet[.body].text
    let around = plan.sheet[paragraph.style.role].text
    guard around.size != body.size else { return format }
    var format = format
    format.size = plan.sheet[role].applied(to: around, bodySize: body.size).size.halfPoints
    return format
  }

  /// The tag that `lang=` gives, where it is another than the book's.
  func language(of attributes: Attributes) -> String? {
    guard let tag = attributes["lang"], WordLanguages.isWellFormed(tag) else { return nil }
    return tag
  }

  private mutating func callNote(_ note: Int, _ context: BlockContext) {
    switch context.calls {
    case .notes: call(note)
    case .otherNotes: callFromNote(note)
    case .nothing: break
    }
  }
}

extension RunFormat {
  /// The same in another language, where one is given.
  func `in`(_ language: String?) -> RunFormat {
    guard let language else { return self }
    var format = self
    format.language = language
    return format
  }
}

extension TextEffect {
  /// What the effect sets in a run.
  var flag: RunFormat.Flags {
    switch self {
    case .smallCaps: .smallCapitals
    case .superscript: .superscript
    case .subscript: .subscript
    }
  }
}
