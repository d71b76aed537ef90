import OctavoBase
import OctavoBook

/// Looks at a resolved sheet for values that cannot stand together.
struct StyleSheetChecks {
  let sheet: StyleSheet
  let values: SpecifiedValues
  let metadata: BookMetadata

  /// Narrowest text block: one inch.
  private static let narrowest = Length(points: 72)
  /// Fewest grid lines of a page.
  private static let fewestLines = 4

  func run() -> [Diagnostic] {
    margins() + heads() + sinks() + spaces() + fonts() + StyleRole.allCases.flatMap(role)
  }

  private func contradiction(
    _ message: String, hint: String, at span: SourceSpan?
  ) -> Diagnostic {
    TemplateProblem.contradiction(message, hint: hint).diagnostic(at: span)
  }

  private var trimSpan: SourceSpan? { metadata.spans["trim"] ?? values.span(PageKeys.trim.path) }

  private func margins() -> [Diagnostic] {
    let page = sheet.page
    var found: [Diagnostic] = []
    if page.measure < Self.narrowest {
      found.append(
        contradiction(
          "margins of \(page.innerMargin) and \(page.outerMargin) leave \(page.measure) of a trim \(page.trim.width) wide",
          hint:
            "a text block needs at least \(Self.narrowest): narrow the margins or widen the trim",
          at: values.span(PageKeys.outer.path, PageKeys.inner.path) ?? trimSpan))
    }
    if page.lines < Self.fewestLines {
      found.append(
        contradiction(
          "margins of \(page.topMargin) and \(page.bottomMargin) leave \(page.lines) grid lines on a trim \(page.trim.height) high",
          hint: "a page needs at least \(Self.fewestLines) grid lines of \(page.grid)",
          at: values.span(PageKeys.bottom.path, PageKeys.top.path, PageKeys.grid.path) ?? trimSpan))
    }
    return found
  }

  private func heads() -> [Diagnostic] {
    let page = sheet.page
    let heads = sheet.runningHeads
    var found: [Diagnostic] = []
    if heads.headDistance >= page.topMargin {
      found.append(
        contradiction(
          "the running head stands \(heads.headDistance) above the text block, off a top margin of \(page.topMargin)",
          hint: "lessen running-heads.head-distance or widen page.margins.top",
          at: values.span(RunningHeadKeys.headDistance.path, PageKeys.top.path)))
    }
    if heads.footDistance >= page.bottomMargin {
      found.append(
        contradiction(
          "the foot stands \(heads.footDistance) below the last baseline, off a bottom margin of \(page.bottomMargin)",
          hint: "lessen running-heads.foot-distance or widen page.margins.bottom",
          at: values.span(RunningHeadKeys.footDistance.path, PageKeys.bottom.path)))
    }
    return found
  }

  /// Openings and front-matter pages must leave room for a line. A page too small for any text is
  /// reported by `margins`.
  private func sinks() -> [Diagnostic] {
    let lines = sheet.page.lines
    guard lines >= Self.fewestLines else { return [] }
    let openings = [OpeningKeys.part, .chapter, .section].flatMap { [$0.sink, $0.textSink] }
    let front = [
      FrontMatterKeys.halfTitleSink, FrontMatterKeys.titleSink, FrontMatterKeys.dedicationSink,
      FrontMatterKeys.epigraphSink, FrontMatterKeys.contentsSink,
    ]
    return (openings + front).filter { values[$0] >= lines }.map { key in
      contradiction(
        "\(key.path) of \(values[key])gr leaves no line on a page of \(lines) grid lines",
        hint: "state less than \(lines)gr", at: values.span(key.path) ?? trimSpan)
    }
  }

  private func spaces() -> [Diagnostic] {
    let lines = sheet.breaking
    let space = lines.wordSpace
    var found: [Diagnostic] = []
    let natural = space.natural == 0 ? space.minimum : space.natural
    if space.minimum > natural || natural > space.maximum {
      found.append(
        contradiction(
          "the word space's minimum, natural and maximum (\([space.minimum, space.natural, space.maximum].map { SpecifiedValue.ems($0).notation }.joined(separator: ", "))) do not rise",
          hint: "state breaking.word-space with minimum ≤ natural ≤ maximum",
          at: values.span(
            BreakingKeys.naturalSpace.path, BreakingKeys.minimumSpace.path,
            BreakingKeys.maximumSpace.path)))
    }
    if lines.pretolerance > lines.tolerance {
      found.append(
        contradiction(
          "breaking.pretolerance \(lines.pretolerance) is greater than breaking.tolerance \(lines.tolerance)",
          hint: "the first pass must be the stricter one",
          at: values.span(BreakingKeys.pretolerance.path, BreakingKeys.tolerance.path)))
    }
    if lines.hyphenWord < lines.hyphenLeft + lines.hyphenRight {
      found.append(
        contradiction(
          "words of \(lines.hyphenWord) letters cannot leave \(lines.hyphenLeft) before and \(lines.hyphenRight) after a hyphen",
          hint: "raise breaking.hyphens.word to \(lines.hyphenLeft + lines.hyphenRight)",
          at: values.span(
            BreakingKeys.hyphenWord.path, BreakingKeys.hyphenLeft.path,
            BreakingKeys.hyphenRight.path)))
    }
    return found
  }

  private func fonts() -> [Diagnostic] {
    values.fontRoles.filter { sheet.fonts.families[$0]?.isEmpty ?? true }.map { role in
      contradiction(
        "the font role \(role) has no family", hint: "name at least one, such as [EB Garamond]",
        at: values.span(TemplatePath(["fonts", role])))
    }
  }

  private func role(_ role: StyleRole) -> [Diagnostic] {
    guard !role.isInline else { return [] }
    let style = sheet[role]
    var found: [Diagnostic] = []
    let insets = style.insetLeft + style.insetRight
    let left = StyleKeys.path(role, StyleKeys.insetLeft.path)
    let right = StyleKeys.path(role, StyleKeys.insetRight.path)
    if insets > .zero, sheet.page.measure >= Self.narrowest,
      sheet.page.measure - insets < Self.narrowest.scaled(1, 2)
    {
      found.append(
        contradiction(
          "the insets of \(role.rawValue) take \(insets) of a text block \(sheet.page.measure) wide",
          hint: "leave at least \(Self.narrowest.scaled(1, 2)) for the text",
          at: values.span(left, right)))
    }
    if style.leading < style.text.size {
      let problem = TemplateProblem.tightLeading(
        role: role.rawValue, leading: "\(style.leading)", size: "\(style.text.size)")
      found.append(
        problem.diagnostic(
          at: values.span(
            StyleKeys.path(role, StyleKeys.leading.path), StyleKeys.path(role, StyleKeys.size.path))
        ))
    }
    return found
  }
}
