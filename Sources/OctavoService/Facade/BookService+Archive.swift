import Foundation
import OctavoBase
import OctavoEbook
package import OctavoStore

extension BookService {
  /// Everything stored of a project as one zip file: the manuscript with `octavo-project.json`, as
  /// `octavo store import` reads it. Needs `project_read`.
  package func archive(
    _ id: ProjectID, by caller: Caller
  ) async throws(ServiceFault) -> ArchiveFile {
    try caller.require(.projectRead)
    try own(id, caller)
    return try Fault.asked {
      try ArchiveMaker(store: store).make([id], name: "octavo-\(id.text)", extra: [])
    }
  }

  /// Everything stored of the caller's, as one zip file. Needs `project_read`.
  package func archiveAccount(by caller: Caller) async throws(ServiceFault) -> ArchiveFile {
    try caller.require(.projectRead)
    return try Fault.asked {
      let summaries = try store.projects.list(of: caller.user, limit: 100_000)
      return try ArchiveMaker(store: store).make(
        summaries.map(\.project.id), name: "octavo-\(caller.user.text)",
        extra: try accountFiles(caller.user))
    }
  }

  private func accountFiles(_ user: UserID) throws -> [ArchiveEntry] {
    let jobs = try store.jobs.list(JobListing(owner: user, limit: 100_000))
    let answers = try jobs.map { job in
      JobAnswer(
        job, needs: try store.jobs.needs(of: job.id), credits: try store.credits.state(of: job.id))
    }
    let credits = try store.credits.entries(of: user, limit: 1_000_000).map(CreditLine.init)
    return [
      ArchiveEntry("account.json", text: try WireJSON.text(UserAnswer(try store.users.find(user)))),
      ArchiveEntry("jobs.json", text: try WireJSON.text(answers)),
      ArchiveEntry("credits.json", text: try WireJSON.text(credits)),
      ArchiveEntry(
        "tokens.json",
        text: try WireJSON.text(try store.tokens.list(of: user).map(TokenAnswer.init))
      ),
      ArchiveEntry(
        "feedback.json",
        text: try WireJSON.text(try store.feedback.list(of: user).map(FeedbackLine.init))),
    ]
  }
}

/// A line of the ledger of credits, in an archive.
private struct CreditLine: Encodable {
  let seq: Int64
  let at: Timestamp
  let kind: String
  let amount: Int
  let jobId: JobID?
  let note: String

  init(_ entry: CreditEntry) {
    seq = entry.seq
    at = Timestamp(entry.at)
    kind = entry.kind.rawValue
    amount = entry.amount
    jobId = entry.job
    note = entry.note
  }
}

/// What a user said of something, in an archive.
private struct FeedbackLine: Encodable {
  let at: Timestamp
  let conceptId: ConceptID?
  let chapterId: NodeID?
  let rating: Int
  let note: String

  init(_ entry: FeedbackEntry) {
    at = Timestamp(entry.created)
    switch entry.subject {
    case .concept(let id): (conceptId, chapterId) = (id, nil)
    case .chapter(let id): (conceptId, chapterId) = (nil, id)
    }
    rating = entry.rating
    note = entry.note
  }
}

/// Packs projects into one file of its own on the disk.
private struct ArchiveMaker {
  let store: Store

  func make(
    _ projects: [ProjectID], name: String, extra: [ArchiveEntry]
  ) throws -> ArchiveFile {
    let files = FileManager.default
    let folder = URL(filePath: try WorkFolder.make())
    do {
      var entries = extra
      for id in projects {
        let place = folder.appending(path: id.text).path(percentEncoded: false)
        _ = try ProjectExchange(store).export(id, to: place)
        entries += try Self.entries(below: place, in: projects.count == 1 ? "" : id.text + "/")
        try files.removeItem(atPath: place)
      }
      let path = folder.appending(path: "archive.zip").path(percentEncoded: false)
      let file = try AtomicFile(path: path)
      try ArchiveWriter.write(entries, to: file)
      try file.commit()
      let size = try files.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      return ArchiveFile(
        path: path, bytes: size, fileName: name + ".zip",
        discard: { try? FileManager.default.removeItem(at: folder) })
    } catch {
      try? files.removeItem(at: folder)
      throw error
    }
  }

  private static func entries(below folder: String, in prefix: String) throws -> [ArchiveEntry] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return try names.sorted().compactMap { name in
      let path = folder + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { return nil }
      return ArchiveEntry(prefix + name, Array(try Data(contentsOf: URL(filePath: path))))
    }
  }
}
