import OctavoBase
import OctavoBreaking
import OctavoStyle
import OctavoText

/// Shapes paragraphs and breaks them into lines: the driver of one division's text.
///
/// A class, because it owns the division's scratch memory and lends it to each step.
final class ParagraphSetter {
  let context: FontContext
  let sheet: StyleSheet
  let language: LanguageTag
  let chapter: ChapterText
  // One thread works here, in steps that never overlap: no checks at every word.
  @exclusivity(unchecked) private(set) var paragraphs: ContiguousArray<SetParagraph> = []
  @exclusivity(unchecked) private(set) var lineEnds: ContiguousArray<LineEnd> = []
  private(set) var diagnostics: [Diagnostic] = []
  private var source: SourceSpan?
  @exclusivity(unchecked) private var items = ItemList()
  @exclusivity(unchecked) private var ends: ContiguousArray<LineEnd> = []
  @exclusivity(unchecked) private var breaker = LineBreaker()
  /// Characters no font covers.
  private(set) var missing = MissingCharacters()
  /// The mark of wrapped lines, shaped once: templates have one.
  private var continuation: Range<Int32>?
  /// Those of each word that lacks some, found once; looked up, never iterated.
  private var missingOfWord: [Int32: [Unicode.Scalar]] = [:]

  init(context: FontContext, sheet: StyleSheet, language: LanguageTag, exceptions: [String]) {
    self.context = context
    self.sheet = sheet
    self.language = language
    let breaking = sheet.breaking
    let settings = HyphenationSettings(
      language: language, left: breaking.hyphenLeft, right: breaking.hyphenRight,
      minimumLetters: breaking.hyphenWord,
      hyphenatesCapitalised: breaking.hyphenateCapitalised, exceptions: exceptions)
    chapter = ChapterText(styles: StyleTable(sheet: sheet, hyphenation: settings))
  }

  /// One way to set a paragraph: its lines as a range of `lineEnds`.
  struct Setting {
    let ends: Range<Int32>
    /// Demerits over the best setting.
    let cost: Int64
  }

  /// A paragraph with its settings, the best first.
  struct Result {
    let paragraph: Int32
    let settings: [Setting]
    /// Index of each note called, by the token that calls it.
    let calls: [(token: Int32, note: Int)]
    let anchors: [(token: Int32, name: String)]
  }

  /// Shapes and breaks a paragraph within `measure`.
  ///
  /// - Parameter tokens: the paragraph's, where it was shaped on trial before.
  func set(
    _ flow: FlowParagraph, measure: Length, wantsVariants: Bool, tokens shaped: Range<Int32>? = nil
  ) -> Result {
    var flow = flow
    if isTooNarrow(flow, measure) { flow.style.alignment = .left }
    let tokens = shaped ?? shape(flow.text, hyphenate: flow.style.hyphenate)
    if let shaped { reportMissing(shaped, flow.text) }
    var paragraph = SetParagraph(
      tokens: tokens, shape: shape(of: flow, measure), alignment: flow.style.alignment,
      role: flow.role, leading: flow.style.leading)
    paragraph.describesPicture = flow.describesPicture
    paragraph.endsFlush = flow.endsFlush
    paragraph.isInNote = flow.isInNote
    if runsFromRight(flow) { paragraph.mirror(measure.scaledPoints) }
    addMarker(flow.marker, to: &paragraph)
    if paragraph.isRightToLeft { paragraph.mirrorAttachments(measure.scaledPoints) }
    addTrailer(flow.trailer, measure, to: &paragraph)
    addContinuation(flow.continuation, to: &paragraph)
    source = flow.text.source
    let settings = tokens.isEmpty ? [] : breakLines(paragraph, flow.style, wantsVariants)
    paragraphs.append(paragraph)
    return Result(
      paragraph: Int32(paragraphs.count - 1), settings: settings,
      calls: flow.text.marks.compactMap { mark in
        guard case .note(let note) = mark.kind else { return nil }
        return (token(at: mark.offset, in: tokens, of: flow.text), note)
      },
      anchors: flow.text.marks.compactMap { mark in
        guard case .anchor(let name) = mark.kind else { return nil }
        return (token(at: mark.offset, in: tokens, of: flow.text), name)
      })
  }

