package import OctavoGeneration

/// What an outline was asked for, kept so that a run goes on with the same.
package struct OutlinePlan: Sendable, Equatable, Codable {
  /// The concept's name.
  package let concept: String
  /// Chapters and words the whole book should have.
  package let chapters: Int
  package let words: Int
  /// Counts the outlines that were asked for in the project.
  package let version: Int
  /// Whether it was made.
  package var isDone: Bool

  /// What a book has where nobody says otherwise.
  package static let usualChapters = 12
  package static let wordsOfChapter = 2_500
}

/// An outline that stands, or stood before another was chosen: its chapters' texts stay stored
/// under their names.
package struct KeptOutline: Sendable, Codable {
  package let plan: OutlinePlan
  package let outline: Outline
  package let findings: [OutlineFinding]
  /// The style that its chapters are held to; nil before the first is written.
  package let style: ProseStyle?

  /// The name it is kept under: a number tells it from others of its concept.
  var name: String { "\(plan.concept)/v\(plan.version)" }
}
