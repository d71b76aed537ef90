import GRDB
package import OctavoBase

extension Store {
  /// What the pipeline saved, in its own words.
  package var records: Records { Records(store: self) }
}

/// One thing the pipeline saved.
package struct StoredRecord: Sendable, Hashable {
  /// Such as `outline` or `chapter`.
  package let kind: String
  /// Tells it from others of its kind; empty where there is one only.
  package let name: String
  /// JSON.
  package let body: String

  package init(_ kind: String, _ name: String = "", body: String) {
    self.kind = kind
    self.name = name
    self.body = body
  }
}

/// What a record means for the tables that people and exports read.
package enum RecordEffect: Sendable, Hashable {
  /// The concepts by their names, in order, in place of those shown before.
  case concepts([NamedConcept])
  /// The whole outline; names that are new are taken over.
  case outline([OutlineDraft])
  /// A chapter is being written, or was left off for the reason given.
  case working(NodeID, reason: String?)
  /// Nothing of it all, unless this is the chapter's version; 0 where it has none.
  case expecting(NodeID, version: Int)
  /// A person's text stands as the chapter's latest version.
  case edited(EditedText)
  /// A chapter's text is whole; `number` is the pipeline's count of versions.
  case finished(FinishedChapter)
  /// Chapters that were made from one which changed.
  case stale([NodeID])
  /// The style sheet as JSON; nil where the next chapter is to set it.
  case style(String?)
  case findings(FindingDraft.Kind, NodeID?, [FindingDraft])
  /// The book's concept.
  case concept(ConceptID)
  /// How far the project has come.
  case state(Project.State)
}

/// Changes of records that belong together: all are stored, or none.
package struct RecordBatch: Sendable {
  /// Records by kind and name that are to be no more.
  package var forgotten: [(kind: String, name: String)] = []
  /// What is kept, in order, each with what it means for the tables.
  package var saved: [(record: StoredRecord, effects: [RecordEffect])] = []

  /// Versions that chapters must have for any of it to be made.
  private(set) var expected: [RecordEffect] = []
  /// What the batch means for the tables beside its records, after them.
  package var effects: [RecordEffect] = []
  /// The change's line in the audit log; nil for the pipeline's own.
  package var audit: (action: String, subject: String, author: AuditAuthor)?

  package init() {}

  package mutating func save(_ record: StoredRecord, _ effects: [RecordEffect] = []) {
    saved.append((record, effects))
  }

  package mutating func expect(_ chapter: NodeID, version: Int) {
    expected.append(.expecting(chapter, version: version))
  }

  package mutating func forget(_ kind: String, _ name: String = "") {
    forgotten.append((kind, name))
  }
}

/// A concept that has a name already.
package struct NamedConcept: Sendable, Hashable {
  package let id: ConceptID
  package let draft: ConceptDraft

  package init(_ id: ConceptID, _ draft: ConceptDraft) {
    self.id = id
    self.draft = draft
  }
}

/// A person's text of a chapter.
package struct EditedText: Sendable, Hashable {
  package let chapter: NodeID
  /// From 1.
  package let number: Int
  /// Markdown without the chapter's own heading.
  package let content: String
  package let wordCount: Int

  package init(_ chapter: NodeID, number: Int, content: String, wordCount: Int) {
    self.chapter = chapter
    self.number = number
    self.content = content
    self.wordCount = wordCount
  }
}

/// A whole chapter with what was learnt from it.
package struct FinishedChapter: Sendable, Hashable {
  package let chapter: NodeID
  /// From 1.
  package let number: Int
  /// Markdown without the chapter's own heading.
  package let content: String
  package let wordCount: Int
  package let origin: ChapterVersion.Origin
  package let summary: String?
  package let facts: [FactDraft]

  package init(
    _ chapter: NodeID, number: Int, content: String, wordCount: Int,
    origin: ChapterVersion.Origin = .generated, summary: String?, facts: [FactDraft]
  ) {
    self.chapter = chapter
    self.number = number
    self.content = content
    self.wordCount = wordCount
    self.origin = origin
    self.summary = summary
    self.facts = facts
  }
}

/// Verbs about records. A record and what it means for the other tables are one transaction.
package struct Records: Sendable {
  let store: Store

  /// Keeps a record in place of an older one of its kind and name, as the latest.
  package func save(
    _ record: StoredRecord, effects: [RecordEffect] = [], under lease: ProjectLease
  ) throws(OctavoError) {
    var batch = RecordBatch()
    batch.save(record, effects)
    try save(batch, under: lease)
  }

  /// Makes all of a batch's changes, or none.
  package func save(_ batch: RecordBatch, under lease: ProjectLease) throws(OctavoError) {
    try store.writeDurably { db in
      try store.require(lease, db)
      let tables = RecordEffects(store, lease, db)
      for effect in batch.expected { try tables.apply(effect) }
      for (kind, name) in batch.forgotten + batch.saved.map({ ($0.record.kind, $0.record.name) }) {
        try db.run(
          "DELETE FROM records WHERE project_id = ? AND kind = ? AND name = ?",
          [lease.project.text, kind, name])
      }
      for (record, effects) in batch.saved {
        try db.run(
          "INSERT INTO records (project_id, kind, name, body) VALUES (?, ?, ?, ?)",
          [lease.project.text, record.kind, record.name, StoredText.of(record.body)])
        for effect in effects { try tables.apply(effect) }
      }
      for effect in batch.effects { try tables.apply(effect) }
      if let (action, subject, author) = batch.audit {
        try store.audit(action, subject, by: author, db)
      }
      try store.touch(lease.project, db)
    }
  }

  /// All records in the order in which they were last saved.
  package func list(_ project: ProjectID) throws(OctavoError) -> [StoredRecord] {
    try store.read { db in
      try store.requireProject(project, db)
      return try db.rows(
        "SELECT kind, name, body FROM records WHERE project_id = ? ORDER BY seq", [project.text]
      ) { row in
        StoredRecord(try row.text("kind"), try row.text("name"), body: try row.text("body"))
      }
    }
  }
}
