import OctavoBook
import OctavoStyle

/// How a division begins: its heading, or what is made from the metadata.
extension DivisionWriter {
  /// Whether the division has a heading of its own.
  var hasHeading: Bool {
    switch division.kind {
    case .halfTitle, .copyright, .dedication, .epigraph: false
    case .title, .contents: true
    case .part, .chapter, .section, .notes, .index, .bibliography, .figures, .tables:
      !division.title.isEmpty || edition.numbers.label(of: division) != nil
    }
  }

  mutating func addOpening() {
    switch division.kind {
    case .halfTitle: addLine(edition.book.metadata.title, .halfTitle)
    case .title: addTitlePage(edition.book.metadata)
    case .copyright: addCopyright(edition.book.metadata)
    case .dedication, .epigraph: break
    case .part: addHeading(.partNumber, .partTitle)
    case .chapter, .section: addHeading(.chapterNumber, .chapterTitle)
    case .notes: addHeading(.contentsHeading, .chapterTitle)
    case .index: addHeading(.indexHeading, .chapterTitle)
    case .bibliography: addHeading(.bibliographyHeading, .chapterTitle)
    case .figures, .tables: addHeading(.contentsHeading, .chapterTitle)
    case .contents: addHeading(.chapterNumber, .contentsHeading)
    }
    entry =
      switch division.kind {
      case .part: edition.sheet.openings.part.entry
      case .chapter: edition.sheet.openings.chapter.entry
      case .section, .notes, .index, .contents, .bibliography, .figures, .tables:
        edition.sheet.openings.section.entry
      case .halfTitle, .title, .copyright, .dedication, .epigraph: .plain
      }
    isFirst = true
  }

  private mutating func addHeading(_ numberRole: StyleRole, _ titleRole: StyleRole) {
    guard hasHeading else { return }
    let element = headingElement(1)
    markup.raw("<\(element) id=\"title-\(index + 1)\" class=\"heading\">")
    if let label = edition.numbers.label(of: division) {
      markup.raw("<span class=\"label \(DivisionClass.name(numberRole))\">")
      markup.text(label)
      markup.raw(division.title.isEmpty ? "</span>" : "</span> ")
    }
    if !division.title.isEmpty {
      markup.raw("<span class=\"\(DivisionClass.name(titleRole))\"")
      addDirection(of: division.title)
      markup.raw(">")
      add(division.title)
      markup.raw("</span>")
    } else if division.kind == .contents {
      markup.raw("<span class=\"label \(DivisionClass.name(titleRole))\">")
      markup.text(edition.numbers.contentsHeading(edition.sheet.contents))
      markup.raw("</span>")
    }
    endWord()
    markup.raw("</\(element)>\n")
    addSubtitle()
    addOrnament()
  }

  private mutating func addSubtitle() {
    guard !division.subtitle.isEmpty else { return }
    markup.raw("<p class=\"chapter-subtitle\" role=\"doc-subtitle\"")
    addDirection(of: division.subtitle)
    markup.raw(">")
    add(division.subtitle)
    endWord()
    markup.raw("</p>\n")
  }

  private mutating func addOrnament() {
    let ornament = edition.sheet.ornaments.chapter
    guard division.kind == .chapter, !ornament.isEmpty else { return }
    markup.raw("<p class=\"label ornament\" aria-hidden=\"true\">")
    markup.text(ornament)
    markup.raw("</p>\n")
  }

  // MARK: Pages made from the metadata

  private mutating func addLine(_ text: String, _ role: StyleRole) {
    markup.raw("<p class=\"label \(DivisionClass.name(role))\">")
    markup.text(text)
    markup.raw("</p>\n")
  }

  private mutating func addTitlePage(_ metadata: BookMetadata) {
    let element = headingElement(1)
    markup.raw("<\(element) id=\"title-\(index + 1)\" class=\"label title\" epub:type=\"title\">")
    markup.text(metadata.title)
    markup.raw("</\(element)>\n")
    if let subtitle = metadata.subtitle {
      markup.raw("<p class=\"label subtitle\" role=\"doc-subtitle\" epub:type=\"subtitle\">")
      markup.text(subtitle)
      markup.raw("</p>\n")
    }
    let authors = metadata.authors
    if !authors.isEmpty { addLine(authors.joined(separator: ", "), .bookAuthor) }
    for (role, words) in [
      (BookMetadata.Contributor.Role.editor, "edited by"), (.translator, "translated by"),
      (.illustrator, "illustrated by"),
    ] {
      let names = metadata.contributors.filter { $0.role == role }.map(\.name)
      guard !names.isEmpty else { continue }
      markup.raw("<p class=\"label author contributor\">")
      markup.text(edition.words[words] + " " + names.joined(separator: ", "))
      markup.raw("</p>\n")
    }
    if let publisher = metadata.publisher { addLine(publisher, .bookPublisher) }
  }

  private mutating func addCopyright(_ metadata: BookMetadata) {
    for line in CopyrightLines.lines(metadata, edition.words) { addLine(line, .copyright) }
  }

  // MARK: Contents

  /// The contents as a list of links: what is printed without the page numbers, which mean nothing
  /// on a screen.
  mutating func addEntries(_ entries: [ContentsList.Entry]) {
    guard !entries.isEmpty else { return }
    let column = ContentsStyle.Column(numerals: entries.compactMap(\.numeral))
    markup.raw("<ul class=\"entries\(column.map { " " + $0.rawValue } ?? "")\">\n")
    for entry in entries {
      markup.raw("<li class=\"\(DivisionClass.name(entry.role)) level-\(entry.level)\">")
      flushMarkers(element: "span")
      if let numeral = entry.numeral {
        markup.raw("<span class=\"label numeral\">")
        markup.text(numeral)
        markup.raw("</span> ")
      }
      openLink(to: entry.anchor)
      add(Self.withoutNotes(entry.title))
      closeLink(to: entry.anchor)
      endWord()
      markup.raw("</li>\n")
    }
    markup.raw("</ul>\n")
  }

  /// A title without its calls of notes.
  static func withoutNotes(_ inlines: [Inline]) -> [Inline] {
    inlines.compactMap { inline in
      switch inline {
      case .noteCall, .indexMark: nil
      case .citation(let citation): .span(Attributes(), withoutNotes(citation.printed))
      case .emphasis(let inner): .emphasis(withoutNotes(inner))
      case .strong(let inner): .strong(withoutNotes(inner))
      case .strikethrough(let inner): .strikethrough(withoutNotes(inner))
      case .styled(let effect, let inner): .styled(effect, withoutNotes(inner))
      case .link(_, let inner): .span(Attributes(), withoutNotes(inner))
      case .span(let attributes, let inner):
        .span(
          Attributes(classes: attributes.classes, values: attributes.values), withoutNotes(inner))
      case .reference(let reference) where reference.form == .text:
        .span(Attributes(), withoutNotes(reference.text))
      default: inline
      }
    }
  }
}
