/// Work that a user asks for, with everything that one transaction needs to admit or refuse it.
package struct WorkOrder: Sendable {
  /// What the work is about.
  package enum Subject: Sendable, Hashable {
    /// A project that does not exist yet.
    case newProject(ProjectBrief, budget: MicroDollars?)
    case project(ProjectID)
    case concept(ConceptID, of: ProjectID)
    case chapter(NodeID)

    /// Whether the work begins a project.
    package var isNewProject: Bool { if case .newProject = self { true } else { false } }
  }

  /// What makes a second request the same as a first.
  package struct Key: Sendable, Hashable {
    /// Tells requests of one user apart.
    package let text: String
    /// Of everything the request says.
    package let fingerprint: String
    /// Milliseconds in which it counts.
    package let window: Int64
    /// Whether the client named it, so that it makes no second job whatever became of the first.
    package let isGiven: Bool

    package init(_ text: String, fingerprint: String, window: Int64, isGiven: Bool = true) {
      self.text = text
      self.fingerprint = fingerprint
      self.window = window
      self.isGiven = isGiven
    }
  }

  /// Credits that the work takes.
  package struct Price: Sendable, Hashable {
    package var whole: Int
    /// For each thousand words, begun or whole, that the chapter is planned to have.
    package var eachThousandWords: Int

    package init(whole: Int, eachThousandWords: Int = 0) {
      self.whole = whole
      self.eachThousandWords = eachThousandWords
    }

    package func credits(words: Int) -> Int {
      whole + eachThousandWords * ((max(words, 0) + 999) / 1000)
    }
  }

  /// What bounds the user; nil for no bound.
  package struct Limits: Sendable, Hashable {
    package var ideationsPerHour: Int?
    package var jobsAtOnce: Int?
    package var projects: Int?

    package init(ideationsPerHour: Int? = nil, jobsAtOnce: Int? = nil, projects: Int? = nil) {
      self.ideationsPerHour = ideationsPerHour
      self.jobsAtOnce = jobsAtOnce
      self.projects = projects
    }
  }

  package var author: AuditAuthor
  package var user: UserID
  package var subject: Subject
  package var key: Key?
  package var kind: String
  /// JSON.
  package var payload = "{}"
  package var isExclusive = true
  package var priority = 0
  package var maxAttempts = 3
  /// Kinds of the project's jobs that must succeed first, where any are under way.
  package var waitsFor: [String] = []
  package var price = Price(whole: 0)
  package var limits = Limits()
  /// Whether the feature named as the kind is on, unless an admin switched it.
  package var isOn = true
  /// Such as `project.initiate`.
  package var action: String
  /// Announced beside the job's own event.
  package var event: NewEvent?

  package init(
    user: UserID, author: AuditAuthor, subject: Subject, kind: String, action: String
  ) {
    self.user = user
    self.author = author
    self.subject = subject
    self.kind = kind
    self.action = action
  }
}

/// What became of an order.
package enum OrderOutcome: Sendable, Hashable {
  case accepted(ProjectID, JobID)
  /// The same was ordered before.
  case replayed(ProjectID, JobID)
  /// The key was used for something else.
  case keyReused
  case disabled
  /// No such thing, or another user's.
  case missing(OrderSubjectKind, String)
  /// The same is under way already, by the job named.
  case underWay(JobID)
  /// Not a word of the project is written, nor about to be.
  case nothingWritten
  /// Milliseconds until there is room; nil where only an end of something makes some.
  case limited(OrderLimit, retryAfter: Int64?)
  case creditsExhausted(needed: Int, left: Int)
}

/// What an order names.
package enum OrderSubjectKind: String, Sendable, Hashable {
  case project, concept, chapter
}

/// What an order is limited by.
package enum OrderLimit: String, Sendable, Hashable {
  case ideationsPerHour, jobsAtOnce, projects
}
