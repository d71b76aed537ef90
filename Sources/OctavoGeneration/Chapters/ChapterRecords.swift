/// How far a chapter is.
package enum ChapterStatus: String, Sendable, Codable, CaseIterable {
  /// Planned; not a word is written.
  case draft
  /// Being written.
  case writing
  /// Written in part: the budget, a provider or bounded attempts ended it.
  case partial
  /// The text is whole; its summary and checks are still to come.
  case written
  /// Whole, summed up and checked.
  case done
}

/// An accepted piece of a chapter: what a finished chapter is put together from.
package struct ChapterPiece: Sendable, Equatable, Codable {
  package let chapter: NodeID
  package let version: Int
  /// The writing unit's id: a section's, or a section's part's.
  package let unit: String
  /// Safe Markdown without the section's heading.
  package let text: String
  package let findings: [ChapterFinding]

  package init(
    chapter: NodeID, version: Int, unit: String, text: String, findings: [ChapterFinding] = []
  ) {
    self.chapter = chapter
    self.version = version
    self.unit = unit
    self.text = text
    self.findings = findings
  }
}

/// One version of a chapter's text.
package struct ChapterVersion: Sendable, Equatable, Codable {
  package let chapter: NodeID
  /// Counts from 1; every regeneration is the next.
  package let version: Int
  package var status: ChapterStatus
  /// Safe Markdown without the chapter's heading.
  package var content: String
  package var words: Int
  package var findings: [ChapterFinding]
  /// How often bounded attempts were used up on this version; a further try asks anew.
  package var failedRounds: Int

  package init(
    chapter: NodeID, version: Int, status: ChapterStatus, content: String = "",
    findings: [ChapterFinding] = [], failedRounds: Int = 0
  ) {
    self.chapter = chapter
    self.version = version
    self.status = status
    self.content = content
    words = WordScan.count(content)
    self.findings = findings
    self.failedRounds = failedRounds
  }
}

/// Something about a chapter's text that a person may want to know.
package struct ChapterFinding: Sendable, Equatable, Codable {
  /// A stable name, such as `chapter.repetition-cut`.
  package let code: String
  /// One sentence.
  package let message: String

  package init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// What a chapter tells, in short.
package struct ChapterSummary: Sendable, Equatable, Codable {
  package let chapter: NodeID
  package let version: Int
  package let text: String

  package init(chapter: NodeID, version: Int, text: String) {
    self.chapter = chapter
    self.version = version
    self.text = text
  }
}
