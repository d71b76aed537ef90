/// All that writing one chapter rests on.
package struct ChapterTask: Sendable {
  package let project: String
  package let brief: ProjectBrief
  package let concept: Concept
  package let outline: Outline
  package let chapter: Outline.Chapter
  /// The version being written, and how often it failed before.
  package let version: Int
  package let round: Int
  /// Pieces of this version that are accepted already.
  package var pieces: [ChapterPiece] = []
  /// What stands of this version so far, whole or not, and where that comes from.
  package var standing = ""
  package var origin = VersionOrigin.generated
  /// Whole text of this version, where only the summary and the checks are missing.
  package var written: String?
  /// Summaries of the chapters before this one, in order.
  package var earlier: [EarlierChapter] = []
  /// Accepted text of all other chapters, against repetition.
  package var earlierText = EarlierText()
  /// The end of the chapter before.
  package var lastWords = ""
  package var ledger = FactLedger()
  /// The style the text is held to; nil for the first chapter, whose first piece sets it for the
  /// others.
  package var style: ProseStyle?
  /// What a person wants of this version; empty for nothing.
  package var instructions = ""
  /// Names that the calls of units go by which were begun elsewhere.
  package var callNames: [String: String] = [:]

  package init(
    project: String, brief: ProjectBrief, concept: Concept, outline: Outline,
    chapter: Outline.Chapter, version: Int = 1, round: Int = 0
  ) {
    self.project = project
    self.brief = brief
    self.concept = concept
    self.outline = outline
    self.chapter = chapter
    self.version = version
    self.round = round
  }

  var id: CallID { CallID.chapter(chapter.id, version: version, of: project) }

  /// What the names of a unit's calls begin with.
  func id(of unit: WritingUnit) -> CallID {
    callNames[unit.id].map { CallID($0) } ?? id.appending(unit.id)
  }

  var language: String { brief.languageCode }
}

/// An earlier chapter, as a later one is told of it.
package struct EarlierChapter: Sendable, Equatable {
  package let title: String
  package let summary: String

  package init(title: String, summary: String) {
    self.title = title
    self.summary = summary
  }
}
