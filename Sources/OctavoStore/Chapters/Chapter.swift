/// Where the writing of one chapter stands.
package struct Chapter: Sendable, Hashable, Identifiable {
  /// What can be said of a chapter's text.
  package enum Status: String, Sendable, CaseIterable {
    /// Planned; nothing is written.
    case draft
    /// Begun: a run is at it, or was when it ended.
    case writing
    /// Has a whole text.
    case written
    /// The last attempt gave no whole text; an older version may still be there.
    case failed
    /// Has a whole text that was made from something which changed since.
    case stale
  }

  package let id: NodeID
  package let status: Status
  /// Why it failed or is stale, in a sentence.
  package let reason: String?
  /// Counts the times it was begun afresh; 0 before the first.
  package let attempt: Int
  /// The number of the version that is in the book; nil before there is one.
  package let version: Int?
  /// Words of that version; 0 before there is one.
  package let wordCount: Int
  package let updated: Moment

  init(_ row: Fields) throws {
    id = try row.id("node_id")
    status = try row.word("status")
    reason = try row.textIfAny("reason")
    attempt = try row.integer("attempt")
    version = try row.integerIfAny("current_version")
    wordCount = try row.integerIfAny("word_count") ?? 0
    updated = try row.moment("updated_at")
  }
}

/// One whole text of a chapter. Versions are never changed; only erasing the project ends them.
package struct ChapterVersion: Sendable, Hashable {
  /// How a version came about.
  package enum Origin: String, Sendable {
    case generated, edited, merged, imported
  }

  package let chapter: NodeID
  /// From 1.
  package let number: Int
  package let origin: Origin
  /// Markdown without the chapter's own heading.
  package let content: String
  package let wordCount: Int
  /// `Fingerprint.hex` of the content.
  package let fingerprint: String
  package let created: Moment

  init(_ row: Fields) throws {
    chapter = try row.id("chapter_id")
    number = try row.integer("number")
    origin = try row.word("origin")
    content = try row.text("content")
    wordCount = try row.integer("word_count")
    fingerprint = try row.text("fingerprint")
    created = try row.moment("created_at")
  }
}

/// What changing a chapter led to.
package struct AcceptedChapter: Sendable, Hashable {
  /// The new version's number.
  package let version: Int
}
