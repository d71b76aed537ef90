/// What is already there of a chapter that a run goes on with.
package struct ChapterWork: Sendable, Hashable {
  package let chapter: NodeID
  /// Names the attempt: sections and journals of others do not mix with it.
  package let attempt: Int
  /// Sections that need not be bought again, in order.
  package let sections: [SectionText]
  /// Text that streamed in for sections not yet finished.
  package let journals: [OpenJournal]
}

/// A chapter's whole text with what was learnt from it, to be stored in one step.
package struct ChapterAcceptance: Sendable, Hashable {
  package var chapter: NodeID
  package var attempt: Int
  /// Markdown without the chapter's own heading.
  package var content: String
  package var wordCount: Int
  package var sources: [VersionSource]
  /// Nil where it is made later, by `learn`.
  package var summary: String?
  package var facts: [FactDraft]
  package var findings: [FindingDraft]
  package var event: NewEvent?

  package init(
    _ work: ChapterWork, content: String, wordCount: Int, sources: [VersionSource] = []
  ) {
    chapter = work.chapter
    attempt = work.attempt
    self.content = content
    self.wordCount = wordCount
    self.sources = sources
    summary = nil
    facts = []
    findings = []
    event = nil
  }
}

/// What accepting or changing a chapter led to.
package struct AcceptedChapter: Sendable, Hashable {
  /// The new version's number.
  package let version: Int
  /// Chapters that were made from the older version and are stale now, in the order of their names.
  package let stale: [NodeID]
}
