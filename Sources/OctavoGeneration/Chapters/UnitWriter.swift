/// Writes one unit of a chapter: asks, judges what came, goes on where it broke off.
///
/// Whether a text is whole is judged by its words. That a provider calls it finished proves nothing;
/// that a connection broke does not make it broken, but then the model is asked whether more comes.
struct UnitWriter: Sendable {
  enum Step: Sendable {
    case ask(GenerationCall)
    case accepted(ChapterPiece)
    /// The attempts are used up: why, and the text so far, which is whole sentences.
    case failed(String, kept: String)
  }

  /// Calls for one unit at most, without those that broke off after new text.
  static let calls = 12
  /// Answers of no use at most.
  static let strikes = 3
  /// Continuations asked for because the text was short.
  private static let expansions = 2
  /// Hundredths of the target with which a text is taken when nothing more can be had.
  private static let least = 35
  /// Hundredths of the target with which a text is whole when the model has no more to say.
  private static let ample = 60
  /// Words from which on a continuation counts as one.
  private static let fewestNew = 5
  /// New words before a repetition from which on an answer was of use.
  private static let progress = 40

  private let task: ChapterTask
  private let unit: WritingUnit
  private let tools: GenerationTools
  private let earlier: EarlierText
  private let rendered: PromptLibrary.Rendered
  private let completeness: Completeness
  private var number = 1
  private var strikeCount = 0
  private var expansionCount = 0
  /// Calls that ended with the program, or broke off after new text: they bring any text to its end.
  private var spared = 0
  private var isConfirming = false
  /// Whether the answer before the running call was of no use.
  private var isSetback = false
  private var remark = ""
  private var findings: [ChapterFinding] = []
  private var watch: StreamWatch
  /// The text so far without chatter; ends at a word's end.
  private var kept = ""
  /// The same with a last word that may be half.
  private var uncut = ""

  init(
    task: ChapterTask, unit: WritingUnit, values: [String: String], earlier: EarlierText,
    tools: GenerationTools
  ) {
    self.task = task
    self.unit = unit
    self.tools = tools
    self.earlier = earlier
    rendered = tools.prompts.render(.section, values)
    completeness = Completeness(
      targetWords: unit.targetWords, lastBeat: unit.points.last ?? "")
    watch = StreamWatch(
      earlier: earlier, kept: "", language: tools.language(of: task),
      targetWords: unit.targetWords)
  }

  /// Words of the text so far, with what the running call has brought.
  var words: Int { watch.words }

  /// The call to make now.
  var call: GenerationCall {
    var values = PromptValues.of(task.brief, task.concept)
    let missing = max(120, unit.targetWords - WordScan.count(kept))
    let words = kept.isEmpty ? unit.targetWords : min(unit.targetWords, missing)
    values["words"] = String(words)
    values["remark"] = remark
    var messages = [rendered.message]
    if !kept.isEmpty {
      values["tail"] = ChapterPrompt.lastWords(of: String(kept.suffix(900)))
      values["points"] = ChapterPrompt.bullets(unit.points)
      messages.append(.init(.assistant, kept))
      messages.append(.init(.user, tools.prompts.render(.resume, values).user))
    } else if !remark.isEmpty {
      let again = tools.prompts.render(.rewrite, values).user
      messages = [rendered.message.adding("\n\n" + again)]
    }
    var request = ModelRequest(
      step: .chapter, system: rendered.system, messages: messages,
      maxTokens: TextTokens.limit(words: words, language: task.language))
    request.followsSetback = isSetback
    let id = task.id(of: unit).appending("r\(task.round)").appending("a\(number)")
    return GenerationCall(id: id, request: request)
  }

  /// Watches the running call's text; a fault ends the call.
  mutating func streamed(_ text: String) -> StreamFault? { watch.add(text) }

