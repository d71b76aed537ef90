/// Sums up one stretch of a chapter, as plain prose.
struct SummaryWriter: Sendable {
  enum Step: Sendable {
    case ask(GenerationCall)
    case finished(String)
    case failed
  }

  /// Answers asked for at most.
  private static let calls = 6
  private static let strikes = 3
  /// Fewest words a summary has.
  private static let least = 5

  private let task: ChapterTask
  private let tools: GenerationTools
  private let id: CallID
  private let rendered: PromptLibrary.Rendered
  private var number = 1
  private var strikeCount = 0
  /// Calls that ended with the program.
  private var deaths = 0
  /// Whether the answer before the running call was of no use.
  private var isSetback = false
  private var kept = ""
  private var uncut = ""

  init(task: ChapterTask, id: CallID, values: [String: String], tools: GenerationTools) {
    self.task = task
    self.tools = tools
    self.id = id
    rendered = tools.prompts.render(.summary, values)
  }

  var call: GenerationCall {
    var messages = [rendered.message]
    if !kept.isEmpty {
      var values = PromptValues.of(task.brief, task.concept)
      values["tail"] = ChapterPrompt.lastWords(of: kept)
      values["remark"] = EndMark.question
      messages.append(.init(.assistant, kept))
      messages.append(.init(.user, tools.prompts.render(.resume, values).user))
    }
    var request = ModelRequest(
      step: .summary, system: rendered.system, messages: messages, maxTokens: 800)
    request.followsSetback = isSetback
    return GenerationCall(id: id.appending("a\(number)"), request: request)
  }

  mutating func take(_ answer: CallAnswer) -> Step {
    let piece = EndMark.removed(from: ModelChatter.strip(CharacterRepair.apply(answer.text)).text)
    let text = TextJoin.join(kept, piece)
    if answer.end == .died { deaths += 1 }
    isSetback = false
    if isUseless(piece) { return answer.end == .died ? askAgain() : strike() }
    let isNew = WordScan.count(text) > WordScan.count(kept)
    let isWhole = Sentences.endsWhole(text) && WordScan.count(text) >= Self.least
    if isWhole, !answer.end.isBroken || !isNew { return .finished(text.oneLine) }
    guard isNew else {
      let whole = Sentences.trimmedToWhole(uncut)
      return WordScan.count(whole) >= Self.least ? .finished(whole.oneLine) : strike()
    }
    uncut = text
    kept = isWhole ? text : TextJoin.upToWholeWord(text)
    return askAgain()
  }

  private func isUseless(_ piece: String) -> Bool {
    if kept.isEmpty, piece.trimmingBlanks().isEmpty || Refusal.isRefusal(piece) { return true }
    if case .wrong = LanguageCheck.verdict(piece, expected: tools.language(of: task)) {
      return true
    }
    return false
  }

  private mutating func strike() -> Step {
    strikeCount += 1
    isSetback = true
    return strikeCount < Self.strikes ? askAgain() : .failed
  }

  private mutating func askAgain() -> Step {
    number += 1
    return number - deaths <= Self.calls ? .ask(call) : .failed
  }
}
