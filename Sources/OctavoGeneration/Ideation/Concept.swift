import OctavoBase

/// One book that could be written: what a person chooses between.
package struct Concept: Sendable, Equatable, Codable {
  /// Stable: the same project, round and title give the same id.
  package let id: String
  package var title: String
  package var tagline: String
  /// Who the book is for, in a sentence.
  package var audience: String
  /// What the book says or is about, in a few sentences.
  package var thesis: String
  /// Why it is not like the others.
  package var difference: String

  package init(
    id: String, title: String, tagline: String, audience: String, thesis: String,
    difference: String
  ) {
    self.id = id
    self.title = title
    self.tagline = tagline
    self.audience = audience
    self.thesis = thesis
    self.difference = difference
  }
}

/// The landscape of a topic: what there is to write about.
package struct TopicLandscape: Sendable, Equatable, Codable {
  package struct Theme: Sendable, Equatable, Codable {
    package let name: String
    package let angle: String
  }

  /// Fields and threads of the topic, each with an angle worth a book.
  package let themes: [Theme]
  /// What readers of the level ask.
  package let questions: [String]
  /// What existing books do again and again.
  package let overdone: [String]

  /// As lines for a prompt.
  package var description: String {
    var lines = themes.map { "- \($0.name): \($0.angle)" }
    if !questions.isEmpty {
      lines.append("Questions readers ask: " + questions.joined(separator: "; "))
    }
    if !overdone.isEmpty { lines.append("Overdone: " + overdone.joined(separator: "; ")) }
    return lines.joined(separator: "\n")
  }
}

/// What holds a book together: a thesis that can be argued, or a theme that can be lived through.
package struct Argument: Sendable, Equatable, Codable {
  /// The claim, or the question a story turns on.
  package let claim: String
  /// Reasons and evidence, or the forces that drive the story.
  package let supports: [String]
  /// Objections the book must meet, or what stands in the protagonist's way.
  package let objections: [String]

  /// As lines for a prompt.
  package var description: String {
    var lines = ["Claim: \(claim)"]
    lines += supports.map { "For: \($0)" }
    lines += objections.map { "Against: \($0)" }
    return lines.joined(separator: "\n")
  }
}

/// Makes ids from content, the same on every run.
package enum StableID {
  /// `prefix` and twelve digits made from the parts.
  package static func make(_ prefix: String, _ parts: [String]) -> String {
    var builder = FingerprintBuilder()
    for part in parts { builder.combine(part) }
    return prefix + builder.finish().hex.prefix(12)
  }
}
