import GRDB
package import OctavoBase

extension Store {
  /// What exports made, by name: the bytes are in the object store.
  package var artifacts: Artifacts { Artifacts(store: self) }
}

/// A file an export made.
package struct Artifact: Sendable, Hashable {
  package let job: JobID
  package let project: ProjectID
  package let format: String
  /// Where the object store has it.
  package let key: String
  package let bytes: Int
  /// Hexadecimal.
  package let sha256: String
  package let fileName: String
  package let mediaType: String
  package let created: Moment

  init(_ row: Fields) throws {
    job = try row.id("job_id")
    project = try row.id("project_id")
    format = try row.text("format")
    key = try row.text("key")
    bytes = try row.integer("bytes")
    sha256 = try row.text("sha256")
    fileName = try row.text("file_name")
    mediaType = try row.text("media_type")
    created = try row.moment("created_at")
  }
}

/// A file that an export is about to put into the object store.
package struct NewArtifact: Sendable, Hashable {
  package var format: String
  package var key: String
  package var bytes: Int
  package var sha256: String
  package var fileName: String
  package var mediaType: String

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

/// Verbs about artifacts.
///
/// A row is there before its bytes are, so that no bytes are ever without one: a row that goes leaves
/// its key among the orphans, from which the sweep takes the bytes.
package struct Artifacts: Sendable {
  let store: Store

  /// Enters a file before it is put. False where its key is just being swept: try again later.
  package func enter(_ artifact: NewArtifact, by job: Job) throws(OctavoError) -> Bool {
    let time = store.now.milliseconds
    var isFree = true
    let hold = try store.jobs.report(job) { db in
      let isGoing = try db.first(
        "SELECT is_going FROM orphans WHERE key = ?", [artifact.key]
      ) { try $0.flag("is_going") }
      guard isGoing != true else {
        isFree = false
        return
      }
      try db.run("DELETE FROM orphans WHERE key = ?", [artifact.key])
      try db.run(
        """
        INSERT INTO artifacts (job_id, format, key, project_id, bytes, sha256, file_name,
          media_type, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (job_id, format) DO UPDATE SET key = excluded.key, bytes = excluded.bytes,
          sha256 = excluded.sha256, file_name = excluded.file_name,
          media_type = excluded.media_type, created_at = excluded.created_at
        """,
        [
          job.id.text, artifact.format, artifact.key, job.project?.text, artifact.bytes,
          artifact.sha256, StoredText.of(artifact.fileName), artifact.mediaType, time,
        ])
    }
    guard hold == .held else {
      throw OctavoError(.tryAgain, "job.lost", "another worker has the job \(job.id.text)")
    }
    return isFree
  }

  /// Says that nothing more is being done to a key whose file was entered. Where the file went
  /// meanwhile, with its project perhaps, what was put after it is an orphan for the sweep, at once.
  package func settle(_ key: String) throws(OctavoError) {
    // What is erased from here on makes its key an orphan by itself: the file is in its place.
    guard try store.read({ db in try !isHeld(key, db) }) else { return }
    try store.write { db in
      guard try !isHeld(key, db) else { return }
      try db.run(
        """
        INSERT INTO orphans (key, since) VALUES (?, ?) ON CONFLICT DO UPDATE SET is_going = 0
        """, [key, store.now.milliseconds])
      try store.jobs.hasten("sweep", db)
    }
  }

  private func isHeld(_ key: String, _ db: Database) throws -> Bool {
    try db.first("SELECT 1 AS held FROM artifacts WHERE key = ?", [key]) { _ in true } != nil
  }

  /// A job's files, by format.
  package func list(of job: JobID) throws(OctavoError) -> [Artifact] {
    try store.read { db in
      try db.rows("SELECT * FROM artifacts WHERE job_id = ? ORDER BY format", [job.text]) {
        try Artifact($0)
      }
    }
  }

  /// Whom an object belongs to; nil where nobody has it any more.
  package func owner(of key: String) throws(OctavoError) -> UserID? {
    try store.read { db in
      try db.first(
        """
        SELECT p.owner FROM artifacts a JOIN projects p ON p.id = a.project_id WHERE a.key = ?
        """, [key]
      ) { try $0.id("owner") }
    }
  }

  /// Forgets files that are older than `moment`; their keys become orphans.
  package func forget(before moment: Moment) throws(OctavoError) -> Int {
    try store.write { db in
      try db.run("DELETE FROM artifacts WHERE created_at < ?", [moment.milliseconds])
    }
  }

  /// Keys without a file, marked as going: the object store may delete them, and nobody puts them
  /// again before `gone`.
  package func beginSweep(limit: Int = 200) throws(OctavoError) -> [String] {
    try store.write { db in
      try db.run(
        "DELETE FROM orphans WHERE is_going = 0 AND key IN (SELECT key FROM artifacts)")
      try db.run(
        """
        UPDATE orphans SET is_going = 1
        WHERE key IN (SELECT key FROM orphans ORDER BY since LIMIT ?)
        """, [limit])
      return try db.rows("SELECT key FROM orphans WHERE is_going = 1 ORDER BY key") {
        try $0.text("key")
      }
    }
  }

  /// Says that the object store has a key no more.
  package func gone(_ key: String) throws(OctavoError) {
    try store.write { db in
      _ = try db.run("DELETE FROM orphans WHERE key = ? AND is_going = 1", [key])
    }
  }
}
