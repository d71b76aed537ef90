/// The values that every prompt may use.
enum PromptValues {
  static func of(_ brief: ProjectBrief) -> [String: String] {
    [
      "keyword": brief.keyword, "genre": brief.genre, "audience": brief.audienceLevel,
      "language": LanguageNames.name(of: brief.language) ?? brief.language,
      "intent": brief.intent, "kind": brief.kind == .narrative ? "story" : "",
    ]
  }

  static func of(_ brief: ProjectBrief, _ concept: Concept) -> [String: String] {
    let more = [
      "title": concept.title, "tagline": concept.tagline, "thesis": concept.thesis,
      "difference": concept.difference, "readers": concept.audience,
    ]
    return of(brief).merging(more) { $1 }
  }
}
