/// The values that every prompt may use.
enum PromptValues {
  static func of(_ brief: ProjectBrief) -> [String: String] {
    [
      "keyword": brief.keyword, "genre": brief.genre, "audience": brief.audienceLevel,
      "language": LanguageNames.name(of: brief.languageCode) ?? brief.language,
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

/// English names of languages, as models are told them.
enum LanguageNames {
  static func name(of code: String) -> String? { names.first { $0.code == code }?.name }

  private static let names: [(code: String, name: String)] = [
    ("en", "English"), ("de", "German"), ("fr", "French"), ("es", "Spanish"), ("it", "Italian"),
    ("pt", "Portuguese"), ("nl", "Dutch"), ("sv", "Swedish"), ("da", "Danish"),
    ("nb", "Norwegian"), ("fi", "Finnish"), ("pl", "Polish"), ("cs", "Czech"), ("hu", "Hungarian"),
    ("ro", "Romanian"), ("el", "Greek"), ("ru", "Russian"), ("uk", "Ukrainian"),
    ("tr", "Turkish"), ("ar", "Arabic"), ("he", "Hebrew"), ("hi", "Hindi"), ("ja", "Japanese"),
    ("zh", "Chinese"), ("ko", "Korean"), ("la", "Latin"),
  ]
}
