import OctavoBase
import OctavoBook

/// Looks at a resolved sheet for values that cannot stand together.
struct StyleSheetChecks {
  let sheet: StyleSheet
  let values: SpecifiedValues
  /// What each role's style was resolved from.
  let roles: [StyleRole: RoleProperties]
  let metadata: BookMetadata

  /// Narrowest text block: one inch.
  private static let narrowest = Length(points: 72)
  /// Fewest grid lines of a page.
  private static let fewestLines = 4

  func run() -> [Diagnostic] {
    let single = [
      width(), height(), head(), foot(), sideNotes(), wordSpace(), tolerances(), hyphens(),
    ].compactMap(\.self)
    let roles = StyleRole.allCases.filter { !$0.isInline }
    return single + sinks() + fonts() + roles.compactMap(insets) + leadings(roles)
  }

  private func contradiction(
    _ message: String, hint: String, at span: SourceSpan?
  ) -> Diagnostic {
    TemplateProblem.contradiction(message, hint: hint).diagnostic(at: span)
  }

  private var page: PageGeometry { sheet.page }

  /// Whether the page is too small for any text, which `width` or `height` reports.
  private var isTooSmall: Bool {
    page.measure < Self.narrowest || page.lines < Self.fewestLines
  }

  /// Where to point for a page that does not work out: at the book's trim where the template is
  /// right without it, else into the templates.
  private func pageCulprit(
    _ paths: TemplatePath..., unless fits: (PageGeometry) -> Bool
  ) -> SourceSpan? {
    let bookTrim = metadata.trim == nil ? nil : metadata.spans["trim"]
    if let bookTrim, fits(templatePage) { return bookTrim }
    return (paths + [PageKeys.trim.path]).compactMap { values.stated($0) }.culprit ?? bookTrim
  }

  /// The page as the template alone would have it.
  private var templatePage: PageGeometry {
    let trim = values[PageKeys.trim].size
    let room = trim.height - page.topMargin - page.bottomMargin - page.firstBaseline
    return PageGeometry(
      trim: trim, innerMargin: page.innerMargin, outerMargin: page.outerMargin,
      topMargin: page.topMargin, bottomMargin: page.bottomMargin, grid: page.grid,
      firstBaseline: page.firstBaseline, lines: StyleResolver.lines(in: room, grid: page.grid))
  }
}

// The page.
extension StyleSheetChecks {
  private func width() -> Diagnostic? {
    // Of a page that depends on the number of pages, the narrowest.
    let page = sheet.pageSteps.map(\.page).min { $0.measure < $1.measure } ?? page
    guard page.measure < Self.narrowest else { return nil }
    let margins = "margins of \(page.innerMargin) and \(page.outerMargin)"
    return contradiction(
      "\(margins) leave \(page.measure) of a trim \(page.trim.width) wide",
      hint: "a text block needs at least \(Self.narrowest): narrow the margins or widen the trim",
      at: pageCulprit(PageKeys.outer.path, PageKeys.inner.path) { $0.measure >= Self.narrowest })
  }

  private func height() -> Diagnostic? {
    guard page.lines < Self.fewestLines else { return nil }
    let margins = "margins of \(page.topMargin) and \(page.bottomMargin)"
    return contradiction(
      "\(margins) leave \(page.lines) grid lines on a trim \(page.trim.height) high",
      hint: "a page needs at least \(Self.fewestLines) grid lines of \(page.grid)",
      at: pageCulprit(PageKeys.bottom.path, PageKeys.top.path, PageKeys.grid.path) {
        $0.lines >= Self.fewestLines
      })
  }

  private func head() -> Diagnostic? {
    let distance = sheet.runningHeads.headDistance
    guard distance >= page.topMargin else { return nil }
    let place = "the running head stands \(distance) above the text block"
    return contradiction(
      "\(place), off a top margin of \(page.topMargin)",
      hint: "lessen running-heads.head-distance or widen page.margins.top",
      at: values.culprit(RunningHeadKeys.headDistance.path, PageKeys.top.path))
  }

  private func foot() -> Diagnostic? {
    let distance = sheet.runningHeads.footDistance
    guard distance >= page.bottomMargin else { return nil }
    let place = "the foot stands \(distance) below the last baseline"
    return contradiction(
      "\(place), off a bottom margin of \(page.bottomMargin)",
      hint: "lessen running-heads.foot-distance or widen page.margins.bottom",
      at: values.culprit(RunningHeadKeys.footDistance.path, PageKeys.bottom.path))
  }

  /// Notes in the margin must fit between the text and the paper's edge.
  private func sideNotes() -> Diagnostic? {
    let side = sheet.notes.side
    let wanted = side.width + side.gap + Self.paperEdge
    guard sheet.notes.place == .side, wanted > page.outerMargin else { return nil }
    return contradiction(
      "notes \(side.width) wide, \(side.gap) from the text, do not fit an outer margin of \(page.outerMargin)",
      hint: "widen page.margins.outer to \(wanted), or narrow notes.side.width",
      at: pageCulprit(
        NoteKeys.sideWidth.path, NoteKeys.sideGap.path, NoteKeys.place.path, PageKeys.outer.path
      ) { wanted <= $0.outerMargin })
  }

  /// What must stay free at the paper's edge: what is cut and held.
  private static let paperEdge = Length(points: 12)