  /// Whether a paragraph's lines are too short to be justified.
  private func isTooNarrow(_ flow: FlowParagraph, _ measure: Length) -> Bool {
    guard sheet.breaking.justifyFrom > 0, flow.style.alignment == .justify else { return false }
    let width = measure - flow.style.insetLeft - flow.style.insetRight
    return width < flow.style.text.size.scaled(sheet.breaking.justifyFrom, 1_000)
  }

  /// Whether a paragraph begins at the right: not one that has a place within something that runs
  /// from the left, as a table's cell, a contents entry or a listing's line.
  private func runsFromRight(_ flow: FlowParagraph) -> Bool {
    switch flow.role {
    case .tableHead, .tableBody, .code: return false
    default:
      guard flow.trailer == nil, flow.indentsFirstLines == nil else { return false }
      if flow.text.direction != .fromText { return flow.text.direction == .rightToLeft }
      return flow.text.bytes.withUnsafeBufferPointer { BaseDirection.isRightToLeft($0) }
    }
  }

  // MARK: Shaping

  /// Appends a text's tokens to the chapter; a trial, to be set another time, reports nothing.
  func shape(
    _ text: ParagraphText, hyphenate: Bool, isTrial: Bool = false
  ) -> Range<Int32> {
    let first = chapter.tokens.count
    let base = chapter.bytes.count
    let links = Int32(chapter.links.count)
    chapter.bytes.append(contentsOf: text.bytes)
    chapter.links.append(contentsOf: text.links)
    let shaper = ParagraphShaper(context: context, mayHyphenate: hyphenate, base: base)
    let isPlain =
      text.direction != .rightToLeft
      && text.bytes.withUnsafeBufferPointer { PlainText.isPlain($0) }
    if isPlain {
      shaper.shape(text, links: links, into: chapter)
    } else {
      ScriptShaper(shaper: shaper, language: language)
        .shape(text, links: links, into: chapter)
    }
    let tokens = Int32(first)..<Int32(chapter.tokens.count)
    if !isTrial { reportMissing(tokens, text) }
    return tokens
  }

  private func reportMissing(_ tokens: Range<Int32>, _ text: ParagraphText) {
    for index in tokens {
      let token = chapter.tokens[Int(index)]
      guard let word = token.word, context.word(word).hasMissingGlyph else { continue }
      for scalar in missingScalars(word, token) { missing.record(scalar, in: text.source) }
    }
  }

  private func missingScalars(_ word: WordID, _ token: Token) -> [Unicode.Scalar] {
    if let known = missingOfWord[word.index] { return known }
    let range = Int(token.start)..<Int(token.start + token.length)
    let found = chapter.bytes.withUnsafeBufferPointer {
      context.missingScalars(
        UnsafeBufferPointer(rebasing: $0[range]), in: chapter.styles[token.style].instance)
    }
    missingOfWord[word.index] = found
    return found
  }

  private func token(at offset: Int, in tokens: Range<Int32>, of text: ParagraphText) -> Int32 {
    guard let first = tokens.first else { return tokens.lowerBound }
    let base = Int(chapter.tokens[Int(first)].start)
    let target = Int32(base + offset)
    return tokens.last { chapter.tokens[Int($0)].start <= target } ?? first
  }

  // MARK: Breaking

  /// Where a style's lines stand within the measure.
  private func shape(of flow: FlowParagraph, _ measure: Length) -> LineShape {
    let style = flow.style
    let left = style.insetLeft.scaledPoints
    let width = max(measure.scaledPoints - left - style.insetRight.scaledPoints, 65_536)
    let rest = LineShape.Line(width: width, indent: left)
    if let room = flow.indentsFirstLines {
      let by = room.by.scaledPoints
      let line = LineShape.Line(width: width - by, indent: left + by)
      return LineShape(leading: ContiguousArray(repeating: line, count: room.count), rest: rest)
    }
    guard style.indent != .zero else { return LineShape(leading: [], rest: rest) }
    let indent = style.indent.scaledPoints
    if indent > 0 {
      return LineShape(
        leading: [LineShape.Line(width: width - indent, indent: left + indent)], rest: rest)
    }
    return LineShape(
      leading: [rest], rest: LineShape.Line(width: width + indent, indent: left - indent))
  }

