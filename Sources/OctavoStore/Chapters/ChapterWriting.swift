import GRDB
package import OctavoBase

extension Chapters {
  /// Puts an author's text in place; throws where `expected` is not the current version.
  ///
  /// What was learnt from the older version is not taken over.
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
}