  /// Openings and front-matter pages must leave room for a line.
  private func sinks() -> [Diagnostic] {
    guard !isTooSmall else { return [] }
    let openings = [OpeningKeys.part, .chapter, .section].flatMap { [$0.sink, $0.textSink] }
    let front = [
      FrontMatterKeys.halfTitleSink, FrontMatterKeys.titleSink, FrontMatterKeys.dedicationSink,
      FrontMatterKeys.epigraphSink, FrontMatterKeys.contentsSink,
    ]
    return (openings + front).filter { values[$0] >= page.lines }.map { key in
      contradiction(
        "\(key.path) of \(values[key])gr leaves no line on a page of \(page.lines) grid lines",
        hint: "state less than \(page.lines)gr",
        at: pageCulprit(key.path, PageKeys.bottom.path, PageKeys.top.path, PageKeys.grid.path) {
          values[key] < $0.lines
        })
    }
  }
}

// Line breaking.
extension StyleSheetChecks {
  private func wordSpace() -> Diagnostic? {
    let space = sheet.breaking.wordSpace
    let natural = space.natural == 0 ? space.minimum : space.natural
    guard space.minimum > natural || natural > space.maximum else { return nil }
    let stated = [space.minimum, space.natural, space.maximum]
      .map { SpecifiedValue.ems($0).notation }.joined(separator: ", ")
    return contradiction(
      "the word space's minimum, natural and maximum (\(stated)) do not rise",
      hint: "state breaking.word-space with minimum ≤ natural ≤ maximum",
      at: values.culprit(
        BreakingKeys.naturalSpace.path, BreakingKeys.minimumSpace.path,
        BreakingKeys.maximumSpace.path))
  }

  private func tolerances() -> Diagnostic? {
    let (first, second) = (sheet.breaking.pretolerance, sheet.breaking.tolerance)
    guard first > second else { return nil }
    return contradiction(
      "breaking.pretolerance \(first) is greater than breaking.tolerance \(second)",
      hint: "the first pass must be the stricter one",
      at: values.culprit(BreakingKeys.pretolerance.path, BreakingKeys.tolerance.path))
  }

  private func hyphens() -> Diagnostic? {
    let lines = sheet.breaking
    let least = lines.hyphenLeft + lines.hyphenRight
    guard lines.hyphenWord < least else { return nil }
    let parts = "\(lines.hyphenLeft) before and \(lines.hyphenRight) after a hyphen"
    return contradiction(
      "words of \(lines.hyphenWord) letters cannot leave \(parts)",
      hint: "raise breaking.hyphens.word to \(least)",
      at: values.culprit(
        BreakingKeys.hyphenWord.path, BreakingKeys.hyphenLeft.path, BreakingKeys.hyphenRight.path))
  }
}

// Fonts and styles.
extension StyleSheetChecks {
  private func fonts() -> [Diagnostic] {
    values.fontRoles.filter { sheet.fonts.families[$0]?.isEmpty ?? true }.map { role in
      contradiction(
        "the font role \(role) has no family", hint: "name at least one, such as [EB Garamond]",
        at: values.culprit(TemplatePath(["fonts", role])))
    }
  }

  private func insets(of role: StyleRole) -> Diagnostic? {
    let insets = sheet[role].insetLeft + sheet[role].insetRight
    let room = Self.narrowest.scaled(1, 2)
    guard insets > .zero, !isTooSmall, page.measure - insets < room else { return nil }
    let stated = [StyleKeys.insetLeft, StyleKeys.insetRight].flatMap { statements(role, $0) }
    let margins = [PageKeys.outer.path, PageKeys.inner.path, PageKeys.trim.path]
    let isBookTrim = metadata.trim != nil && templatePage.measure - insets >= room
    return contradiction(
      "the insets of \(role.rawValue) take \(insets) of a text block \(page.measure) wide",
      hint: "leave at least \(room) for the text",
      at: isBookTrim
        ? metadata.spans["trim"] : (stated + margins.compactMap { values.stated($0) }).culprit)
  }

  private func statements(
    _ role: StyleRole, _ key: TemplateKey<SpecifiedLength>
  ) -> [StatedValue] {
    roles[role]?.statements(behind: key, in: values) ?? []
  }

  /// Styles with less leading than their size: of those that one statement brings about, the
  /// worst.
  private func leadings(_ roles: [StyleRole]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for role in roles {
      guard let diagnostic = leading(of: role) else { continue }
      guard let place = found.firstIndex(where: { $0.span == diagnostic.span }) else {
        found.append(diagnostic)
        continue
      }
      if found[place].severity < diagnostic.severity { found[place] = diagnostic }
    }
    return found
  }

  private func leading(of role: StyleRole) -> Diagnostic? {
    let style = sheet[role]
    guard style.leading < style.text.size else { return nil }
    let problem = TemplateProblem.tightLeading(
      role: role.rawValue, leading: "\(style.leading)", size: "\(style.text.size)",
      overprints: style.leading < style.text.size.scaled(1, 2) && !Self.standsAlone(role))
    let stated = statements(role, StyleKeys.leading) + statements(role, StyleKeys.size)
    return problem.diagnostic(at: stated.culprit)
  }

  /// Whether text of the role is ever one line, which overprints no other.
  private static func standsAlone(_ role: StyleRole) -> Bool {
    switch role {
    case .folio, .runningHeadRecto, .runningHeadVerso, .chapterNumber, .partNumber: true
    default: false
    }
  }
}
