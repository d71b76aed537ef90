package import OctavoStore

/// A book that is to be begun.
package struct InitiateRequest: Sendable, Hashable, Codable {
  package var keyword: String
  package var genre: String
  package var audienceLevel: String
  /// What the author wants of it, in their words.
  package var intent: String?
  /// A BCP 47 tag; `en-US` where it is left out.
  package var language: String?

  package init(
    keyword: String, genre: String, audienceLevel: String, intent: String? = nil,
    language: String? = nil
  ) {
    self.keyword = keyword
    self.genre = genre
    self.audienceLevel = audienceLevel
    self.intent = intent
    self.language = language
  }
}

/// An outline that is to be made from a concept.
package struct OutlineRequest: Sendable, Hashable, Codable {
  package var conceptID: String
  /// Chapters and words the whole book should have; the policy's where they are left out.
  package var chapters: Int?
  package var words: Int?

  package init(conceptID: String, chapters: Int? = nil, words: Int? = nil) {
    self.conceptID = conceptID
    self.chapters = chapters
    self.words = words
  }

  private enum CodingKeys: String, CodingKey {
    case conceptID = "conceptId"
    case chapters, words
  }
}

/// A chapter that is to be written, or written anew.
package struct ChapterRequestBody: Sendable, Hashable, Codable {
  /// What the author wants of this version.
  package var instructions: String?

  package init(instructions: String? = nil) { self.instructions = instructions }
}

/// What a person makes of a chapter; what is left out stays.
package struct ChapterEdit: Sendable, Hashable, Codable {
  package var title: String?
  /// Markdown without the chapter's own heading.
  package var content: String?

  package init(title: String? = nil, content: String? = nil) {
    self.title = title
    self.content = content
  }
}

/// Files that are to be made of a project.
package struct ExportRequest: Sendable, Hashable, Codable {
  /// Of `pdf`, `epub`, `docx`; each once, at least one.
  package var formats: [String]
  package var template: String
  /// `screen` where it is left out.
  package var profile: String?
  /// Names on the title page and in the files' metadata; none where it is left out.
  package var authors: [String]?

  package init(
    formats: [String], template: String, profile: String? = nil, authors: [String]? = nil
  ) {
    self.formats = formats
    self.template = template
    self.profile = profile
    self.authors = authors
  }
}

/// What somebody thinks of a concept or a chapter.
package struct FeedbackRequest: Sendable, Hashable, Codable {
  /// From 1, poor, to 5, excellent.
  package var rating: Int
  package var note: String?

  package init(rating: Int, note: String? = nil) {
    self.rating = rating
    self.note = note
  }
}

/// A part of a list: what comes after a cursor that an earlier page gave.
package struct PageRequest: Sendable, Hashable {
  package var after: String?
  /// From 1 to 200.
  package var limit: Int

  package init(after: String? = nil, limit: Int = 50) {
    self.after = after
    self.limit = limit
  }
}

/// Which jobs are listed.
package struct JobFilter: Sendable, Hashable {
  package var project: ProjectID?
  package var state: Job.State?

  package init(project: ProjectID? = nil, state: Job.State? = nil) {
    self.project = project
    self.state = state
  }
}

/// A token that is to be made.
package struct TokenRequest: Sendable, Hashable, Codable {
  /// Nil for the caller's own.
  package var user: String?
  package var label: String
  package var scopes: [String]
  /// Days it is good for; nil for no end.
  package var days: Int?

  package init(user: String? = nil, label: String, scopes: [String], days: Int? = nil) {
    self.user = user
    self.label = label
    self.scopes = scopes
    self.days = days
  }
}

/// A user that is to be made.
package struct UserRequest: Sendable, Hashable, Codable {
  package var name: String
  /// `user` or `admin`; `user` where it is left out.
  package var role: String?
  /// A plan of the policy; its default where it is left out.
  package var plan: String?

  package init(name: String, role: String? = nil, plan: String? = nil) {
    self.name = name
    self.role = role
    self.plan = plan
  }
}

/// A place that is told of events.
package struct WebhookRequest: Sendable, Hashable, Codable {
  /// `https`, or `http` where the policy allows it, to a host that the policy names.
  package var url: String
  /// Event types; all where it is left out.
  package var events: [String]?

  package init(url: String, events: [String]? = nil) {
    self.url = url
    self.events = events
  }
}
