import OctavoBase

/// A work's title with the looks its kind gives it.
struct SourceTitle {
  private let work: BibliographyEntry
  private let marks: QuotationMarks
  /// Whether a full stop stands within the quotation marks.
  private let takesStopInside: Bool

  init(_ work: BibliographyEntry, _ language: LanguageTag) {
    self.work = work
    marks = QuotationMarks.of(language)
    takesStopInside =
      language.language == "en" && [nil, "US", "CA"].contains(language.region)
  }

  /// Whether the work stands alone, so that its title is set in italics.
  private var isWhole: Bool {
    switch work.kind {
    case .book, .report, .other: true
    case .article, .chapter, .paper, .thesis, .webpage: false
    }
  }

  /// The title in the bibliography, and whether a full stop or another mark ends it.
  var full: (text: [Inline], isEnded: Bool) {
    let title = work.texts[.title] ?? []
    guard !title.isEmpty else { return ([], true) }
    if isWhole { return ([.emphasis(title)], false) }
    let last = Inline.plainText(title).last ?? " "
    let isEnded = ".?!…".contains(last)
    let stop = takesStopInside && !isEnded ? "." : ""
    return (quoted(title, stop), isEnded || takesStopInside)
  }

  /// The title in the text, for a work without authors; what the work's key says for one without
  /// a title.
  var short: [Inline] {
    guard let title = work.texts[.shortTitle] ?? work.texts[.title] else {
      return [.text(work.key)]
    }
    return isWhole ? [.emphasis(title)] : quoted(title, "")
  }

  /// Quotation marks within it are those within others.
  private func quoted(_ title: [Inline], _ stop: String) -> [Inline] {
    let inner = title.map { inline in
      inline.rewritten { piece in
        guard case .text(let text) = piece else { return piece }
        return .text(
          text.replacing(marks.outer.opening, with: marks.inner.opening)
            .replacing(marks.outer.closing, with: marks.inner.closing))
      }
    }
    return [.text(marks.outer.opening)] + stopped(inner, stop) + [.text(marks.outer.closing)]
  }

  /// The title with a full stop, within a quotation that ends it.
  private func stopped(_ title: [Inline], _ stop: String) -> [Inline] {
    guard !stop.isEmpty, case .text(let text)? = title.last,
      text.hasSuffix(marks.inner.closing)
    else { return stop.isEmpty ? title : title + [.text(stop)] }
    return title.dropLast() + [
      .text(text.dropLast(marks.inner.closing.count) + stop + marks.inner.closing)
    ]
  }
}
