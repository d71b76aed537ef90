package import OctavoStore

/// What came of handing in work.
package struct Submission: Sendable, Hashable {
  package let project: ProjectID
  package let job: JobID
  /// Whether the same request was answered before, and this is that answer.
  package let isReplay: Bool
}

/// A part of a list.
package struct Page<Item: Sendable & Encodable>: Sendable, Encodable {
  package let items: [Item]
  /// Where the next page begins; nil on the last.
  package let next: String?
}

/// A project as the service shows it.
package struct ProjectAnswer: Sendable, Hashable, Encodable {
  package let id: ProjectID
  package let keyword: String
  package let genre: String
  package let audienceLevel: String
  package let language: String
  package let intent: String
  package let state: String
  /// Why it failed, in a sentence; nil unless it did.
  package let failure: String?
  package let conceptId: ConceptID?
  /// The chosen concept's title; nil before there is one.
  package let title: String?
  package let words: Int
  package let chapters: Int
  package let chaptersWritten: Int
  /// US dollars that providers were paid, as a decimal number.
  package let cost: String
  package let createdAt: Timestamp
  package let updatedAt: Timestamp
}

/// One way a keyword could become a book.
package struct ConceptAnswer: Sendable, Hashable, Encodable {
  package let id: ConceptID
  package let title: String
  package let tagline: String
  package let audience: String
  package let thesis: String
  /// Why it differs from the others.
  package let difference: String
}

/// A book's plan, as it is shown and taken back.
package struct OutlineDocument: Sendable, Hashable, Codable {
  package var parts: [Part]

  package init(parts: [Part]) { self.parts = parts }

  /// A part; the only one of a book without parts has an empty title.
  package struct Part: Sendable, Hashable, Codable {
    /// Nil for a new one.
    package var id: String?
    package var title: String
    package var chapters: [Chapter]

    package init(id: String? = nil, title: String, chapters: [Chapter]) {
      self.id = id
      self.title = title
      self.chapters = chapters
    }
  }

  /// A chapter. `orderIndex` and `status` are shown, and ignored where they are handed in. What is
  /// left out of a chapter that is there already stays as it is.
  package struct Chapter: Sendable, Hashable, Codable {
    package var id: String?
    package var title: String
    package var purpose: String?
    /// Beats of a story, or steps of an argument, in order.
    package var points: [String]?
    /// Place in the whole book, from 0.
    package var orderIndex: Int?
    package var targetWords: Int?
    package var status: String?
    package var sections: [Section]?

    package init(id: String? = nil, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// A section.
  package struct Section: Sendable, Hashable, Codable {
    package var id: String?
    package var title: String
    package var points: [String]?
    package var targetWords: Int?

    package init(id: String? = nil, title: String) {
      self.id = id
      self.title = title
    }
  }
}

/// A chapter with its text.
package struct ChapterAnswer: Sendable, Hashable, Encodable {
  package let id: NodeID
  package let projectId: ProjectID
  package let title: String
  package let status: String
  /// Why it failed or is stale, in a sentence.
  package let reason: String?
  /// Markdown without the chapter's own heading; what is written so far where it is not whole.
  package let content: String
  package let summary: String?
  package let wordCount: Int
  package let targetWords: Int
  /// For `If-Match`; 0 before there is a text.
  package let version: Int
  package let updatedAt: Timestamp
}

/// A job as the service shows it.
package struct JobAnswer: Sendable, Hashable, Encodable {
  package let id: JobID
  package let kind: String
  package let state: String
  package let projectId: ProjectID?
  package let chapterId: NodeID?
  package let progress: Progress
  package let attempts: Int
  /// What came of it; nil until it succeeded.
  package let result: RawJSON?
  /// Why the last attempt failed.
  package let error: RawJSON?
  /// Jobs it waits for.
  package let dependsOn: [JobID]
  /// Whether it gave up after its last attempt.
  package let isDeadLetter: Bool
  /// Credits that were reserved, and what became of them; nil where none are counted.
  package let credits: Credits?
  package let createdAt: Timestamp
  package let updatedAt: Timestamp

  /// How far a job is.
  package struct Progress: Sendable, Hashable, Encodable {
    package let stage: String
    package let done: Int
    package let total: Int
  }

  /// What a job holds or cost.
  package struct Credits: Sendable, Hashable, Encodable {
    package let reserved: Int
    package let charged: Int
  }

  /// Whether it will not change any more.
  package var hasEnded: Bool { state != "queued" && state != "running" }
}

/// A file an export made, in its result.
package struct ArtifactAnswer: Sendable, Hashable, Codable {
  package let format: String
  /// Where the object store has it.
  package let key: String
  package let bytes: Int
  /// Hexadecimal.
  package let sha256: String
  /// What a download is called.
  package let fileName: String
  package let mediaType: String

  package init(
    format: String, key: String, bytes: Int, sha256: String, fileName: String, mediaType: String
  ) {
    self.format = format
    self.key = key
    self.bytes = bytes
    self.sha256 = sha256
    self.fileName = fileName
    self.mediaType = mediaType
  }
}

/// An export's result before its files have links.
package struct ExportResult: Sendable, Hashable, Codable {
  package let artifacts: [ArtifactAnswer]
  package let pages: Int
  /// Findings of the preflight, as `{severity, code, message, place, hints}`.
  package let report: [Finding]

  package init(artifacts: [ArtifactAnswer], pages: Int, report: [Finding]) {
    self.artifacts = artifacts
    self.pages = pages
    self.report = report
  }

  /// One finding.
  package struct Finding: Sendable, Hashable, Codable {
    package let severity: String
    package let code: String
    package let message: String
    /// `FILE:LINE:COLUMN` in the book's manuscript; nil where it has no place.
    package let place: String?
    package let hints: [String]

    package init(
      severity: String, code: String, message: String, place: String? = nil, hints: [String]
    ) {
      self.severity = severity
      self.code = code
      self.message = message
      self.place = place
      self.hints = hints
    }
  }
}

/// What a user has and may do.
package struct AccountAnswer: Sendable, Hashable, Encodable {
  package let user: UserID
  package let name: String
  package let role: String
  package let plan: String
  /// Nil where nothing is counted.
  package let creditsLeft: Int?
  package let scopes: [String]
  package let limits: Limits

  /// The policy's limits, with what is used of them.
  package struct Limits: Sendable, Hashable, Encodable {
    package let ideationsPerHour: Int
    package let ideationsLastHour: Int
    package let jobsAtOnce: Int
    package let jobsActive: Int
    package let projects: Int?
    package let projectsHeld: Int
  }
}

/// A file on disk that is to be streamed and then removed with `discard`.
package struct ArchiveFile: Sendable {
  package let path: String
  package let bytes: Int
  /// What a download is called.
  package let fileName: String

  /// Takes the file from the disk.
  package let discard: @Sendable () -> Void
}
