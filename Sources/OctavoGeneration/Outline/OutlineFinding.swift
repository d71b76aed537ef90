/// Something about an outline that a person should look at.
package struct OutlineFinding: Sendable, Equatable, Codable {
  package enum Source: String, Sendable, Codable {
    /// Found by counting.
    case local
    /// Found by the check pass.
    case model
  }

  package let source: Source
  /// A stable name, such as `outline.need-without-giver`.
  package let code: String
  /// The chapter concerned; nil for the whole.
  package let chapter: NodeID?
  /// One sentence.
  package let message: String

  package init(_ source: Source, _ code: String, _ chapter: NodeID?, _ message: String) {
    self.source = source
    self.code = code
    self.chapter = chapter
    self.message = message
  }
}

/// The checks of an outline that need no model.
package enum OutlineCheck {
  /// In reading order.
  package static func findings(of outline: Outline) -> [OutlineFinding] {
    let chapters = outline.chapters
    if chapters.isEmpty {
      return [OutlineFinding(.local, "outline.empty", nil, "The outline has no chapters.")]
    }
    var findings: [OutlineFinding] = []
    var titles: Set<String> = []
    var given: Set<String> = []
    let promised = Set(chapters.flatMap(\.gives).map(label))
    for chapter in chapters {
      findings += check(chapter, titles: &titles)
      for need in chapter.needs where !given.contains(label(need)) {
        findings.append(missing(need, in: chapter, isPromised: promised.contains(label(need))))
      }
      given.formUnion(chapter.gives.map(label))
    }
    return findings
  }

  /// A label as it is compared: words in small letters.
  static func label(_ text: String) -> String {
    WordScan.words(of: text).map(\.folded).joined(separator: " ")
  }

  private static func check(
    _ chapter: Outline.Chapter, titles: inout Set<String>
  ) -> [OutlineFinding] {
    var findings: [OutlineFinding] = []
    func add(_ code: String, _ message: String) {
      findings.append(OutlineFinding(.local, code, chapter.id, message))
    }
    let title = label(chapter.title)
    if title.isEmpty { add("outline.untitled", "A chapter has no title.") }
    if !title.isEmpty, !titles.insert(title).inserted {
      add("outline.doubled-title", "Two chapters are called “\(chapter.title)”.")
    }
    let range = OutlineLimits.chapterWords
    if !range.contains(chapter.targetWords) {
      add(
        "outline.words-out-of-range",
        "“\(chapter.title)” is planned with \(chapter.targetWords) words; "
          + "\(range.lowerBound) to \(range.upperBound) are sensible.")
    }
    let sum = chapter.sections.reduce(0) { $0 + $1.targetWords }
    if !chapter.sections.isEmpty, abs(sum - chapter.targetWords) > chapter.targetWords / 4 {
      add(
        "outline.sections-do-not-add-up",
        "The sections of “\(chapter.title)” come to \(sum) words, not \(chapter.targetWords).")
    }
    if chapter.points.isEmpty, chapter.sections.allSatisfy(\.points.isEmpty) {
      add("outline.nothing-to-say", "“\(chapter.title)” has no beats or arguments.")
    }
    var sections: Set<String> = []
    for section in chapter.sections where !sections.insert(label(section.title)).inserted {
      add(
        "outline.doubled-title",
        "Two sections of “\(chapter.title)” are called “\(section.title)”.")
    }
    return findings
  }

  private static func missing(
    _ need: String, in chapter: Outline.Chapter, isPromised: Bool
  ) -> OutlineFinding {
    let message =
      isPromised
      ? "“\(chapter.title)” needs “\(need)”, which only a later chapter gives."
      : "“\(chapter.title)” needs “\(need)”, which no chapter gives."
    let code = isPromised ? "outline.need-before-giver" : "outline.need-without-giver"
    return OutlineFinding(.local, code, chapter.id, message)
  }
}
