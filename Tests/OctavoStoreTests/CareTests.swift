import Foundation
import GRDB
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Backups, checks, and erasing for good.
@Suite("Care")
struct CareTests {
  private static let secret = "the lighthouse keeper's unrepeatable confession"

  /// A project with a text, an answer, a record, and a job.
  private static func fill(_ test: borrowing TestStore) throws {
    try test.outline()
    let ids = try test.chapters()
    for _ in 0..<3 {
      try test.write(ids[0], String(repeating: secret + ". ", count: 500), summary: secret)
    }
    try test.store.answers.begin("c", under: test.lease)
    for _ in 0..<50 { try test.store.answers.append(secret + " ", to: "c", under: test.lease) }
    try test.store.records.save(
      StoredRecord("piece", body: #"{"text":"\#(secret)"}"#),
      effects: [.working(ids[1], reason: nil)], under: test.lease)
    _ = try test.store.jobs.enqueue(
      NewJob(owner: .local, kind: "k", payload: #"{"text":"\#(secret)"}"#, project: test.project))
    try test.store.events.append(
      NewEvent("e", data: #"{"text":"\#(secret)"}"#), project: test.project)
  }

  @Test("a backup is one whole file that opens as a store, made while the store is in use")
  func backsUp() throws {
    let test = try TestStore()
    try Self.fill(test)
    let folder = try TemporaryFolder()
    let target = folder.path + "/" + Store.fileName
    try test.store.backup(to: target)
    #expect(try folder.names() == [Store.fileName])
    try test.write(try test.chapters()[2], "After the backup.")
    let copy = try Store.open(folder: folder.path, environment: TestEnvironment.make())
    #expect(try copy.check().filter { $0.severity == .error } == [])
    let texts = try copy.chapters.list(test.project).map(\.version)
    #expect(texts == [3, nil, nil])
  }

  @Test("a backup never writes over another file unasked, nor over the store itself")
  func backupIsCareful() throws {
    let test = try TestStore()
    let folder = try TemporaryFolder()
    let target = try folder.write("precious", to: "b.sqlite")
    let refused = failure { try test.store.backup(to: target) }
    #expect(refused?.kind == .cannotWrite)
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
    try test.store.backup(to: target, replacing: true)
    #expect(
      try DatabaseQueue(path: target).read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM projects")
      } == 1)
    #expect(failure { try test.store.backup(to: test.store.path, replacing: true) } != nil)
    #expect(failure { try test.store.backup(to: folder.path) } != nil)
    #expect(failure { try test.store.backup(to: folder.path + "/none/b") }?.kind == .cannotWrite)
    #expect(try folder.names() == ["b.sqlite"])
  }

  @Test("a backup that finds no room leaves nothing behind", .smallDisk)
  func backupWithoutRoom() throws {
    let test = try TestStore()
    try Self.fill(test)
    let disk = try SmallDisk(megabytes: 1)
    try disk.fill(leaving: 100_000)
    let error = failure { try test.store.backup(to: disk.path + "/b") }
    #expect(error?.kind == .inputOutput)
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["ballast"])
  }

  @Test("a sound store has no findings, and each kind of harm has its own")
  func checksFind() throws {
    let harms: [(String, String)] = [
      ("store.wrong-sum", "UPDATE projects SET spent = 1"),
      (
        "store.text-changed",
        "UPDATE chapter_versions SET content = content || '!' WHERE number = 1"
      ),
      ("store.wrong-order", "UPDATE outline_nodes SET position = 7 WHERE kind = 'part'"),
      ("store.stray-node", "UPDATE outline_nodes SET archived_at = 1 WHERE kind = 'part'"),
      ("store.chapter-mismatch", "DELETE FROM chapters WHERE status = 'draft'"),
      ("store.answer-gap", "DELETE FROM answer_pieces WHERE number = 3"),
      ("store.dangling", "DELETE FROM outline_nodes WHERE kind = 'chapter'"),
    ]
    for (code, sql) in harms {
      let test = try TestStore()
      try Self.fill(test)
      #expect(try test.store.check() == [])
      try test.store.pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF; \(sql); PRAGMA foreign_keys = ON")
      }
      let codes = try test.store.check().map(\.code)
      #expect(codes.contains(code), "\(sql): \(codes)")
    }
  }

  @Test("an erased project is gone from every byte of the store, and the others stay")
  func erases() throws {
    let test = try TestStore()
    let other = try test.store.projects.create(
      ProjectBrief(keyword: "kept", genre: "g", audienceLevel: "a"))
    try Self.fill(test)
    #expect(try Self.traces(of: Self.secret, in: test.folder.url) > 0)
    #expect(
      failure { _ = try test.other().projects.erase(test.project) }?.code == "store.project-held")
    try test.store.leases.release(test.lease)
    #expect(try test.store.projects.erase(test.project) == [])
    #expect(try Self.traces(of: Self.secret, in: test.folder.url) == 0)
    #expect(try Self.traces(of: "lighthouse", in: test.folder.url) == 0)
    #expect(try test.store.projects.list().map(\.project.id) == [other])
    #expect(try test.store.events.after(0) == [])
    #expect(try test.store.jobs.list() == [])
    #expect(try test.store.check() == [])
    #expect(failure { _ = try test.store.projects.erase(test.project) }?.kind == .missingInput)
  }

  @Test("erasing says so where another process keeps the old text in the log")
  func erasingUnderAReader() throws {
    let test = try TestStore()
    try Self.fill(test)
    try test.store.leases.release(test.lease)
    let reader = try DatabaseQueue(path: test.store.path)
    try reader.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN")
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM projects")
      #expect(try test.store.projects.erase(test.project).map(\.code) == ["store.log-in-use"])
      try db.execute(sql: "COMMIT")
    }
    #expect(try test.store.compact() == [])
    #expect(try Self.traces(of: Self.secret, in: test.folder.url) == 0)
  }

  /// How many files of a folder hold the words.
  private static func traces(of words: String, in folder: URL) throws -> Int {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return try files.count { try Data(contentsOf: $0).firstRange(of: Data(words.utf8)) != nil }
  }
}
