import OctavoBase
import OctavoBook
import OctavoStyle

/// The style sheet of a manuscript as presses ask for it: 12 points, double-spaced, ragged right, an
/// inch of margin, a head with author, title and page.
enum ManuscriptSheet {
  private static let size = Length(points: 12)
  private static let leading = Length(points: 24)
  private static let inch = Length(points: 72)

  static func sheet(from sheet: StyleSheet, _ metadata: BookMetadata) -> StyleSheet {
    var styles: [StyleRole: ParagraphStyle] = [:]
    for role in StyleRole.allCases { styles[role] = style(role, sheet[role]) }
    var openings = sheet.openings
    openings.part = opening(sink: 5)
    openings.chapter = opening(sink: 4)
    openings.section = opening(sink: 4)
    return StyleSheet(
      name: sheet.name, folders: sheet.folders, page: page(metadata.language),
      fonts: FontPlan(families: families(sheet.fonts), fallbacks: []), styles: styles,
      openings: openings, runningHeads: heads(metadata), contents: contents(sheet.contents),
      notes: sheet.notes, numbering: sheet.numbering, breaking: sheet.breaking,
      pagination: sheet.pagination, ornaments: Ornaments(sceneBreak: "#", chapter: ""),
      frontMatter: FrontMatterDesign(
        halfTitleSink: 8, titleSink: 6, authorGap: 1, dedicationSink: 6, epigraphSink: 6,
        contentsSink: 0), blocks: sheet.blocks)
  }

  /// Letter paper where it is usual, else A4.
  private static func page(_ language: LanguageTag) -> PageGeometry {
    let isLetter =
      ["US", "CA", "MX", "PH"].contains(language.region ?? "US")
      && (language.region != nil || language.language == "en")
    let trim =
      isLetter
      ? Size(width: Length(points: 612), height: Length(points: 792))
      : Size(width: Length(millimetres: 210), height: Length(millimetres: 297))
    return PageGeometry(
      trim: trim, innerMargin: inch, outerMargin: inch, topMargin: inch, bottomMargin: inch,
      grid: leading, firstBaseline: size,
      lines: Int((trim.height - inch * 2).scaledPoints / leading.scaledPoints))
  }

  private static func families(_ fonts: FontPlan) -> [String: [String]] {
    var families = fonts.families.mapValues { _ in ["Times New Roman"] }
    families["text"] = ["Times New Roman"]
    families["code"] = ["Courier New"]
    return families
  }

  private static func opening(sink: Int) -> Openings.Opening {
    Openings.Opening(
      side: .any, sink: sink, textSink: 0, showsHead: true, showsFolio: true, entry: .plain)
  }

  private static func contents(_ design: ContentsDesign) -> ContentsDesign {
    var design = design
    design.numeralWidth = inch / 2
    design.numberWidth = .zero
    return design
  }

  /// The author's family name, the title and the page, at the right edge of every page.
  private static func heads(_ metadata: BookMetadata) -> RunningHeads {
    let author = metadata.contributors.first { $0.role == .author }
    let family =
      author?.sort?.split(separator: ",").first.map(String.init)
      ?? author?.name.split(separator: " ").last.map(String.init)
    let head = RunningHeads.Line(
      outer: [family, "{book-title}", "{folio}"].compactMap(\.self).joined(separator: " / "))
    let matter = RunningHeads.MatterHeads(
      versoHead: head, rectoHead: head, versoFoot: RunningHeads.Line(),
      rectoFoot: RunningHeads.Line(), openingFoot: RunningHeads.Line())
    return RunningHeads(
      front: matter, body: matter, back: matter, headDistance: inch / 3, footDistance: inch / 2)
  }

  // MARK: Roles

  private static func style(_ role: StyleRole, _ template: ParagraphStyle) -> ParagraphStyle {
    var style = ParagraphStyle(
      text: text(role, template), leading: leading, alignment: alignment(role),
      indent: indent(role), keepWithNext: template.keepWithNext,
      keepTogether: template.keepTogether, hyphenate: false, declared: template.declared)
    style.insetLeft = insetLeft(role)
    style.insetRight = role == .quote || role == .letter || role == .epigraph ? inch / 2 : .zero
    if role == .chapterTitle || role == .contentsHeading || role == .partTitle {
      style.spaceAfter = leading
    }
    return style
  }

  private static func text(_ role: StyleRole, _ template: ParagraphStyle) -> TextStyle {
    let isCode = role == .code || role == .codeInline
    var text = TextStyle(fontRole: isCode ? "code" : "text", size: size)
    switch role {
    case .section1, .section2, .strong, .term, .tableHead: text.weight = 700
    case .section3, .section4, .section5, .emphasis, .math: text.isItalic = true
    case .smallCaps: text.letterCase = .smallCaps
    case .chapterTitle, .partTitle, .bookTitle, .halfTitle: text.letterCase = .upper
    default: break
    }
    return text
  }

  private static func alignment(_ role: StyleRole) -> Alignment {
    switch role {
    case .chapterNumber, .chapterTitle, .chapterSubtitle, .partNumber, .partTitle, .sceneBreak,
      .dedication, .center, .halfTitle, .bookTitle, .bookSubtitle, .bookAuthor, .bookPublisher,
      .contentsHeading, .caption:
      .center
    case .attribution, .runningHeadRecto, .runningHeadVerso: .right
    default: .left
    }
  }

  private static func indent(_ role: StyleRole) -> Length {
    role == .body || role == .bodyFirst ? inch / 2 : .zero
  }

  private static func insetLeft(_ role: StyleRole) -> Length {
    switch role {
    case .quote, .letter, .epigraph, .verse, .list, .code, .callout, .calloutTitle: inch / 2
    default: .zero
    }
  }
}
