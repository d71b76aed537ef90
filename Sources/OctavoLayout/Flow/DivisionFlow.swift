import OctavoBase
import OctavoBook
import OctavoStyle

/// How each kind of division begins and what its pages hold.
extension FlowBuilder {
  /// The division's opening design.
  static func opening(_ division: Division, _ sheet: StyleSheet) -> Openings.Opening {
    switch division.kind {
    case .part: return sheet.openings.part
    case .chapter: return sheet.openings.chapter
    case .halfTitle, .title, .dedication, .epigraph:
      return Openings.Opening(
        side: .recto, sink: 0, textSink: 0, showsHead: false, showsFolio: false, entry: .plain)
    case .copyright:
      return Openings.Opening(
        side: .any, sink: 0, textSink: 0, showsHead: false, showsFolio: false, entry: .plain)
    case .contents, .section, .notes, .index, .bibliography, .figures, .tables:
      return sheet.openings.section
    }
  }

  /// All flow blocks of the division but the contents' entries.
  mutating func buildDivision(metadata: BookMetadata) {
    let design = sheet.frontMatter
    switch division.kind {
    case .halfTitle: addCentred(metadata.title, .halfTitle, sink: design.halfTitleSink)
    case .title: addTitlePage(metadata)
    case .copyright: addCopyright(metadata)
    case .dedication: addPlaced(.dedication, sink: design.dedicationSink)
    case .epigraph: addPlaced(.epigraph, sink: design.epigraphSink)
    case .part: addOpening(.partNumber, .partTitle)
    case .chapter, .section, .contents: addOpening(.chapterNumber, .chapterTitle)
    case .notes: addOpening(.contentsHeading, .chapterTitle)
    case .index: addOpening(.indexHeading, .chapterTitle)
    case .bibliography: addOpening(.bibliographyHeading, .chapterTitle)
    case .figures, .tables: addOpening(.contentsHeading, .chapterTitle)
    }
    if division.kind != .dedication && division.kind != .epigraph {
      add(division.blocks, outermost)
    }
    if !blocks.isEmpty { blocks[0].anchors.insert(division.id, at: 0) }
  }

  private func line(_ text: String, _ role: StyleRole) -> FlowBlock {
    let style = sheet[role]
    var content = ParagraphText()
    let shown = style.text.letterCase == .upper ? text.uppercased() : text
    content.append(shown.utf8, style: style.text)
    content.source = division.span
    return FlowBlock(
      .paragraphs([FlowParagraph(text: content, style: style, role: role)]), role: role,
      style: style)
  }

  private mutating func addCentred(_ text: String, _ role: StyleRole, sink: Int) {
    var block = line(text, role)
    block.topSpace = sheet.page.grid * sink
    add(block)
    enclose(from: blocks.count - 1, as: role)
  }

  private mutating func addLine(_ text: String, _ role: StyleRole) {
    add(line(text, role))
    enclose(from: blocks.count - 1, as: role)
  }

  private mutating func addTitlePage(_ metadata: BookMetadata) {
    addCentred(metadata.title, .bookTitle, sink: sheet.frontMatter.titleSink)
    if let subtitle = metadata.subtitle { addLine(subtitle, .bookSubtitle) }
    let authors = metadata.authors
    if !authors.isEmpty {
      var block = line(authors.joined(separator: ", "), .bookAuthor)
      block.style.spaceBefore = sheet.page.grid * sheet.frontMatter.authorGap
      add(block)
      enclose(from: blocks.count - 1, as: .bookAuthor)
    }
    for (role, words) in [
      (BookMetadata.Contributor.Role.editor, "edited by"), (.translator, "translated by"),
      (.illustrator, "illustrated by"),
    ] {
      let names = metadata.contributors.filter { $0.role == role }.map(\.name)
      guard !names.isEmpty else { continue }
      var block = line(numbers.words[words] + " " + names.joined(separator: ", "), .bookAuthor)
      block.style.text.isItalic = true
      add(block)
    }
    if let publisher = metadata.publisher {
      var block = line(publisher, .bookPublisher)
      block.leastTop = sheet.page.grid * (sheet.page.lines - 1)
      add(block)
      enclose(from: blocks.count - 1, as: .bookPublisher)
    }
  }

  private mutating func addCopyright(_ metadata: BookMetadata) {
    for (index, group) in CopyrightLines.groups(metadata, numbers.words).enumerated() {
      for (number, text) in group.enumerated() {
        var block = line(text, .copyright)
        if index > 0, number == 0 { block.style.spaceBefore += block.style.leading / 2 }
        add(block)
      }
    }
    blocks[0].pushesToFoot = true
  }

  private mutating func addPlaced(_ role: StyleRole, sink: Int) {
    addDisplay(division.blocks, role: role, outermost)
    if !blocks.isEmpty {
      blocks[0].topSpace = sheet.page.grid * sink
      blocks[0].style.spaceBefore = .zero
    }
  }

  /// Number, title, subtitle and ornament above the text.
  private mutating func addOpening(_ numberRole: StyleRole, _ titleRole: StyleRole) {
    let opening = Self.opening(division, sheet)
    let start = blocks.count
    if let label = numbers.label(of: division) { addLine(label, numberRole) }
    if !division.title.isEmpty { addTitle(division.title, titleRole) }
    if division.kind == .contents && division.title.isEmpty {
      addTitle([.text(numbers.contentsHeading(sheet.contents))], .contentsHeading)
    }
    if !division.subtitle.isEmpty { addTitle(division.subtitle, .chapterSubtitle) }
    if division.kind == .chapter && !sheet.ornaments.chapter.isEmpty {
      add(line(sheet.ornaments.chapter, .sceneBreak))
    }
    for index in start..<blocks.count { blocks[index].style.keepWithNext = true }
    begin(entry: opening.entry)
    guard blocks.count > start else { return }
    let sink = division.kind.isContents ? sheet.frontMatter.contentsSink : opening.sink
    blocks[start].topSpace = sheet.page.grid * sink
    blocks[start].style.spaceBefore = .zero
    textTop = opening.textSink > 0 ? sheet.page.grid * (sink + opening.textSink) : .zero
    for index in start..<blocks.count { blocks[index].span = division.span }
  }

  private mutating func addTitle(_ title: [Inline], _ role: StyleRole) {
    var style = sheet[role]
    if style.alignment == .justify { style.alignment = .left }
    style.hyphenate = false
    let text = flatten(title, style.text, division.span)
    add(
      FlowBlock(
        .paragraphs([FlowParagraph(text: text, style: style, role: role)]), role: role,
        style: style))
    enclose(from: blocks.count - 1, as: role)
  }
}
