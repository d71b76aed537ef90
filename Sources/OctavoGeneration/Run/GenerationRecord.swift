/// A result that is stored as soon as it is there.
package enum GenerationRecord: Sendable, Equatable {
  case landscape(TopicLandscape)
  case argument(Argument)
  /// All concepts so far; replaces those saved before.
  case concepts([Concept])
  case outline(Outline)
  /// The outline's findings; replaces those saved before.
  case outlineFindings([OutlineFinding])
  /// An accepted piece of a chapter in work.
  case piece(ChapterPiece)
  /// A chapter's text and status; an older version stays as it is.
  case chapter(ChapterVersion)
  case summary(ChapterSummary)
  /// What a chapter version establishes; replaces that version's facts saved before.
  case facts(chapter: NodeID, version: Int, [Fact])
  /// What contradicts earlier chapters; replaces that version's findings saved before.
  case continuity(chapter: NodeID, version: Int, [ContinuityFinding])
  /// The style every further chapter is held to.
  case style(ProseStyle)
  /// Chapters that lean on one that was written anew.
  case stale([NodeID], because: NodeID)
}
