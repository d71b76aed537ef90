import GRDB
package import OctavoBase

extension Projects {
  /// Takes everything of a project out of the store, so that its text is gone from the files too.
  ///
  /// Deleted rows are overwritten (`secure_delete`), the file is written anew (`VACUUM`) and the
  /// write-ahead log is cut to nothing. Where another process still reads an older state the last
  /// step is impossible, and a finding says so. Its jobs end, and the service's next sweep takes their
  /// files; backups and other exports are not looked for.
  package func erase(_ id: ProjectID) throws(OctavoError) -> [Diagnostic] {
    try endJobs(of: id, by: .service)
    try take(id) { db in
      let hasFiles = try db.first("SELECT 1 AS found FROM orphans LIMIT 1") { _ in true }
      if hasFiles != nil { try store.jobs.hasten("sweep", db) }
    }
    return try store.compact()
  }

  /// Cancels a project's jobs: their credits are given back, and a run that works on one stops and lets
  /// go of the project within a second.
  package func endJobs(of id: ProjectID, by author: AuditAuthor) throws(OctavoError) {
    var listing = JobListing(project: id, limit: 1000)
    for state in [Job.State.queued, .running] {
      listing.state = state
      for job in try store.jobs.list(listing) { _ = try store.jobs.cancel(job.id, by: author) }
    }
  }

  /// The same on a store that many others work on: the file is not written anew, which would hold all
  /// of them up, and the log and the files of exports are the sweep's, which comes at once.
  package func erase(_ id: ProjectID, by author: AuditAuthor) throws(OctavoError) {
    try take(id) { db in
      try store.audit("project.erase", id.text, by: author, db)
      try store.jobs.hasten("sweep", db)
    }
  }

  private func take(
    _ id: ProjectID, out also: (Database) throws -> Void
  ) throws(OctavoError) {
    let lease = try store.leases.take(id)
    do {
      try store.writeDurably { db in
        try store.require(lease, db)
        try db.run("DELETE FROM projects WHERE id = ?", [id.text])
        try also(db)
      }
    } catch {
      try? store.leases.release(lease)
      throw error
    }
  }
}

extension Store {
  /// Empties the write-ahead log, so that nothing erased is left in it; false where somebody reads
  /// from it just now.
  package func emptyLog() -> Bool {
    pool.releaseMemory()
    let isEmptied: Void? = try? pool.writeWithoutTransaction { db in
      _ = try db.checkpoint(.truncate)
    }
    return isEmptied != nil
  }

  /// Gives free room back to the disk and empties the write-ahead log.
  package func compact() throws(OctavoError) -> [Diagnostic] {
    do {
      try pool.vacuum()
      // Statements and pages that idle connections keep would hold the log open.
      pool.releaseMemory()
      try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
      return []
    } catch let fault as DatabaseError where fault.resultCode == .SQLITE_BUSY {
      return [
        Diagnostic(
          .warning, "store.log-in-use",
          "another process is reading “\(path)”: erased text may stay in its write-ahead log",
          hints: ["end that process: the log is emptied when the last one closes the store"])
      ]
    } catch {
      throw StoreFault.error(error, path: path)
    }
  }
}
