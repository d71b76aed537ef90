import GRDB
package import OctavoBase

extension Chapters {
  /// Begins to write a chapter, or goes on where an earlier run ended.
  ///
  /// - Parameter afresh: leaves what an unfinished attempt left behind and starts a new one; the old
  ///   one's sections are kept.
  package func begin(
    _ id: NodeID, afresh: Bool = false, under lease: ProjectLease
  ) throws(OctavoError) -> ChapterWork {
    let time = store.now.milliseconds
    return try store.writeDurably { db in
      let chapter = try store.chapter(id, under: lease, db)
      let isUnfinished = chapter.status == .writing || chapter.status == .failed
      let goesOn = isUnfinished && chapter.attempt > 0 && !afresh
      let attempt = goesOn ? chapter.attempt : chapter.attempt + 1
      try db.run(
        """
        UPDATE chapters SET status = 'writing', reason = NULL, attempt = ?, updated_at = ?
        WHERE node_id = ?
        """, [attempt, time, id.text])
      return ChapterWork(
        chapter: id, attempt: attempt, sections: try store.sections(of: id, attempt: attempt, db),
        journals: try store.journals(ofChapter: id, attempt: attempt, lease, db))
    }
  }

  /// Makes a finished section out of a journal: the cleaned text is in, the journal is gone, or
  /// neither.
  package func seal(
    _ journal: OpenJournal?, as section: SectionText, of work: ChapterWork,
    under lease: ProjectLease
  ) throws(OctavoError) {
    let time = store.now.milliseconds
    try store.writeDurably { db in
      _ = try store.chapter(work.chapter, under: lease, db)
      try db.run(
        """
        INSERT INTO section_texts (chapter_id, attempt, position, node_id, content, word_count,
          sealed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (chapter_id, attempt, position) DO UPDATE SET node_id = excluded.node_id,
          content = excluded.content, word_count = excluded.word_count,
          sealed_at = excluded.sealed_at
        """,
        [
          work.chapter.text, work.attempt, section.position, section.node.text,
          StoredText.of(section.content), section.wordCount, time,
        ])
      try store.drop(journal, db)
    }
    if let journal { store.journalBuffer.forget(journal) }
  }

  /// Makes the text the chapter's current version, with all that was learnt from it; older versions
  /// stay, and chapters made from them become stale.
  package func accept(
    _ acceptance: ChapterAcceptance, under lease: ProjectLease
  ) throws(OctavoError) -> AcceptedChapter {
    let id = acceptance.chapter
    return try store.writeDurably { db in
      let chapter = try store.chapter(id, under: lease, db)
      guard chapter.status == .writing, chapter.attempt == acceptance.attempt else {
        throw StoreFault.defect("chapter \(id.text) was accepted without having been begun")
      }
      let version = NewVersion(
        content: acceptance.content, wordCount: acceptance.wordCount, origin: .generated,
        sources: acceptance.sources)
      let accepted = try store.addVersion(version, to: id, db)
      try store.learn(
        acceptance.summary, acceptance.facts, id, version: accepted.version, db)
      try store.insert(acceptance.findings, lease.project, db)
      for journal in try store.journals(
        ofChapter: id, attempt: acceptance.attempt, lease, db)
      {
        try store.drop(journal, db)
      }
      try store.announce(acceptance.event, lease.project, db)
      try store.touch(lease.project, db)
      return accepted
    }
  }

  /// Puts an author's text in place; throws where `expected` is not the current version.
  ///
  /// What was learnt from the older version is not taken over: `learn` gives it anew.
  package func edit(
    _ id: NodeID, content: String, wordCount: Int, expecting expected: Int? = nil,
    under lease: ProjectLease
  ) throws(OctavoError) -> AcceptedChapter {
    try store.writeDurably { db in
      let chapter = try store.chapter(id, under: lease, db)
      guard expected == nil || expected == chapter.version else {
        throw OctavoError(
          .tryAgain, "store.version-conflict",
          "chapter \(id.text) has version \(chapter.version ?? 0) now, not \(expected ?? 0)",
          hints: ["read it again, and make the change on that"])
      }
      let version = NewVersion(content: content, wordCount: wordCount, origin: .edited)
      let accepted = try store.addVersion(version, to: id, db)
      try store.touch(lease.project, db)
      return accepted
    }
  }

  /// Stores a summary and facts of a version, in place of older ones.
  package func learn(
    summary: String?, facts: [FactDraft], of id: NodeID, version: Int, under lease: ProjectLease
  ) throws(OctavoError) {
    try store.write { db in
      _ = try store.chapter(id, under: lease, db)
      try store.learn(summary, facts, id, version: version, db)
    }
  }

  /// Says that the chapter could not be written; what there is of it is kept for the next try.
  package func fail(
    _ id: NodeID, reason: String, under lease: ProjectLease
  ) throws(OctavoError) {
    let time = store.now.milliseconds
    try store.write { db in
      _ = try store.chapter(id, under: lease, db)
      try db.run(
        "UPDATE chapters SET status = 'failed', reason = ?, updated_at = ? WHERE node_id = ?",
        [StoredText.of(reason), time, id.text])
    }
  }

  /// Marks written chapters as stale that were made from other contents of a thing than these;
  /// which they are, in the order of their names.
  package func markStale(
    madeFrom name: String, otherThan fingerprint: String, reason: String,
    under lease: ProjectLease
  ) throws(OctavoError) -> [NodeID] {
    try store.write { db in
      try store.require(lease, db)
      return try store.markStale(
        """
        s.name = ?1 AND s.fingerprint <> ?2
          AND s.chapter_id IN (SELECT id FROM outline_nodes WHERE project_id = ?3)
        """, [name, fingerprint, lease.project.text], reason, db)
    }
  }
}
