/// Parts and chapters as a model plans them.
struct OutlineDraft: Decodable, Sendable {
  struct Part: Decodable, Sendable {
    let title: String
    let chapters: [Chapter]
  }

  struct Chapter: Decodable, Sendable {
    let title: String
    let purpose: String
    let points: [String]
    let target_words: Int
    let needs: [String]
    let gives: [String]
  }

  let parts: [Part]

  /// What is wrong with the draft. A number of chapters that is merely another counts on the first
  /// attempt only, since a plan of another size is better than none; but a far larger book than was
  /// asked for would be paid for, chapter by chapter.
  func problems(attempt: Int, chapters wanted: Int) -> [String] {
    let chapters = parts.flatMap(\.chapters)
    if chapters.isEmpty { return ["There are no chapters."] }
    var problems: [String] = []
    if chapters.contains(where: { $0.title.trimmingBlanks().isEmpty }) {
      problems.append("A chapter has no title.")
    }
    if attempt == 1 && Self.isFar(chapters.count, from: wanted)
      || Self.isFarOver(chapters.count, wanted)
    {
      problems.append("There are \(chapters.count) chapters; about \(wanted) are asked for.")
    }
    return problems
  }

  /// Whether a number of chapters is not what was asked for: more than a third off.
  private static func isFar(_ count: Int, from wanted: Int) -> Bool {
    abs(count - wanted) * 3 > wanted
  }

  /// Whether there are more than twice as many chapters as were asked for; of a few, three more.
  private static func isFarOver(_ count: Int, _ wanted: Int) -> Bool {
    count > max(wanted * 2, wanted + 3)
  }

  /// The outline, with ids made from its places and titles.
  func outline(key: String, words: Int) -> Outline {
    let targets = targets(of: words)
    var result: [Outline.Part] = []
    for (p, part) in parts.enumerated() where !part.chapters.isEmpty {
      let chapters = part.chapters.enumerated().map { c, chapter in
        Outline.Chapter(
          id: NodeID(StableID.make("c-", [key, "\(p).\(c)", chapter.title])),
          title: Self.title(chapter.title), purpose: chapter.purpose.trimmingBlanks(),
          points: Self.clean(chapter.points),
          targetWords: Self.within(Int(Double(targets.words(of: chapter)) * targets.scale)),
          needs: Self.clean(chapter.needs), gives: Self.clean(chapter.gives))
      }
      let id = NodeID(StableID.make("p-", [key, String(p), part.title]))
      result.append(Outline.Part(id: id, title: Self.title(part.title), chapters: chapters))
    }
    // One part is no division; its title would only repeat the book's.
    if result.count == 1 { result[0].title = "" }
    return Outline(parts: result)
  }

  /// What chapters without a target are given, and what brings all targets together near the
  /// book's, which the author asked for and will pay.
  private struct Targets {
    let usual: Int
    var scale = 1.0

    func words(of chapter: Chapter) -> Int {
      chapter.target_words > 0 ? min(chapter.target_words, 1_000_000) : usual
    }
  }

  private func targets(of words: Int) -> Targets {
    let chapters = parts.flatMap(\.chapters)
    var targets = Targets(usual: max(1, words / max(1, chapters.count)))
    let sum = chapters.reduce(0) { $0 + targets.words(of: $1) }
    let isNear = sum * 5 >= words * 4 && sum * 4 <= words * 5
    if sum > 0, !isNear { targets.scale = Double(words) / Double(sum) }
    return targets
  }

  /// A model's slip must not buy a chapter of a hundred thousand words.
  private static func within(_ words: Int) -> Int {
    let range = OutlineLimits.chapterWords
    return min(max(words, range.lowerBound), range.upperBound)
  }

  static func clean(_ texts: [String]) -> [String] {
    texts.map { CharacterRepair.apply($0).trimmingBlanks() }.filter { !$0.isEmpty }
  }

  /// A title without the numbering and marks that models put before it.
  static func title(_ text: String) -> String {
    var title = CharacterRepair.apply(text).oneLine
    let expression =
      /^(?:(?i:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|part|teil|partie|parte|section|abschnitt)\s+[0-9ivxlcIVXLC]+\s*[:.–—-]\s*|[0-9]+(?:\.[0-9]+)*[.)]\s+)/
    if let match = title.firstMatch(of: expression), match.range.upperBound < title.endIndex {
      title = String(title[match.range.upperBound...])
    }
    while let first = title.first, "#*_ ".contains(first) { title.removeFirst() }
    while let last = title.last, "#*_ ".contains(last) { title.removeLast() }
    return title
  }
}

/// The sections of some chapters as a model plans them.
struct SectionsDraft: Decodable, Sendable {
  struct Chapter: Decodable, Sendable {
    /// The number the prompt gave the chapter.
    let number: Int
    let sections: [Section]
  }

  struct Section: Decodable, Sendable {
    let title: String
    let points: [String]
    let target_words: Int
  }

  let chapters: [Chapter]

  /// Words of the shortest section.
  static let fewestWords = 80

  /// - Parameter wanted: the chapters asked for, by their numbers.
  func problems(_ wanted: [(number: Int, chapter: Outline.Chapter)]) -> [String] {
    wanted.compactMap { number, chapter in
      let found = chapters.first { $0.number == number && !$0.sections.isEmpty }
      guard let count = found?.sections.count else { return "Chapter \(number) has no sections." }
      let most = max(8, chapter.targetWords * 2 / Self.fewestWords)
      return count > most
        ? "Chapter \(number) has \(count) sections; \(most) are the most for its words." : nil
    }
  }
}

extension SectionsDraft.Chapter {
  /// The sections with ids, their words brought to the chapter's.
  func sections(of chapter: Outline.Chapter) -> [Outline.Section] {
    let sum = sections.reduce(0) { $0 + max(0, $1.target_words) }
    return sections.enumerated().map { index, section in
      let share =
        sum > 0
        ? max(0, section.target_words) * chapter.targetWords / sum
        : chapter.targetWords / sections.count
      let title = OutlineDraft.title(section.title)
      return Outline.Section(
        id: NodeID(StableID.make("s-", [chapter.id.text, String(index), title])), title: title,
        points: OutlineDraft.clean(section.points),
        targetWords: max(SectionsDraft.fewestWords, share))
    }
  }
}

/// What the check pass says of an outline.
struct OutlineReview: Decodable, Sendable {
  struct Finding: Decodable, Sendable {
    /// The chapter's number; 0 for the whole.
    let chapter: Int
    let problem: String
    let suggestion: String
  }

  let findings: [Finding]
}