  private func breakLines(
    _ paragraph: SetParagraph, _ style: ParagraphStyle, _ wantsVariants: Bool
  ) -> [Setting] {
    let parameters = LineParameters(sheet.breaking, style: style)
    build(paragraph, style)
    var found = breakVariants(paragraph, parameters, wantsVariants)
    if style.alignment == .justify, style.hyphenate, Looseness.isLoose(found.best) {
      build(paragraph, style, isRescue: true)
      let rescued = rescue(found, paragraph, parameters, wantsVariants)
      if Looseness.isWorse(found.best, than: rescued.best) {
        found = rescued
      } else {
        build(paragraph, style)
      }
    }
    report(found.best, paragraph)
    var settings = [setting(found.best, cost: 0)]
    // What had to be cut in need is not cut anew to fill a page.
    guard !cutsWord(found.best) else { return settings }
    for variant in [found.shorter, found.longer] {
      guard let variant, !Looseness.isLoose(variant) else { continue }
      let cost = cost(of: variant, over: found.best)
      if cost < dearest { settings.append(setting(variant, cost: cost)) }
    }
    return settings
  }

  /// The lines of a paragraph that may be cut anywhere in need. Where they would stick out, any line
  /// within the measure is better; where some of those have nothing to stretch, all are broken to
  /// fall as little short as may be.
  private func rescue(
    _ found: ParagraphVariants, _ paragraph: SetParagraph, _ parameters: LineParameters,
    _ wantsVariants: Bool
  ) -> ParagraphVariants {
    guard Looseness.sticksOut(found.best) else {
      return breakVariants(paragraph, parameters, wantsVariants)
    }
    let rescued = breakVariants(paragraph, parameters.desperate, false)
    guard Looseness.isTorn(rescued.best) else { return rescued }
    for parameters in parameters.fallingShort(lineWidth: paragraph.shape.rest.width) {
      let short = breakVariants(paragraph, parameters, false)
      if !Looseness.sticksOut(short.best) { return short }
    }
    return rescued
  }

  /// Says where the spaces between words are holes, or a line ends short for want of any.
  private func reportHoles(found broken: BrokenParagraph, _ paragraph: SetParagraph) {
    guard sheet[paragraph.role].alignment == .justify else { return }
    let (space, shortfall) = holes(broken, paragraph)
    if space > Looseness.visibleHole {
      let tenths = (space + 5) / 10
      reportLoose(
        "a line's word spaces are \(tenths / 10).\(tenths % 10) times as wide as they should be")
    }
    if shortfall > 0 {
      reportLoose("a line falls short of its measure by \(Length(scaledPoints: shortfall))")
    }
  }

  /// The widest word space and the largest shortfall of a paragraph's lines.
  private func holes(
    _ broken: BrokenParagraph, _ paragraph: SetParagraph
  ) -> (space: Int64, shortfall: Int64) {
    var worst = (space: Int64(0), shortfall: Int64(0))
    let assembler = LineAssembler(context: context, settings: sheet.breaking)
    for (number, line) in broken.lines.enumerated()
    where Looseness.mayHaveHole(line, sheet.breaking) {
      let request = LineAssembler.Request(
        number, of: paragraph, after: number == 0 ? nil : end(number - 1, of: broken),
        to: end(number, of: broken), isLast: number == broken.lines.count - 1, chapter)
      let hole = assembler.hole(request, chapter)
      worst = (max(worst.space, hole.space), max(worst.shortfall, hole.shortfall))
    }
    return worst
  }

  private func end(_ line: Int, of broken: BrokenParagraph) -> LineEnd {
    ends[Int(items.candidates[Int(broken.breaks[line])].tag)]
  }

  private func reportLoose(_ message: String) {
    diagnostics.append(
      Diagnostic(
        .warning, "layout.loose-line", message, at: source,
        hints: ["reword it, or let its words be divided by `hyphenation-exceptions`"]))
  }

  /// Says where a line sticks out of its measure, and where a word had to be cut to stay in it.
  private func report(_ broken: BrokenParagraph, _ paragraph: SetParagraph) {
    // A table says of itself that it does not fit.
    if paragraph.role == .tableBody || paragraph.role == .tableHead { return }
    let excess = broken.lines.lazy.map(\.overfull).max() ?? 0
    if excess > Looseness.visibleExcess {
      diagnostics.append(
        Diagnostic(
          .warning, "layout.overfull-line",
          "a line sticks out of its measure by \(Length(scaledPoints: excess))", at: source,
          hints: ["reword it, or let its words be divided by `hyphenation-exceptions`"]))
    }
    reportHoles(found: broken, paragraph)
    if paragraph.role == .code { return reportWrapped(broken) }
    guard cutsWord(broken) else { return }
    let width = paragraph.shape.rest.width
    diagnostics.append(
      Diagnostic(
        .warning, "layout.cut-word",
        "a word wider than the measure of \(Length(scaledPoints: width)) is cut without a hyphen",
        at: source, hints: ["put a soft hyphen, or a space, where it may be divided"]))
  }

