package import OctavoBase

/// What a person asks for: the seed of a book.
package struct ProjectBrief: Sendable, Equatable, Codable {
  /// What the book is about, in a few words.
  package var keyword: String
  /// Such as `novel`, `textbook`, `memoir`.
  package var genre: String
  /// Who reads it, such as `beginners` or `postgraduates`. Required.
  package var audienceLevel: String
  /// A language tag such as `en-GB`.
  package var language: String
  /// Anything else the person wants; empty for nothing.
  package var intent: String

  package init(
    keyword: String, genre: String, audienceLevel: String, language: String = "en",
    intent: String = ""
  ) {
    self.keyword = keyword
    self.genre = genre
    self.audienceLevel = audienceLevel
    self.language = language
    self.intent = intent
  }

  private enum CodingKeys: String, CodingKey {
    case keyword, genre, language, intent
    case audienceLevel = "audience_level"
  }

  /// The primary language, such as `en`.
  package var languageCode: String { LanguageTag(language).language }

  /// Whether the book tells or argues.
  package var kind: BookKind { BookKind(genre: genre) }

  /// What is missing or too long, one finding each; empty for a brief that can be worked on.
  package var findings: [Diagnostic] {
    var findings: [Diagnostic] = []
    let fields = [
      ("keyword", keyword), ("genre", genre), ("audience", audienceLevel), ("language", language),
    ]
    for (name, value) in fields where value.trimmingBlanks().isEmpty {
      findings.append(Diagnostic(.error, "brief.missing", "'\(name)' is missing"))
    }
    for (name, value) in fields + [("intent", intent)] {
      let limit = name == "intent" ? 8_000 : 300
      if value.count > limit {
        let message = "'\(name)' has \(value.count) characters; at most \(limit) are allowed"
        findings.append(Diagnostic(.error, "brief.too-long", message))
      }
    }
    // A book whose language cannot be read could be paid for, but not set.
    if !language.trimmingBlanks().isEmpty, !LanguageTag(language).isWellFormed {
      findings.append(
        Diagnostic(
          .error, "brief.bad-language", "'\(language)' is not a language tag",
          hints: ["write a tag such as en-US, de or fr-CA"]))
    }
    return findings
  }
}

/// The two ways of making a book: they differ in thesis step, section breaks and checks.
package enum BookKind: String, Sendable, Codable {
  /// A story: scenes, a narrative arc.
  case narrative
  /// An argument or an explanation: headed sections, a logical flow.
  case expository

  /// Judged by the genre's words; what is not known argues. The word “narrative” makes a story of any
  /// genre, “nonfiction” an argument.
  package init(genre: String) {
    let words = WordScan.words(of: genre).map(\.folded)
    let folded = genre.lowercased()
    let isFactual =
      words.contains { Self.factual.contains($0) }
      || Self.factualParts.contains { folded.contains($0) }
    let isStory =
      words.contains { Self.stories.contains($0) }
      || Self.storyParts.contains { folded.contains($0) }
    let isSaid = words.contains("narrative")
    self = isSaid || isStory && !isFactual ? .narrative : .expository
  }

  private static let stories: Set<String> = [
    "novel", "novella", "fiction", "story", "stories", "fantasy", "romance", "thriller", "mystery",
    "crime", "horror", "saga", "fairy", "tale", "tales", "adventure", "memoir", "autobiography",
    "scifi", "sci", "western", "dystopia", "roman", "erzählung", "krimi", "märchen", "memoiren",
    "nouvelle", "polar", "conte", "novela", "cuento", "romanzo", "racconto", "giallo", "fiaba",
    "fictional", "fable", "fables", "legend", "legends", "myth", "myths", "picture", "bedtime",
    "screenplay", "bilderbuch", "fabel", "sage", "legende", "novelle", "kurzgeschichte", "verhaal",
    "sprookje",
    "berättelse", "fortelling", "romaani", "regény", "powieść", "opowiadanie", "román", "povídka",
    "povestire", "poveste", "mythistorima", "μυθιστόρημα", "διήγημα", "öykü", "hikâye",
    "роман", "повесть", "рассказ", "сказка", "фантастика", "детектив", "оповідання", "повість",
    "казка", "разказ", "приказка", "приповетка", "novelă", "truyện", "tiểu", "cerita", "hadithi",
  ]
  /// Found anywhere in the genre, for scripts that do not part words or glue them.
  private static let storyParts = [
    "小说", "小說", "故事", "童话", "童話", "科幻", "奇幻", "言情", "武侠", "武俠", "小説", "物語",
    "ファンタジー", "ミステリ", "絵本", "소설", "동화", "이야기", "판타지", "رواية", "قصة", "قصص", "رمان",
    "داستان", "ناول", "کہانی", "רומן", "סיפור", "उपन्यास", "कहानी", "कथा", "উপন্যাস", "গল্প",
    "நாவல்", "கதை", "นวนิยาย", "นิยาย", "นิทาน", "เรื่องสั้น",
  ]
  private static let factualParts = ["非小说", "非小說", "非虚构", "非虛構", "ノンフィクション", "논픽션"]
  private static let factual: Set<String> = [
    "nonfiction", "non", "textbook", "guide", "handbook", "history", "essay", "criticism",
    "sachbuch", "lehrbuch",
  ]
}
