import Foundation
import GRDB
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Opening a store, and what is said where it cannot be.
@Suite("Opening")
struct OpeningTests {
  @Test("a store begins in a folder that did not exist, for its owner's eyes only")
  func beginsInNewFolder() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a/b"
    let store = try Store.open(folder: path)
    #expect(try store.projects.list() == [])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o700)
  }

  @Test("what was written is there when the store is opened again")
  func reopens() throws {
    let folder = try TemporaryFolder()
    let first = try Store.open(folder: folder.path)
    let id = try first.projects.create(TestStore.brief, budget: MicroDollars(5))
    try first.close()
    let again = try Store.open(folder: folder.path, creating: false)
    let project = try again.projects.find(id)
    #expect(project.brief == TestStore.brief)
    #expect(project.budget == MicroDollars(5))
    #expect(project.state == .initiated)
    #expect(try again.check() == [])
  }

  @Test("a missing folder or store is said to be missing, and none is made")
  func missingIsSaid() throws {
    let folder = try TemporaryFolder()
    let nowhere = failure { _ = try Store.open(folder: folder.path + "/none", creating: false) }
    #expect(nowhere?.kind == .missingInput)
    #expect(nowhere?.code == "store.no-folder")
    let empty = failure { _ = try Store.open(folder: folder.path, creating: false) }
    #expect(empty?.kind == .missingInput)
    #expect(empty?.code == "store.missing")
    #expect(try folder.names() == [])
    #expect(failure { _ = try Store.open(folder: "") }?.kind == .missingInput)
  }

  @Test("a file where the folder should be is refused")
  func fileIsNoFolder() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("text", to: "file")
    #expect(failure { _ = try Store.open(folder: path) }?.kind == .cannotWrite)
    #expect(failure { _ = try Store.open(folder: path + "/below") }?.kind == .cannotWrite)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "text")
  }

  @Test(
    "a file that is no database is refused and left as it is",
    arguments: [
      "x", "SQLite format 3", String(repeating: "not a database ", count: 1000),
      "SQLite format 3␀" + String(repeating: "rubbish ", count: 1000),
    ])
  func rubbishIsRefused(text: String) throws {
    let folder = try TemporaryFolder()
    let text = text.replacing("␀", with: "\0")
    let path = try folder.write(text, to: Store.fileName)
    let error = failure { _ = try Store.open(folder: folder.path) }
    #expect(error?.kind == .badInput)
    #expect(error?.code == "store.not-a-database")
    #expect(try Data(contentsOf: URL(filePath: path)) == Data(text.utf8))
  }

  @Test("a store whose maker died before its first table was there is made")
  func halfMade() throws {
    let folder = try TemporaryFolder()
    let queue = try DatabaseQueue(path: folder.path + "/octavo.sqlite")
    try queue.write { db in
      try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    }
    try queue.close()
    #expect(try Store.open(folder: folder.path).check() == [])
  }

  @Test("another program's database is refused and left as it is")
  func otherDatabaseIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/" + Store.fileName
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in try db.execute(sql: "CREATE TABLE recipes (name TEXT)") }
    try queue.close()
    let before = try Data(contentsOf: URL(filePath: path))
    let error = failure { _ = try Store.open(folder: folder.path) }
    #expect(error?.code == "store.not-a-database")
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test("a store from a newer Octavo is refused and left as it is")
  func newerIsRefused() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    try store.pool.write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 from the future')")
    }
    try store.close()
    let path = store.path
    let before = try Data(contentsOf: URL(filePath: path))
    let error = failure { _ = try Store.open(folder: folder.path) }
    #expect(error?.kind == .badInput)
    #expect(error?.code == "store.newer")
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test("a damaged store never crashes, whichever bytes are wrong")
  func damageIsAnError() throws {
    let test = try TestStore()
    try test.outline()
    for id in try test.chapters() {
      try test.write(id, String(repeating: "Some words to fill pages. ", count: 400))
    }
    try test.store.close()
    let whole = try Data(contentsOf: URL(filePath: test.store.path))
    var generator = SeededGenerator(seed: 11)
    var found = 0
    for _ in 0..<30 {
      let folder = try TemporaryFolder()
      var bytes = whole
      for _ in 0..<40 {
        bytes[Int.random(in: 100..<bytes.count, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      try folder.write(bytes, to: Store.fileName)
      if try Self.isDamaged(folder.path, test.project) { found += 1 }
    }
    #expect(found >= 25)
  }

  private static func isDamaged(_ folder: String, _ project: ProjectID) throws -> Bool {
    let error = failure {
      let store = try Store.open(folder: folder, environment: TestEnvironment.make())
      let findings = try store.check()
      _ = try store.projects.list()
      for chapter in try store.outline.chapters(project) {
        _ = try store.chapters.versions(chapter.id)
      }
      _ = try store.ledger.calls(project)
      if findings.hasErrors { throw OctavoError(.badInput, findings) }
    }
    return error != nil
  }

  @Test("a store on a disk that may not be written to says so", .smallDisk)
  func readOnlyIsSaid() throws {
    let disk = try SmallDisk(megabytes: 4)
    let store = try Store.open(folder: disk.path)
    _ = try store.projects.create(TestStore.brief)
    try store.close()
    try disk.makeReadOnly()
    let error = failure {
      let again = try Store.open(folder: disk.path)
      _ = try again.projects.create(TestStore.brief)
    }
    #expect(error?.kind == .cannotWrite)
    #expect(error?.code == "store.read-only")
  }

  @Test("a store that another process keeps locked says to try again")
  func lockedIsSaid() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(
      folder: folder.path, environment: TestEnvironment.make(patience: 0.2))
    let other = try DatabaseQueue(path: store.path)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let error = failure { _ = try store.projects.create(TestStore.brief) }
      #expect(error?.kind == .tryAgain)
      #expect(error?.code == "store.busy")
      try db.execute(sql: "ROLLBACK")
    }
    _ = try store.projects.create(TestStore.brief)
  }

  @Test("migrations are only ever added")
  func migrationsStand() {
    let names = [
      "001 projects", "002 outline", "003 chapters", "004 ledger", "005 journal", "006 events",
      "007 jobs", "008 generation", "009 access", "010 service", "011 only answers",
    ]
    #expect(Array(Schema.migrations.map(\.name).prefix(names.count)) == names)
  }

  @Test("a store of before the tables of journals were dropped opens with all of its projects")
  func olderStoreOpens() throws {
    let folder = try TemporaryFolder()
    let queue = try DatabaseQueue(path: folder.path + "/" + Store.fileName)
    try Schema.migrator.migrate(queue, upTo: "008 generation")
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO projects (id, keyword, genre, audience_level, language, intent, state,
            created_at, updated_at) VALUES ('p1', 'k', 'g', 'a', 'en', '', 'initiated', 1, 1)
          """)
    }
    try queue.close()
    let store = try Store.open(folder: folder.path, environment: TestEnvironment.make())
    #expect(try store.projects.list().map(\.project.id) == [ProjectID("p1")])
    #expect(try store.check() == [])
  }

  @Test("all that makes a store safe is switched on")
  func settingsHold() throws {
    let store = try TestStore().store
    try store.pool.writeWithoutTransaction { db in
      #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
      #expect(try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1)
      #expect(try Int.fetchOne(db, sql: "PRAGMA synchronous") == 1)
      #expect(try Int.fetchOne(db, sql: "PRAGMA secure_delete") == 1)
      let loose = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict
            AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations' AND schema = 'main'
          """)
      #expect(loose == [])
    }
  }
}