  /// Says, once for a listing, that it has lines wider than the measure.
  private func reportWrapped(_ broken: BrokenParagraph) {
    guard broken.breaks.count > 1 else { return }
    if let last = diagnostics.last, last.code == "layout.wrapped-code", last.span == source {
      return
    }
    diagnostics.append(
      Diagnostic(
        .note, "layout.wrapped-code",
        "a line of code is wider than the measure and goes on in the next", at: source,
        hints: ["break it where the language allows"]))
  }

  /// Whether a line ends within a word, without a hyphen.
  private func cutsWord(_ broken: BrokenParagraph) -> Bool {
    broken.breaks.contains { index in
      let end = ends[Int(items.candidates[Int(index)].tag)]
      let token = chapter.tokens[Int(end.token)]
      return !end.addsHyphen && (end.cut < token.length || token.follower == .nothing)
    }
  }

  /// A setting that costs more than a page two lines short is never worth it.
  private var dearest: Int64 { 4 * Int64(sheet.pagination.unevenSpread) }

  /// Fills `items` with a paragraph.
  private func build(
    _ paragraph: SetParagraph, _ style: ParagraphStyle, isRescue: Bool = false
  ) {
    let builder = ItemBuilder(
      context: context, settings: sheet.breaking, isJustified: style.alignment == .justify,
      measure: paragraph.shape.rest.width, isRescue: isRescue,
      isRightToLeft: paragraph.isRightToLeft)
    let range = Int(paragraph.tokens.lowerBound)..<Int(paragraph.tokens.upperBound)
    builder.build(range, of: chapter, into: &items, ends: &ends)
  }

  private func breakVariants(
    _ paragraph: SetParagraph, _ parameters: LineParameters, _ wantsVariants: Bool
  ) -> ParagraphVariants {
    guard !wantsVariants else {
      return breaker.breakVariants(items, shape: paragraph.shape, parameters: parameters)
    }
    let best = breaker.breakLines(items, shape: paragraph.shape, parameters: parameters)
    return ParagraphVariants(best: best, shorter: nil, longer: nil)
  }

  /// What a longer or shorter setting costs pagination: what it adds in demerits, at least the
  /// template's price of any variant.
  private func cost(of variant: BrokenParagraph, over best: BrokenParagraph) -> Int64 {
    Int64(sheet.pagination.variant) + max(variant.demerits - best.demerits, 0)
  }

  private func setting(_ broken: BrokenParagraph, cost: Int64) -> Setting {
    let first = lineEnds.count
    for index in broken.breaks {
      lineEnds.append(ends[Int(items.candidates[Int(index)].tag)])
    }
    return Setting(ends: Int32(first)..<Int32(lineEnds.count), cost: cost)
  }

  // MARK: Attachments

  private func addMarker(_ marker: FlowMarker?, to paragraph: inout SetParagraph) {
    guard let marker else { return }
    paragraph.attachments.append(
      SetParagraph.Attachment(
        line: 0, tokens: shape(marker.text, hyphenate: false), left: marker.left.scaledPoints,
        width: marker.width.scaledPoints, alignment: marker.isFlushLeft ? .left : .right))
  }

  private func addContinuation(_ marker: FlowMarker?, to paragraph: inout SetParagraph) {
    guard let marker else { return }
    if continuation == nil { continuation = shape(marker.text, hyphenate: false) }
    paragraph.attachments.append(
      SetParagraph.Attachment(
        line: 1, tokens: continuation ?? 0..<0, left: marker.left.scaledPoints,
        width: marker.width.scaledPoints, alignment: .right, isContinuation: true))
  }

  private func addTrailer(
    _ trailer: FlowTrailer?, _ measure: Length, to paragraph: inout SetParagraph
  ) {
    guard let trailer else { return }
    paragraph.attachments.append(
      SetParagraph.Attachment(
        line: -1, tokens: shape(trailer.text, hyphenate: false), left: 0,
        width: measure.scaledPoints, alignment: .right, leader: trailer.leader))
  }

  /// Adds a drop capital's attachment and the room it takes to the paragraph set last.
  func attach(_ attachment: SetParagraph.Attachment) {
    paragraphs[paragraphs.count - 1].attachments.append(attachment)
  }
}
