import OctavoBase
import OctavoStyle

/// The looks of all paragraph styles, made from the template's roles.
struct WordLooks {
  /// What one style looks like.
  struct Look: Equatable {
    var paragraph: ParagraphLook
    var run: RunLook
  }

  let sheet: StyleSheet
  /// The column of numerals in the contents.
  let numeralWidth: Length
  /// In the order of `WordStyle.allCases`.
  private(set) var looks: [Look] = []

  init(sheet: StyleSheet, numeralWidth: Length) {
    self.sheet = sheet
    self.numeralWidth = numeralWidth
    for style in WordStyle.allCases { looks.append(make(style)) }
    indices = Dictionary(
      WordStyle.allCases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private var indices: [WordStyle: Int] = [:]

  subscript(style: WordStyle) -> Look { looks[indices[style] ?? 0] }

  private func make(_ style: WordStyle) -> Look {
    let source = sheet[style.role]
    var look = Look(
      paragraph: ParagraphLook(source), run: RunLook(source.text, fonts: sheet.fonts))
    switch style {
    case .normal:
      look.paragraph.firstLine = 0
    case .heading1, .partTitle, .partNumber, .chapterNumber, .chapterSubtitle, .tocHeading,
      .chapterOrnament, .heading2, .heading3, .heading4, .heading5, .heading6:
      look.paragraph.keepsWithNext = true
      look.paragraph.suppressesHyphens = true
      unjustify(&look)
    case .credit:
      // Small capitals do not slant.
      look.run.isItalic = true
      look.run.isSmallCaps = false
      look.run.isAllCaps = false
      look.run.tracking = 0
    case .verse:
      unjustify(&look)
      look.paragraph.isContextual = true
      look.paragraph.tabs = [.init(kind: "right", position: sheet.page.measure.twips)]
    case .sourceCode: unjustify(&look)
    case .blockText, .epigraph, .letter, .callout, .calloutNote, .calloutTip, .calloutImportant,
      .calloutWarning, .calloutCaution, .calloutExample, .dedication, .centered, .theorem,
      .theoremDefinition, .theoremRemark, .theoremProof:
      look.paragraph.isContextual = true
    case .calloutTitle, .calloutHeading:
      look.paragraph.keepsWithNext = true
      look.paragraph.panel = sheet[.callout].panel.map(PanelLook.init)
    case .bibliography: unjustify(&look)
    case .definitionTerm: look.paragraph.keepsWithNext = true
    case .definition: look.paragraph.before = 0
    case .figure, .caption, .tableCaption, .tableHead, .tableText: adjustDisplay(style, &look)
    case .header, .headerRecto, .footer: adjustFurniture(&look)
    case .sectionEnd: shrink(&look)
    default: adjustList(style, &look)
    }
    look.run.isVerbatim = style == .sourceCode
    return look
  }

  private func unjustify(_ look: inout Look) {
    if look.paragraph.alignment == .justify { look.paragraph.alignment = .left }
  }

  private func adjustDisplay(_ style: WordStyle, _ look: inout Look) {
    switch style {
    case .figure:
      look.paragraph.before = sheet.page.grid.twips
      look.paragraph.after = 0
      look.paragraph.line = 0
      look.paragraph.firstLine = 0
      look.paragraph.alignment = .center
    case .caption: look.paragraph.keepsTogether = true
    case .tableCaption: look.paragraph.keepsWithNext = true
    default:
      // The template's space is around a table, not in its cells.
      look.paragraph.before = 0
      look.paragraph.after = 0
      look.paragraph.keepsWithNext = style == .tableHead
    }
  }

  /// Heads and feet have places at both edges and in the middle.
  private func adjustFurniture(_ look: inout Look) {
    let measure = sheet.page.measure
    look.paragraph.alignment = .left
    look.paragraph.firstLine = 0
    look.paragraph.before = 0
    look.paragraph.after = 0
    look.paragraph.tabs = [
      .init(kind: "center", position: (measure / 2).twips),
      .init(kind: "right", position: measure.twips),
    ]
  }

  /// The style of the paragraph a section ends with where no other stands there: no higher than
  /// it must be.
  private func shrink(_ look: inout Look) {
    look.run.size = 2
    look.paragraph.line = 20
    look.paragraph.before = 0
    look.paragraph.after = 0
    look.paragraph.firstLine = 0
  }

  private func adjustList(_ style: WordStyle, _ look: inout Look) {
    if let depth = WordStyle.bullets.firstIndex(of: style)
      ?? WordStyle.numbers.firstIndex(of: style)
    {
      look.paragraph.left = ListIndents(sheet).left(depth)
      look.paragraph.firstLine = -ListIndents(sheet).hanging
      look.paragraph.isContextual = true
    } else if let depth = WordStyle.continuations.firstIndex(of: style) {
      look.paragraph.left = ListIndents(sheet).left(depth)
      look.paragraph.isContextual = true
    } else if style.isContents {
      adjustContents(style, &look)
    } else if let depth = WordStyle.index.firstIndex(of: style) {
      let step = sheet[.body].text.size.twips
      look.paragraph.left = step * (depth + 2)
      look.paragraph.firstLine = -step
      look.paragraph.right = 0
      unjustify(&look)
    }
  }

  private func adjustContents(_ style: WordStyle, _ look: inout Look) {
    let design = sheet.contents
    let depth = WordStyle.contents.firstIndex(of: style) ?? 0
    if depth > 1 { look.paragraph.left += sheet[.contentsSection].text.size.twips * (depth - 1) }
    let leader = design.leader == .dots ? "dot" : nil
    look.paragraph.left += numeralWidth.twips
    // Not every word processor sets a tabulator's text beyond the right inset.
    look.paragraph.right = 0
    look.paragraph.firstLine = 0
    let measure = sheet.page.measure
    // Numerals end a little before the titles begin.
    let gap = sheet[.contentsChapter].text.size.scaled(3, 5).twips
    var first = [
      ParagraphLook.Tab(kind: "right", position: max(look.paragraph.left - gap, gap)),
      ParagraphLook.Tab(kind: "left", position: look.paragraph.left),
    ]
    if look.paragraph.alignment == .center {
      // A centred title with a folio at the right edge: both stand at stops.
      first = [ParagraphLook.Tab(kind: "center", position: (measure / 2).twips)]
      look.paragraph.left = 0
    }
    look.paragraph.tabs = first + [.init(kind: "right", position: measure.twips, leader: leader)]
    look.paragraph.alignment = .left
  }
}

extension WordStyle {
  /// Whether the style is of a line of the contents.
  var isContents: Bool {
    self == .tocPart || self == .tocFront || self == .tableOfFigures
      || WordStyle.contents.contains(self)
  }
}

/// Where lists stand, in twips.
struct ListIndents {
  private let inset: Int
  /// From a marker's right edge to the item's text.
  let hanging: Int

  init(_ sheet: StyleSheet) {
    let style = sheet[.list]
    inset = max(style.insetLeft.twips, style.text.size.twips)
    hanging = style.text.size.scaled(2, 5).twips
  }

  /// The left edge of the text at a depth, 0 for the outermost list.
  func left(_ depth: Int) -> Int { inset * (depth + 1) }
}
