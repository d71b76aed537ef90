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
    return Outcome(
      inlines.dropFirst(2).map { $0.rewritten { moved($0, to: span, notes) } }, diagnostics)
  }

  /// An inline with its place replaced, and a note's index by the one in `notes`.
  private static func moved(_ inline: Inline, to span: SourceSpan, _ notes: [Int]) -> Inline {
    switch inline {
    case .noteCall(let note): .noteCall(notes.indices.contains(note) ? notes[note] : note)
    case .reference(let old):
      .reference(Reference(target: old.target, form: old.form, text: old.text, span: span))
    case .citation(let old):
      .citation(
        Citation(form: old.form, items: old.items.map { $0.moved(to: span) }, printed: old.printed))
    case .image(let old):
      .image(
        Image(
          path: old.path, alternative: old.alternative, attributes: old.attributes, span: span))
    default: inline
    }
  }
}