  /// Takes the running call's answer.
  mutating func take(_ answer: CallAnswer) -> Step {
    if answer.end == .died { spared += 1 }
    isSetback = false
    let stripped = ModelChatter.strip(CharacterRepair.apply(answer.text))
    let remarks = stripped.removed.filter { Thoughts.range(in: $0) == nil }
    if !remarks.isEmpty { note("chapter.chatter-removed", Self.words(ofRemoved: remarks)) }
    let answered = EndMark.removed(from: stripped.text)
    let piece = withoutCopies(answered)
    var repeats = piece != answered
    if let fault = fault(of: piece, answer: answer) {
      // What the program's end cut off can be judged by nobody.
      if answer.end == .died { return askAgain() }
      if answer.end == .interrupted, piece.trimmingBlanks().isEmpty { return goOn(fault) }
      if case .wrong = language(of: piece, answer.end) { dropForeign() }
      return strike(fault)
    }
    var text = TextJoin.join(kept, piece)
    if let found = RepetitionWatch.check(text, earlier: earlier) {
      repeats = true
      text = Sentences.trimmedToWhole(text.prefix(utf8: found.start))
    }
    if repeats { note("chapter.repetition-cut", "A passage that repeated itself was cut.") }
    if WordScan.count(text) > StreamWatch.longest(unit.targetWords) {
      text = Sentences.trimmedToWhole(text)
    }
    let grown = WordScan.count(text) - WordScan.count(kept)
    if answer.end == .interrupted, grown >= Self.fewestNew, !repeats { spared += 1 }
    if grown <= 0, answer.end == .died { return askAgain() }
    if grown <= 0, answer.end == .interrupted, isWithinText(piece) { return askAgain() }
    if grown <= 0, repeats || !kept.isEmpty { return nothingNew(repeats: repeats) }
    (kept, uncut) = (text, text)
    return judge(answer.end, isRepeating: repeats, grown: grown)
  }

  /// Characters of a remark that are shown.
  private static let longestRemark = 120

  /// What was taken out, so that a person can see whether it was a remark.
  private static func words(ofRemoved remarks: [String]) -> String {
    let shown = remarks.map { remark in
      let line = remark.oneLine
      return "“"
        + (line.count > longestRemark ? line.prefix(longestRemark - 1) + "…" : line) + "”"
    }
    return "Remarks of the model were taken out: " + shown.joined(separator: ", ") + "."
  }

  /// Whether a call was cut while it said the last words again, with more to come.
  private func isWithinText(_ piece: String) -> Bool {
    !kept.isEmpty && hasCallsLeft && !piece.trimmingBlanks().isEmpty
      && completeness.judge(uncut) != .complete
  }

  private mutating func note(_ code: String, _ message: String) {
    let finding = ChapterFinding(code, message)
    if !findings.contains(finding) { findings.append(finding) }
  }
}

// MARK: - Judging

extension UnitWriter {
  /// A continuation without what it says over again from the text so far or from other chapters.
  private func withoutCopies(_ text: String) -> String {
    guard !kept.isEmpty else { return text }
    var known = earlier
    known.add(kept)
    guard let copy = RepetitionWatch.check(text, earlier: known), copy.kind == .copy else {
      return text
    }
    return Sentences.trimmedToWhole(text.prefix(utf8: copy.start))
  }

  /// Why an answer is of no use; nil for one that is.
  private func fault(of piece: String, answer: CallAnswer) -> String? {
    if answer.end == .finished(.refusal) && WordScan.count(piece) < 40 || Refusal.isRefusal(piece) {
      return "You declined. The text asked for is harmless; write it."
    }
    if kept.isEmpty, piece.trimmingBlanks().isEmpty { return "Your answer held no text." }
    if case .wrong(let language) = language(of: piece, answer.end) {
      let name = LanguageNames.name(of: task.language) ?? task.brief.language
      let other = LanguageNames.name(of: language) ?? "another script"
      return "You wrote in \(other). Write in \(name) only."
    }
    return nil
  }

  /// Words of a text that broke off from which on its language can be told from a quotation's.
  private static let fewestJudged = 240

  /// The verdict on a piece's language; of one that broke off early, on all of the text so far.
  private func language(of piece: String, _ end: CallEnd) -> LanguageCheck.Verdict {
    let expected = tools.language(of: task)
    guard end.isBroken, WordScan.count(piece) < Self.fewestJudged else {
      return LanguageCheck.verdict(piece, expected: expected)
    }
    let whole = TextJoin.join(kept, piece)
    guard WordScan.count(whole) >= Self.fewestJudged else { return .unsure }
    return LanguageCheck.verdict(whole, expected: expected)
  }

