/// The values of the prompt for a piece of a chapter.
struct ChapterPrompt {
  let task: ChapterTask

  /// Facts shown at most.
  private static let facts = 60
  /// Summaries shown whole, the latest; of older ones the first sentence stays.
  private static let wholeSummaries = 3
  /// Words of the text before that are shown.
  private static let previousWords = 160

  func values(unit: WritingUnit, at index: Int, of units: [WritingUnit], before: String)
    -> [String: String]
  {
    let chapter = task.chapter
    let last = index == units.count - 1
    var values = PromptValues.of(task.brief, task.concept)
    values["outline"] = task.outline.lines
    values["style"] = task.style?.description ?? ProseStyle.firstRule(language: task.language)
    values["sample"] = task.style?.sample ?? ""
    values["facts"] = facts
    values["before"] = summaries
    values["chapter"] = place(of: chapter)
    values["purpose"] = chapter.purpose
    values["section"] = [unit.title, unit.part].filter { !$0.isEmpty }.joined(separator: ", ")
    values["points"] = Self.bullets(unit.points)
    values["position"] =
      units.count > 1 ? "Piece \(index + 1) of \(units.count) of the chapter" : ""
    values["needs"] = Self.bullets(chapter.needs)
    values["gives"] = last ? Self.bullets(chapter.gives) : ""
    values["previous"] = Self.lastWords(of: before.isEmpty ? task.lastWords : before)
    values["words"] = String(unit.targetWords)
    values["instructions"] = task.instructions
    return values
  }

  private func place(of chapter: Outline.Chapter) -> String {
    let number = (task.outline.index(of: chapter.id) ?? 0) + 1
    return "Chapter \(number) of \(task.outline.chapters.count): \(chapter.title)"
  }

  /// The same for all pieces of a chapter, so that providers can keep it in their cache.
  private var facts: String {
    let chapter = task.chapter
    let sections = chapter.sections.flatMap { [$0.title] + $0.points }
    let text = ([chapter.title, chapter.purpose] + chapter.points + sections + chapter.needs)
      .joined(separator: "\n")
    let found = task.ledger.facts(about: text, except: chapter.id, limit: Self.facts)
    return found.map { "- \($0.entity), \($0.attribute): \($0.value)" }.joined(separator: "\n")
  }

  private var summaries: String {
    let whole = task.earlier.count - Self.wholeSummaries
    return task.earlier.enumerated().map { index, chapter in
      let text =
        index >= whole ? chapter.summary : Sentences.split(chapter.summary).first ?? ""
      return "\(index + 1). \(chapter.title): \(text)"
    }.joined(separator: "\n")
  }

  static func bullets(_ lines: [String]) -> String {
    lines.map { "- \($0)" }.joined(separator: "\n")
  }

  /// The end of a text, from a word's beginning.
  static func lastWords(of text: String) -> String {
    guard let first = WordScan.words(of: text).suffix(previousWords).first else { return "" }
    return String(decoding: text.utf8.dropFirst(first.range.lowerBound), as: UTF8.self)
      .trimmingBlanks()
  }
}
