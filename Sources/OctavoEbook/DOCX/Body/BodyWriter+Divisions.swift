import OctavoBase
import OctavoBook
import OctavoStyle

/// How each kind of division begins and what it holds.
extension BodyWriter {
  mutating func writeDivision() {
    let design = plan.sheet.frontMatter
    switch division.kind {
    case .halfTitle:
      writeGenerated(plan.book.metadata.title, .halfTitle, sunk(design.halfTitleSink))
    case .title: writeTitlePage()
    case .copyright: writeCopyright()
    case .dedication: return writePlaced(.dedication, sink: design.dedicationSink)
    case .epigraph: return writePlaced(.epigraph, sink: design.epigraphSink)
    case .part: writeOpening(.partNumber, .partTitle)
    case .contents: writeOpening(.chapterNumber, .tocHeading)
    case .figures, .tables: writeOpening(.chapterNumber, .tocHeading)
    case .chapter, .section, .notes, .index, .bibliography: writeOpening(.chapterNumber, .heading1)
    }
    write(division.blocks, BlockContext())
    switch division.kind {
    case .contents: writeContents()
    case .figures: writeCaptions(.figures, counter: "Figure")
    case .tables: writeCaptions(.tables, counter: "Table")
    default: break
    }
    if division.kind == .index { writeIndex() }
  }

  /// White space above the first line of a page.
  private func sunk(_ lines: Int) -> ParagraphOptions {
    var options = ParagraphOptions()
    options.before = (plan.sheet.page.grid * lines).twips
    return options
  }

  // MARK: Title pages

  private mutating func writeTitlePage() {
    let metadata = plan.book.metadata
    let sheet = plan.sheet
    writeGenerated(metadata.title, .title, sunk(sheet.frontMatter.titleSink))
    if let subtitle = metadata.subtitle { writeGenerated(subtitle, .subtitle) }
    let authors = metadata.authors
    if !authors.isEmpty {
      writeGenerated(
        authors.joined(separator: ", "), .author, sunk(sheet.frontMatter.authorGap))
    }
    let credits = TitlePageCredits.lines(metadata, plan.numbers.words)
    for credit in credits { writeGenerated(credit, .credit) }
    guard let publisher = metadata.publisher else { return }
    var options = ParagraphOptions()
    options.before = spaceAbovePublisher(credits: credits.count)
    writeGenerated(publisher, .publisher, options)
  }

  /// What brings the publisher's line near the foot of the page, the lines above reckoned
  /// generously: too little is better than a second page.
  private func spaceAbovePublisher(credits: Int) -> Int {
    let page = plan.sheet.page
    let metadata = plan.book.metadata
    var used = height(of: metadata.title, .title)
    used += page.grid * plan.sheet.frontMatter.titleSink
    if let subtitle = metadata.subtitle { used += height(of: subtitle, .subtitle) }
    if !metadata.authors.isEmpty {
      used += height(of: metadata.authors.joined(separator: ", "), .author)
      used += page.grid * plan.sheet.frontMatter.authorGap
    }
    used += plan.sheet[.bookAuthor].leading * credits
    let room = page.grid * (page.lines - 3) - used
    return max(room, page.grid).twips
  }

  /// What brings lines to the foot of the page; a line too little is better than a second page.
  private func spaceAboveFoot(_ lines: [String], _ style: WordStyle) -> Length {
    let page = plan.sheet.page
    let used = lines.reduce(into: Length.zero) { $0 += height(of: $1, style) }
    return max(page.grid * (page.lines - 1) - used, .zero)
  }

  private func height(of text: String, _ style: WordStyle) -> Length {
    let look = plan.sheet[style.role]
    let width = look.text.size.scaled(text.count * 5, 10)
    let lines = max(width.steps(of: plan.sheet.page.measure), 1)
    return look.leading * lines + look.spaceBefore + look.spaceAfter
  }

  private mutating func writeCopyright() {
    let lines = CopyrightLines.lines(plan.book.metadata, plan.numbers.words)
    for (index, line) in lines.enumerated() {
      var options = ParagraphOptions()
      if index == 0 { options.before = spaceAboveFoot(lines, .copyright).twips }
      writeGenerated(line, .copyright, options)
    }
  }

  /// A short text that stands alone on its page.
  private mutating func writePlaced(_ style: WordStyle, sink: Int) {
    story.spaceAboveNext = (plan.sheet.page.grid * sink).twips
    writeDisplay(division.blocks, style, BlockContext())
  }

  // MARK: Openings

  /// Number, title, subtitle and ornament above the text.
  private mutating func writeOpening(_ numberStyle: WordStyle, _ titleStyle: WordStyle) {
    let opening = plan.opening(of: division)
    let sink =
      division.kind.isContents ? plan.sheet.frontMatter.contentsSink : opening.sink
    story.spaceAboveNext = sink > 0 ? (plan.sheet.page.grid * sink).twips : nil
    let label = plan.numbers.label(of: division)
    if let label {
      // A chapter without a title is called by its number.
      begin(division.title.isEmpty ? titleStyle : numberStyle)
      writeNumbered(label, number: plan.number(of: division.id), id: division.id, RunFormat())
      endParagraph()
    }
    if !division.title.isEmpty {
      writeTitleParagraph(division.title, titleStyle)
    } else if division.kind == .contents {
      writeGenerated(plan.numbers.contentsHeading(plan.sheet.contents), titleStyle)
    }
    if !division.subtitle.isEmpty { writeTitleParagraph(division.subtitle, .chapterSubtitle) }
    if division.kind == .chapter && !plan.sheet.ornaments.chapter.isEmpty {
      writeGenerated(plan.sheet.ornaments.chapter, .chapterOrnament)
    }
    // A dropped letter would be a paragraph of its own in a document: the lead-in stands alone.
    if opening.entry != .plain { story.pendingLeadWords = plan.sheet[.leadIn].leadWords }
  }

  private mutating func writeTitleParagraph(_ title: [Inline], _ style: WordStyle) {
    var format = RunFormat()
    if plan.looks[style].run.isItalic { format.flags.insert(.isInItalic) }
    var options = ParagraphOptions()
    options.isRightToLeft = TextDirection.isRightToLeft(title) ?? false
    begin(style, options)
    if style == .chapterSubtitle {
      write(title, format, BlockContext())
    } else {
      writeTitle(title, id: division.id, format, BlockContext())
    }
    endParagraph()
  }
}

/// The lines of the title page that name others than the authors.
enum TitlePageCredits {
  static func lines(_ metadata: BookMetadata, _ words: BookWords) -> [String] {
    let roles: [(BookMetadata.Contributor.Role, String)] = [
      (.editor, "edited by"), (.translator, "translated by"), (.illustrator, "illustrated by"),
    ]
    return roles.compactMap { role, word in
      let names = metadata.contributors.filter { $0.role == role }.map(\.name)
      return names.isEmpty ? nil : words[word] + " " + names.joined(separator: ", ")
    }
  }
}
