/// A book in the making, from its keyword on.
package struct Project: Sendable, Hashable, Identifiable {
  /// How far a project has come.
  package enum State: String, Sendable, CaseIterable {
    case initiated, ideating, ideated, outlining, outlined, writing, written, failed
  }

  package let id: ProjectID
  /// What the book was asked to be.
  package let brief: ProjectBrief
  package let state: State
  /// Why it failed, in a sentence; nil unless it did.
  package let failure: String?
  /// The concept that was chosen.
  package let concept: ConceptID?
  /// The measured style sheet as JSON; nil until it is set.
  package let styleLock: String?
  /// Whatever else the pipeline keeps, a JSON object.
  package let extra: String
  /// Most that may be spent; nil for no limit.
  package let budget: MicroDollars?
  /// What settled calls cost.
  package let spent: MicroDollars
  /// What open calls may cost.
  package let reserved: MicroDollars
  package let created: Moment
  package let updated: Moment

  init(_ row: Fields) throws {
    id = try row.id("id")
    brief = ProjectBrief(
      keyword: try row.text("keyword"), genre: try row.text("genre"),
      audienceLevel: try row.text("audience_level"), language: try row.text("language"),
      intent: try row.text("intent"))
    state = try row.word("state")
    failure = try row.textIfAny("failure")
    concept = try row.idIfAny("concept_id")
    styleLock = try row.textIfAny("style_lock")
    extra = try row.text("extra")
    budget = try row.integerIfAny("budget").map { MicroDollars(Int64($0)) }
    spent = try row.money("spent")
    reserved = try row.money("reserved")
    created = try row.moment("created_at")
    updated = try row.moment("updated_at")
  }
}

/// What a book is asked to be.
package struct ProjectBrief: Sendable, Hashable {
  package var keyword: String
  package var genre: String
  package var audienceLevel: String
  /// A BCP 47 tag.
  package var language: String
  /// What the author wants of it, in their words; may be empty.
  package var intent: String

  package init(
    keyword: String, genre: String, audienceLevel: String, language: String = "en-US",
    intent: String = ""
  ) {
    self.keyword = keyword
    self.genre = genre
    self.audienceLevel = audienceLevel
    self.language = language
    self.intent = intent
  }
}

/// A project as a list shows it.
package struct ProjectSummary: Sendable, Hashable {
  package let project: Project
  /// The chosen concept's title; nil before there is one.
  package let title: String?
  /// Words in the chapters' current versions.
  package let words: Int
  /// Chapters that have a text, and all that are in the outline.
  package let chaptersWritten: Int, chapters: Int
}
