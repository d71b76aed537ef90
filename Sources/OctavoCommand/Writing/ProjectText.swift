import OctavoGeneration
import OctavoService
import OctavoStore

/// Projects and what is in them, for people and as JSON.
enum ProjectText {
  static func list(_ concepts: [OctavoGeneration.Concept], of id: ProjectID) -> String {
    var text = "project \(id.text)\n"
    for (index, concept) in concepts.enumerated() {
      text += "\n\(index + 1)  \(concept.title)\n"
      for line in [concept.tagline, concept.audience, concept.thesis, concept.difference]
      where !line.isEmpty {
        text += wrapped(line) + "\n"
      }
    }
    return text
  }

  static func list(_ outline: OctavoGeneration.Outline, _ book: BookProject?) -> String {
    var text = ""
    var number = 0
    for part in outline.parts {
      text += "\n\(part.id.text)  \(part.title.isEmpty ? "(all chapters)" : part.title)\n"
      for chapter in part.chapters {
        number += 1
        text += "\(padded(number))  \(chapter.id.text)  \(chapter.title)"
        text += "  (\(state(of: chapter, book)))\n"
        for section in chapter.sections {
          text += "      \(section.id.text)  \(section.title)\n"
        }
      }
    }
    return text
  }

  private static func state(
    of chapter: OctavoGeneration.Outline.Chapter, _ book: BookProject?
  ) -> String {
    let planned = "\(Figures.grouped(chapter.targetWords)) words planned"
    guard let book, let version = book.standing(of: chapter.id) else { return planned }
    let words = "\(Figures.grouped(version.words)) words"
    let stale = book.stale.contains(chapter.id) ? ", stale" : ""
    return version.status == .done ? words + stale : "\(version.status.rawValue), \(words)"
  }

  static func json(_ concepts: [OctavoGeneration.Concept], of id: ProjectID) -> JSONValue {
    .object([("project", .string(id.text)), ("concepts", json(concepts))])
  }

  static func json(_ concepts: [OctavoGeneration.Concept]) -> JSONValue {
    .array(
      concepts.map { concept in
        .object([
          ("id", .string(concept.id)), ("title", .string(concept.title)),
          ("tagline", .string(concept.tagline)), ("audience", .string(concept.audience)),
          ("thesis", .string(concept.thesis)), ("difference", .string(concept.difference)),
        ])
      })
  }

  static func json(_ summary: ProjectSummary) -> JSONValue {
    let project = summary.project
    return .object([
      ("id", .string(project.id.text)), ("title", summary.title.map { .string($0) } ?? .null),
      ("state", .string(project.state.rawValue)),
      ("failure", project.failure.map { .string($0) } ?? .null),
      ("keyword", .string(project.brief.keyword)), ("genre", .string(project.brief.genre)),
      ("audience", .string(project.brief.audienceLevel)),
      ("language", .string(project.brief.language)),
      ("chapters", .number(Double(summary.chapters))),
      ("chapters_written", .number(Double(summary.chaptersWritten))),
      ("words", .number(Double(summary.words))),
      ("spent_usd", .string(OctavoGeneration.MicroDollars(project.spent.count).dollars)),
      (
        "budget_usd",
        project.budget.map { .string(OctavoGeneration.MicroDollars($0.count).dollars) } ?? .null
      ),
    ])
  }

  static func json(_ sheet: CostSheet) -> JSONValue {
    .object([
      ("calls", .number(Double(sheet.calls))), ("tokens_in", .number(Double(sheet.tokensIn))),
      ("tokens_out", .number(Double(sheet.tokensOut))),
      ("cost_usd", sheet.cost.map { .string($0.dollars) } ?? .null),
      ("models", .array(sheet.models.map { .string($0.text) })),
    ])
  }

  static func json(_ report: CostReport) -> JSONValue {
    .array(
      report.lines.map { line in
        .object([
          ("step", .string(line.step)), ("model", .string("\(line.provider)/\(line.model)")),
          ("calls", .number(Double(line.calls))), ("failed", .number(Double(line.failed))),
          ("tokens_in", .number(Double(line.tokensIn))),
          ("tokens_out", .number(Double(line.tokensOut))),
          ("tokens_cached", .number(Double(line.tokensCached))),
          ("estimated", .number(Double(line.estimated))),
          ("unpriced", .number(Double(line.unpriced))),
          (
            "cost_usd",
            line.unpriced > 0
              ? .null : .string(OctavoGeneration.MicroDollars(line.cost.count).dollars)
          ),
        ])
      })
  }

  static func table(_ report: CostReport) -> String {
    var text = ""
    for line in report.lines {
      let failed = line.failed > 0 ? ", \(line.failed) failed" : ""
      let calls = line.calls == 1 ? "1 call" : "\(line.calls) calls"
      text += "\(line.step): \(calls)\(failed) to \(line.provider)/\(line.model), "
      text += "\(Figures.grouped(line.tokensIn)) tokens in, "
      text += "\(Figures.grouped(line.tokensOut)) out, "
      text += cost(line.cost, unpriced: line.unpriced) + "\n"
    }
    text += "in all " + cost(of: report)
    if let budget = report.state.budget {
      text += " of " + Figures.dollars(OctavoGeneration.MicroDollars(budget.count))
    }
    return text + "\n"
  }

  /// What a project cost in all.
  static func cost(of bill: CostReport) -> String {
    cost(bill.state.spent, unpriced: bill.lines.reduce(0) { $0 + $1.unpriced })
  }

  /// The same as a number; null where it is not known.
  static func spent(_ bill: CostReport) -> JSONValue {
    let isKnown = bill.lines.allSatisfy { $0.unpriced == 0 }
    return isKnown
      ? .string(OctavoGeneration.MicroDollars(bill.state.spent.count).dollars) : .null
  }

  /// A sum of money, with what is not known of it.
  private static func cost(_ sum: OctavoStore.MicroDollars, unpriced: Int) -> String {
    guard unpriced > 0 else { return Figures.dollars(OctavoGeneration.MicroDollars(sum.count)) }
    guard sum.count > 0 else { return "cost unknown" }
    return Figures.dollars(OctavoGeneration.MicroDollars(sum.count)) + " and an unknown cost"
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 2 - digits.count)) + digits
  }

  /// At 76 characters, set in by three.
  private static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + word.count + 1 > 73 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).map { "   " + $0 }.joined(separator: "\n")
  }
}