  /// Drops a text that was kept as long as its language could not be told.
  private mutating func dropForeign() {
    let verdict = LanguageCheck.verdict(kept, expected: tools.language(of: task))
    if case .wrong = verdict { (kept, uncut) = ("", "") }
  }

  private var hasCallsLeft: Bool { number - spared < Self.calls }

  private mutating func strike(_ fault: String) -> Step {
    strikeCount += 1
    isSetback = true
    remark = fault
    guard strikeCount < Self.strikes, hasCallsLeft else { return giveUp(fault) }
    return askAgain()
  }

  /// After a fault that came behind new text: small models write well for a while each time.
  private mutating func goOn(_ fault: String) -> Step {
    remark = fault
    return hasCallsLeft ? askAgain() : giveUp(fault)
  }

  private mutating func askAgain() -> Step {
    number += 1
    watch = StreamWatch(
      earlier: earlier, kept: kept, language: tools.language(of: task),
      targetWords: unit.targetWords)
    return .ask(call)
  }

  /// A continuation that brought nothing: a text that is nearly whole is taken for whole.
  private mutating func nothingNew(repeats: Bool) -> Step {
    let isWhole = completeness.judge(uncut) == .complete
    let isAmple = WordScan.count(uncut) * 100 >= unit.targetWords * Self.ample
    if isWhole || isAmple && !repeats { return accept(uncut) }
    return strike(
      repeats ? "You repeated yourself. Go on with something new." : "You added nothing new.")
  }

  private mutating func judge(_ end: CallEnd, isRepeating: Bool, grown: Int) -> Step {
    let verdict = completeness.judge(kept)
    if verdict == .complete {
      guard end.isBroken, !isConfirming, hasCallsLeft else { return accept(kept) }
      isConfirming = true
      remark = EndMark.question
      return askAgain()
    }
    isConfirming = false
    if isRepeating, end == .died { return askAgain() }
    if isRepeating {
      let fault = "You began to repeat yourself. Go on with something new."
      return grown < Self.progress ? strike(fault) : goOn(fault)
    }
    if number > 1, grown < Self.fewestNew, !end.isBroken { return nothingNew(repeats: false) }
    guard hasCallsLeft else { return giveUp("The text did not come to its end.") }
    switch verdict {
    case .complete: return accept(kept)
    case .brokenOff:
      remark = "The text broke off."
      kept = TextJoin.upToWholeWord(kept)
    case .short(let missing):
      guard !end.isBroken else {
        remark = "The text broke off."
        break
      }
      guard expansionCount < Self.expansions else { return giveUp("The text stayed short.") }
      expansionCount += 1
      remark = "About \(missing) words are missing."
    }
    return askAgain()
  }

  /// Takes what is there if it can stand, else fails with it.
  private mutating func giveUp(_ reason: String) -> Step {
    let whole = Completeness.isClosed(uncut) ? uncut : Sentences.trimmedToWhole(uncut)
    let words = WordScan.count(whole)
    guard words * 100 >= unit.targetWords * Self.least else {
      return .failed(reason, kept: clean(whole))
    }
    note("chapter.short", "A section has \(words) words; \(unit.targetWords) were planned.")
    return accept(whole)
  }

  private mutating func accept(_ text: String) -> Step {
    let content = clean(text)
    let banned = task.style?.banned ?? WornPhrases.of(task.language)
    for phrase in ProseStyle.phrases(banned, in: content) {
      note("chapter.banned-phrase", "“\(phrase)” is used.")
    }
    return .accepted(
      ChapterPiece(
        chapter: task.chapter.id, version: task.version, unit: unit.id, text: content,
        findings: findings))
  }

  /// The text as it is stored.
  private func clean(_ text: String) -> String {
    let titles = [task.chapter.title, unit.title].filter { !$0.isEmpty }
    return MarkdownSafety.apply(HeadingRules(titles: titles, highest: 3).apply(text))
      .withoutRulesAround()
  }

  /// The text so far as whole sentences, for a chapter that must end here.
  var partial: String {
    clean(Completeness.isClosed(uncut) ? uncut : Sentences.trimmedToWhole(uncut))
  }
}
