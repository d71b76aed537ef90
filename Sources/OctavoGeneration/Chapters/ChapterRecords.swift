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

/// Where a version's text comes from.
package enum VersionOrigin: String, Sendable, Codable {
  /// A model wrote it.
  case generated
  /// A person changed it, or took an older version back.
  case edited
  /// Two chapters became one.
  case merged
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
  /// A version that a person made stands at once, whole or not, in the place of all before it.
  package var origin: VersionOrigin
  /// Names under which the calls of units are found that were begun elsewhere, in a chapter that was
  /// merged with this one or gave it a section; by the unit's id.
  package var callNames: [String: String] = [:]
  /// What a person wants of it, for whoever goes on with it; empty for nothing.
  package var instructions = ""

  package init(
    chapter: NodeID, version: Int, status: ChapterStatus, content: String = "",
    findings: [ChapterFinding] = [], failedRounds: Int = 0, origin: VersionOrigin = .generated
  ) {
    self.chapter = chapter
    self.version = version
    self.status = status
    self.content = content
    words = WordScan.count(content)
    self.findings = findings
    self.failedRounds = failedRounds
    self.origin = origin
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    chapter = try values.decode(NodeID.self, forKey: .chapter)
    version = try values.decode(Int.self, forKey: .version)
    status = try values.decode(ChapterStatus.self, forKey: .status)
    content = try values.decode(String.self, forKey: .content)
    words = try values.decode(Int.self, forKey: .words)
    findings = try values.decode([ChapterFinding].self, forKey: .findings)
    failedRounds = try values.decode(Int.self, forKey: .failedRounds)
    origin = try values.decodeIfPresent(VersionOrigin.self, forKey: .origin) ?? .generated
    callNames = try values.decodeIfPresent([String: String].self, forKey: .callNames) ?? [:]
    instructions = try values.decodeIfPresent(String.self, forKey: .instructions) ?? ""
  }

  /// Whether it takes the place of every version before it.
  package var replacesEarlier: Bool { status == .done || origin != .generated }
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
