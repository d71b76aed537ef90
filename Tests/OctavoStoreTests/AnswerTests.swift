import Foundation
import GRDB
import Glibc
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Answers are on the disk as they arrive.
@Suite("Answers", .ownThreads)
struct AnswerTests {
  @Test("text that streamed in is there for the next run, whole and in order")
  func goesOn() throws {
    let test = try TestStore()
    #expect(try test.store.answers.find("c", of: test.project) == nil)
    try test.store.answers.begin("c", under: test.lease)
    #expect(
      try test.store.answers.find("c", of: test.project) == StoredAnswer(text: "", ending: nil))
    let pieces = ["It ", "was", "", " a\n", "“dark” ", "é", "👩‍👩‍👧 ", "night\r\n"]
    for piece in pieces { try test.store.answers.append(piece, to: "c", under: test.lease) }
    let other = try test.other(gone: [1])
    let lease = try other.leases.take(test.project)
    let found = try #require(try other.answers.find("c", of: test.project))
    #expect(Array(found.text.utf8) == Array(pieces.joined().utf8))
    #expect(found.ending == nil)
    try other.answers.begin("c", under: lease)
    try other.answers.append("and stormy", to: "c", under: lease)
    try other.answers.end("c", of: test.project, as: "stop")
    let ended = try #require(try other.answers.find("c", of: test.project))
    #expect(ended.text == pieces.joined() + "and stormy")
    #expect(ended.ending == "stop")
  }

  @Test("an answer that has ended is one piece, its text the same")
  func folds() throws {
    let test = try TestStore()
    for call in ["a", "b"] {
      try test.store.answers.begin(call, under: test.lease)
      for number in 0..<50 {
        try test.store.answers.append("\(call)\(number) ", to: call, under: test.lease)
      }
    }
    try test.store.answers.end("a", of: test.project, as: "stop")
    let counts = try test.store.read { db in
      try db.rows("SELECT count(*) AS n FROM answer_pieces GROUP BY call ORDER BY call") {
        try $0.integer("n")
      }
    }
    #expect(counts == [1, 50])
    for call in ["a", "b"] {
      let text = try test.store.answers.find(call, of: test.project)?.text
      #expect(text == (0..<50).map { "\(call)\($0) " }.joined())
    }
    #expect(try test.store.check() == [])
  }

  @Test("a NUL a model sends does not swallow what follows")
  func keepsWhatFollowsANul() throws {
    let test = try TestStore()
    try test.store.answers.begin("c", under: test.lease)
    try test.store.answers.append("before\0after", to: "c", under: test.lease)
    #expect(try test.store.answers.find("c", of: test.project)?.text == "before\u{FFFD}after")
  }

  @Test("a log torn anywhere by a power cut costs its end and nothing else")
  func tornLogIsDropped() throws {
    let test = try TestStore()
    try test.store.answers.begin("c", under: test.lease)
    for number in 0..<300 {
      try test.store.answers.append("\(number) ", to: "c", under: test.lease)
    }
    let main = try Data(contentsOf: URL(filePath: test.store.path))
    let log = try Data(contentsOf: URL(filePath: test.store.path + "-wal"))
    var generator = SeededGenerator(seed: 3)
    var lengths: Set<Int> = []
    for round in 0..<40 {
      let folder = try TemporaryFolder()
      try folder.write(main, to: Store.fileName)
      let cut = Int.random(in: log.count / 4...log.count, using: &generator)
      var torn = log.prefix(cut)
      if round % 2 == 1 {
        torn[torn.startIndex + cut / 2] ^= 0x55
      }
      try folder.write(Data(torn), to: Store.fileName + "-wal")
      lengths.insert(try Self.verify(folder.path))
    }
    #expect(lengths.count > 5)
  }

  /// How many pieces of the text are there, in a store that must be sound.
  private static func verify(_ folder: String) throws -> Int {
    let store = try Store.open(folder: folder, environment: TestEnvironment.make())
    #expect(try store.check().filter { $0.severity == .error } == [])
    let text = try pieces(store)
    #expect(text == text.indices.map { "\($0) " })
    return text.count
  }

  private static func pieces(_ store: Store) throws -> [String] {
    try store.read { db in
      try db.rows("SELECT content FROM answer_pieces ORDER BY number") { try $0.text("content") }
    }
  }

  @Test("a full disk is an error in words, and nothing that was there is lost", .smallDisk)
  func fullDisk() throws {
    let disk = try SmallDisk(megabytes: 4)
    let store = try Store.open(folder: disk.path, environment: TestEnvironment.make())
    let project = try store.projects.create(TestStore.brief)
    let lease = try store.leases.take(project)
    try store.answers.begin("c", under: lease)
    try disk.fill(leaving: 300_000)
    var safe = ""
    let error = failure {
      for number in 0..<100_000 {
        try store.answers.append("\(number) ", to: "c", under: lease)
        safe += "\(number) "
      }
    }
    #expect(error?.kind == .inputOutput)
    #expect(["store.disk-full", "store.write-failed"].contains(error?.code))
    #expect(!safe.isEmpty)
    #expect(failure { try store.answers.append("no", to: "c", under: lease) }?.kind == .inputOutput)
    let record = StoredRecord("outline", body: "{}")
    #expect(failure { try store.records.save(record, under: lease) }?.kind == .inputOutput)
    #expect(try store.answers.find("c", of: project)?.text == safe)
    try disk.empty()
    try store.answers.append("on", to: "c", under: lease)
    try store.records.save(record, under: lease)
    #expect(try store.answers.find("c", of: project)?.text == safe + "on")
    #expect(try store.records.list(project) == [record])
    #expect(try store.check() == [])
  }

  @Test("a limit on the size of files is an error in words, and nothing that was there is lost")
  func limitedFile() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    let project = try store.projects.create(TestStore.brief)
    let output = folder.url.appending(path: "out")
    let probe = try ProbeProcess(["fill", folder.path, project.text, "2000000"], output: output)
    #expect(probe.finish() == 3)
    let lines = try probe.lines()
    let error = try #require(lines.last)
    #expect(error.hasPrefix("error inputOutput store."))
    let text = try Self.pieces(store)
    #expect(text == lines.dropLast().map { $0 + " " })
    #expect(text.count > 10)
    #expect(try store.check().filter { $0.severity == .error } == [])
  }

  @Test("a piece is there for other processes as soon as it is taken")
  func isThereAtOnce() throws {
    let test = try TestStore()
    let other = try test.other()
    try test.store.answers.begin("c", under: test.lease)
    for number in 1...3 {
      try test.store.answers.append("word ", to: "c", under: test.lease)
      #expect(try Self.pieces(other).count == number)
    }
  }

  @Test("streams at once keep their order, each in its own answer")
  func streamsAtOnce() async throws {
    let test = try TestStore()
    let (store, lease) = (test.store, test.lease)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<4 {
        group.addTask {
          try store.answers.begin("c\(task)", under: lease)
          for number in 0..<100 {
            try store.answers.append("\(number) ", to: "c\(task)", under: lease)
          }
        }
      }
      try await group.waitForAll()
    }
    let whole = (0..<100).map { "\($0) " }.joined()
    for task in 0..<4 {
      #expect(try store.answers.find("c\(task)", of: test.project)?.text == whole)
    }
  }

  @Test("a killed process loses nothing that it was told is safe")
  func killLosesNothing() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    for round in 0..<2 {
      let project = try store.projects.create(TestStore.brief)
      let probe = try ProbeProcess(
        ["trickle", folder.path, project.text], output: folder.url.appending(path: "out\(round)"))
      while try probe.lines().count < 100, probe.isRunning { usleep(1000) }
      probe.kill()
      let safe = try probe.lines().count
      let text = try #require(try store.answers.find("outline", of: project)).text
      let count = text.split(separator: " ").count
      #expect(count >= safe && count <= safe + 1)
      #expect(text == (0..<count).map { "\($0) " }.joined())
    }
  }

  @Test("streaming renews the lease")
  func streamingRenews() throws {
    let test = try TestStore()
    try test.store.answers.begin("c", under: test.lease)
    for _ in 0..<10 {
      test.clock.advance(seconds: 20)
      try test.store.answers.append("word ", to: "c", under: test.lease)
    }
    #expect(
      failure { _ = try test.other().leases.take(test.project) }?.code == "store.project-held")
  }
}
