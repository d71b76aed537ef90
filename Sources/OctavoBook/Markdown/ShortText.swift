import OctavoBase

extension MarkdownReader {
  /// The inlines of a short text on its own, such as a caption or a part's title. All in it is said
  /// to stand at `span`, since it has no lines of its own.
  ///
  /// - Parameter call: gives the index of one of `settings.outerNotes` in the division.
  static func inlines(
    _ text: String, at span: SourceSpan, _ settings: Settings, call: (String) -> Int = { _ in 0 }
  ) -> Outcome<[Inline]> {
    let isPlain = !text.utf8.contains { "\\`*_{}[]<>&$~!\n^@".utf8.contains($0) }
    if isPlain || !settings.readsMarkup {
      return Outcome(text.isEmpty ? [] : [.text(settings.punctuation.apply(to: text))])
    }
    var settings = settings
    settings.readsMarkup = false
    // A leading letter keeps the text from being read as a list, a heading or the like.
    let line = String(text.map { $0.isNewline ? " " : $0 })
    let file = SourceFile(id: span.file, name: "", text: Array("x\\\n\(line)".utf8))
    let parsed = read(file, from: 0, settings)
    let diagnostics = parsed.diagnostics.map {
      Diagnostic($0.severity, $0.code, $0.message, at: span, hints: $0.hints)
    }
    guard case .paragraph(let inlines)? = parsed.sections.first?.blocks.first?.content else {
      return Outcome([.text(settings.punctuation.apply(to: text))], diagnostics)
    }
    let notes = parsed.calledNotes.map(call)
    return Outcome(inlines.dropFirst(2).map { moved($0, to: span, notes) }, diagnostics)
  }

  /// The inline with every place in it replaced, and every note's index by the one in `notes`.
  private static func moved(_ inline: Inline, to span: SourceSpan, _ notes: [Int]) -> Inline {
    func all(_ inlines: [Inline]) -> [Inline] { inlines.map { moved($0, to: span, notes) } }
    switch inline {
    case .text, .code, .softBreak, .lineBreak, .math, .indexMark: return inline
    case .noteCall(let note): return .noteCall(note < notes.count ? notes[note] : note)
    case .emphasis(let inner): return .emphasis(all(inner))
    case .strong(let inner): return .strong(all(inner))
    case .strikethrough(let inner): return .strikethrough(all(inner))
    case .styled(let effect, let inner): return .styled(effect, all(inner))
    case .link(let url, let inner): return .link(url: url, all(inner))
    case .span(let attributes, let inner): return .span(attributes, all(inner))
    case .reference(let old):
      return .reference(
        Reference(target: old.target, form: old.form, text: all(old.text), span: span))
    case .image(let old):
      return .image(
        Image(
          path: old.path, alternative: old.alternative, attributes: old.attributes, span: span))
    }
  }
}
