import OctavoBase
import OctavoBook
import OctavoStyle

/// Turns inline nodes into styled characters.
struct InlineFlattener {
  /// What inline text may need from the rest of the book.
  struct Surroundings {
    let sheet: StyleSheet
    /// The text of a cross reference, or nil while unknown.
    let resolve: (Reference) -> String?
    /// How notes are called; nil where calls are not set, as in the contents.
    let notes: NoteCalls?
  }

  let surroundings: Surroundings
  private(set) var text = ParagraphText()

  init(surroundings: Surroundings) { self.surroundings = surroundings }

  /// Where the flattener is in the tree.
  private struct Position {
    var style: TextStyle
    var link = -1
  }

  mutating func append(_ inlines: [Inline], style: TextStyle) {
    append(inlines, at: Position(style: style))
  }

  private mutating func append(_ inlines: [Inline], at position: Position) {
    for inline in inlines { append(inline, at: position) }
  }

  private mutating func append(_ inline: Inline, at position: Position) {
    switch inline {
    case .text(let text): add(text, position)
    case .softBreak: add(" ", position)
    case .lineBreak: add("\n", position)
    case .code(let code): addVerbatim(code, in: .codeInline, position)
    case .math(let source): addVerbatim(source, in: .math, position)
    case .emphasis(let inner): append(inner, at: styled(position, .emphasis))
    case .strong(let inner): append(inner, at: styled(position, .strong))
    case .strikethrough(let inner): append(inner, at: struck(position))
    case .styled(let effect, let inner): append(inner, at: applied(effect, position))
    case .span(let attributes, let inner):
      if let id = attributes.id { mark(.anchor(id)) }
      var inside = position
      inside.style.language = attributes.language ?? position.style.language
      append(inner, at: inside)
    case .link(let url, let inner): append(inner, at: linked(position, .url(url)))
    case .reference(let reference): add(reference, position)
    case .citation(let citation): append(citation.printed, at: position)
    case .image(let image): add(image.alternative, position)
    case .noteCall(let note): call(note, position)
    case .indexMark(let mark):
      if surroundings.notes != nil { self.mark(.anchor(mark.anchor)) }
    }
  }

  private mutating func add(_ characters: String, _ position: Position) {
    guard position.style.letterCase == .upper else {
      return text.append(characters.utf8, style: position.style, link: position.link)
    }
    text.append(characters.uppercased().utf8, style: position.style, link: position.link)
  }

  private mutating func addVerbatim(
    _ characters: String, in role: StyleRole, _ position: Position
  ) {
    text.append(
      characters.utf8.lazy.map { $0 == 0x09 ? 0x20 : $0 }, style: styled(position, role).style,
      link: position.link, isVerbatim: true)
  }

  private func styled(_ position: Position, _ role: StyleRole) -> Position {
    var inner = position
    let sheet = surroundings.sheet
    inner.style = sheet[role].applied(to: position.style, bodySize: sheet[.body].text.size)
    return inner
  }

  private func struck(_ position: Position) -> Position {
    var inner = position
    inner.style.isStruck = true
    return inner
  }

  private func applied(_ effect: TextEffect, _ position: Position) -> Position {
    var inner = position
    switch effect {
    case .smallCaps: inner = styled(position, .smallCaps)
    case .superscript:
      inner.style.rise = position.style.rise + position.style.size.scaled(1, 3)
      inner.style.size = position.style.size.scaled(7, 10)
    case .subscript:
      inner.style.rise = position.style.rise - position.style.size.scaled(3, 20)
      inner.style.size = position.style.size.scaled(7, 10)
    }
    return inner
  }

  private mutating func linked(_ position: Position, _ target: LinkTarget) -> Position {
    var inner = styled(position, .link)
    text.links.append(target)
    inner.link = text.links.count - 1
    return inner
  }

  private mutating func add(_ reference: Reference, _ position: Position) {
    let inner = linked(position, .anchor(reference.target))
    if reference.form == .text { return append(reference.text, at: inner) }
    add(surroundings.resolve(reference) ?? "??", inner)
  }

  private mutating func call(_ note: Int, _ position: Position) {
    guard let notes = surroundings.notes else { return }
    var inner = styled(position, .noteCall)
    if let links = notes.links {
      mark(.anchor(links.call(note)))
      text.links.append(.anchor(links.note(note)))
      inner.link = text.links.count - 1
    } else {
      mark(.note(note))
      for anchor in notes.anchors(in: note) { mark(.anchor(anchor)) }
    }
    add(notes.mark(note), inner)
  }

  private mutating func mark(_ kind: ParagraphText.Mark.Kind) {
    text.marks.append(ParagraphText.Mark(offset: text.bytes.count, kind: kind))
  }
}
