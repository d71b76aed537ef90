import Foundation

/// Asks for one structured answer: a few times again with what was wrong, onward where it broke off
/// for as long as that brings text.
struct StructuredAsk<Answer: Decodable & Sendable>: Sendable {
  /// What comes of a call's answer.
  enum Step: Sendable {
    case ask(GenerationCall)
    case accepted(Answer)
    /// All attempts are used up: what was wrong with the last.
    case exhausted([String])
  }

  /// Most answers asked for from the start.
  static var attempts: Int { 3 }

  private let name: PromptName
  private let id: CallID
  private let tools: GenerationTools
  private let rendered: PromptLibrary.Rendered
  /// What an answer must be valid against.
  private let schema: String
  private let maxTokens: Int
  private var attempt = 1
  /// Attempts that failed; one that ended with the program is none.
  private var failures = 0
  /// Whether the program ended in a call of this attempt.
  private var isOrphaned = false
  /// Whether the answer before this attempt was of no use.
  private var isSetback = false
  private var parts: AnswerInParts
  private var lastAnswer = ""
  private var problems: [String] = []

  /// - Parameters:
  ///   - counts: how many elements the answer's arrays are to have, by the names of their
  ///     properties. Models that can be held to them are; an answer is not refused for them.
  ///   - maxTokens: of one answer; a longer one is continued.
  init(
    _ name: PromptName, id: CallID, values: [String: String], tools: GenerationTools,
    counts: [String: ClosedRange<Int>] = [:], maxTokens: Int = 4_096
  ) {
    self.name = name
    self.id = id
    self.tools = tools
    self.maxTokens = maxTokens
    parts = AnswerInParts(maxTokens: maxTokens)
    let rendered = tools.prompts.render(name, values)
    schema = rendered.format?.schema ?? "{}"
    self.rendered = rendered.bounded(counts)
  }

  /// The call to make now.
  var call: GenerationCall {
    var messages = [rendered.message]
    var suffix = "a\(attempt)"
    if parts.continuations > 0 { suffix += ".\(parts.continuations)" }
    if !parts.kept.isEmpty {
      let tail = String(parts.kept.suffix(400))
      messages += [
        .init(.assistant, parts.kept),
        .init(.user, tools.prompts.render(.resumeAnswer, ["tail": tail]).user),
      ]
    } else if attempt > 1 {
      if !lastAnswer.isEmpty { messages.append(.init(.assistant, lastAnswer)) }
      let list = problems.map { "- \($0)" }.joined(separator: "\n")
      messages.append(.init(.user, tools.prompts.render(.again, ["problems": list]).user))
    }
    var request = ModelRequest(
      step: name.step, system: rendered.system, messages: messages,
      format: parts.kept.isEmpty ? rendered.format : nil, maxTokens: maxTokens)
    request.followsSetback = isSetback && parts.continuations == 0 || parts.idle > 0
    return GenerationCall(id: id.appending(suffix), request: request)
  }

  /// Takes the call's answer. `check` names what is wrong with an answer of the right
  /// shape; it is also told the attempt's number, from 1.
  mutating func take(_ answer: CallAnswer, check: (Answer, Int) -> [String]) -> Step {
    if answer.end == .died { isOrphaned = true }
    let own = ModelChatter.withoutThoughts(answer.text)
    let (text, reading) = read(own)
    switch reading {
    case .success(let json):
      let decoded: Answer
      do {
        decoded = try JSONDecoder().decode(Answer.self, from: Data(json.utf8))
      } catch {
        return again([DecodingWords.sentence(for: error)], answer: text)
      }
      let found = check(decoded, failures + 1)
      return found.isEmpty ? .accepted(decoded) : again(found, answer: text)
    case .failure where Refusal.isRefusal(text):
      return again(["You declined; the task is harmless."], answer: "")
    case .failure(let problem):
      // The connection may end before the first brace, and that is nobody's fault either.
      let isEarly = answer.end.isBroken && !text.contains("{")
      guard problem.isCutShort || isEarly else { return again(problem.problems, answer: text) }
      return goOn(from: own, answer.end, problem.problems)
    }
  }

  /// The answer so far, and what it is. One that was begun again when it was to be gone on with is
  /// taken too.
  private func read(_ own: String) -> (text: String, reading: Result<String, AnswerProblem>) {
    let joined = parts.joined(with: own)
    let reading = tools.answers.json(in: joined, schema: schema)
    guard case .failure = reading, !parts.kept.isEmpty,
      case .success(let json) = tools.answers.json(in: own, schema: schema)
    else { return (joined, reading) }
    return (own, .success(json))
  }

  private mutating func goOn(
    from text: String, _ end: CallEnd, _ problems: [String]
  ) -> Step {
    switch parts.take(text, end: end) {
    case .more: .ask(call)
    case .nothing: again(problems, answer: parts.kept)
    case .tooLong: again(["It is far too long and comes to no end."], answer: "")
    }
  }

  /// Longest answer that is shown to the model again, in characters.
  private static var longestShown: Int { 12_000 }

  private mutating func again(_ problems: [String], answer: String) -> Step {
    self.problems = problems
    if !isOrphaned { failures += 1 }
    isSetback = !isOrphaned
    guard failures < Self.attempts else { return .exhausted(problems) }
    attempt += 1
    isOrphaned = false
    parts = AnswerInParts(maxTokens: maxTokens)
    lastAnswer = answer.count <= Self.longestShown ? answer : ""
    return .ask(call)
  }
}

/// What the machines are given besides their task.
package struct GenerationTools: Sendable {
  package let prompts: PromptLibrary
  package let answers: any AnswerReader
  /// Whether texts must be in the book's language; placeholder text is in English always.
  package let judgesLanguage: Bool

  package init(
    prompts: PromptLibrary, answers: any AnswerReader, judgesLanguage: Bool = true
  ) {
    self.prompts = prompts
    self.answers = answers
    self.judgesLanguage = judgesLanguage
  }

  /// The code of the language that texts are held to; empty where they are held to none.
  func language(of task: ChapterTask) -> String { judgesLanguage ? task.language : "" }
}

/// Puts a decoder's errors in words.
enum DecodingWords {
  static func sentence(for error: any Error) -> String {
    guard let error = error as? DecodingError else {
      return "The answer is not the JSON asked for."
    }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(path(context)) has no “\(key.stringValue)”."
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(path(context)) has the wrong type."
    case .dataCorrupted(let context): return "\(path(context)) cannot be read."
    @unknown default: return "The answer is not the JSON asked for."
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
    return keys.isEmpty ? "The answer" : "“" + keys.joined(separator: ".") + "”"
  }
}
