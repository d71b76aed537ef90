import Foundation
import GRDB
import Glibc
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Text is on the disk as it arrives.
@Suite("Journal")
struct JournalTests {
  @Test("text that streamed in is there for the next run, whole and in order")
  func goesOn() throws {
    let test = try TestStore()
    let subject = JournalSubject(step: "ideation")
    let journal = try test.store.journal.open(subject, under: test.lease)
    #expect(journal.text == "")
    let pieces = ["It ", "was", "", " a\n", "“dark” ", "é", "👩‍👩‍👧 ", "night\r\n"]
    for piece in pieces { try test.store.journal.append(piece, to: journal) }
    try test.store.journal.flush(journal)
    let other = try test.other(gone: [1])
    let lease = try other.leases.take(test.project)
    let again = try other.journal.open(subject, under: lease)
    #expect(Array(again.text.utf8) == Array(pieces.joined().utf8))
    try other.journal.append("and stormy", to: again)
    #expect(try other.journal.text(of: again).hasSuffix("night\r\nand stormy"))
  }

  @Test("a NUL a model sends does not swallow what follows")
  func keepsWhatFollowsANul() throws {
    let test = try TestStore()
    let journal = try test.store.journal.open(JournalSubject(step: "s"), under: test.lease)
    try test.store.journal.append("before\0after", to: journal)
    #expect(try test.store.journal.text(of: journal) == "before\u{FFFD}after")
  }

  @Test("subjects and attempts do not mix")
  func subjectsAreApart() throws {
    let test = try TestStore()
    try test.outline()
    let chapters = try test.chapters()
    let subjects = [
      JournalSubject(node: chapters[0], attempt: 1), JournalSubject(node: chapters[0], attempt: 2),
      JournalSubject(node: chapters[1], attempt: 1), JournalSubject(step: "chapter", attempt: 1),
    ]
    for (number, subject) in subjects.enumerated() {
      let journal = try test.store.journal.open(subject, under: test.lease)
      try test.store.journal.append("\(number)", to: journal)
    }
    for (number, subject) in subjects.enumerated() {
      #expect(try test.store.journal.open(subject, under: test.lease).text == "\(number)")
    }
    #expect(try test.store.journal.list(under: test.lease).count == 4)
  }

  @Test("a loop's end can be cut off, and a useless text forgotten")
  func replacesAndDiscards() throws {
    let test = try TestStore()
    let journal = try test.store.journal.open(JournalSubject(step: "s"), under: test.lease)
    for _ in 0..<5 { try test.store.journal.append("again ", to: journal) }
    try test.store.journal.replace(journal, with: "again ")
    try test.store.journal.append("and on", to: journal)
    #expect(try test.store.journal.text(of: journal) == "again and on")
    try test.store.journal.discard(journal)
    #expect(try test.store.journal.list(under: test.lease) == [])
    try test.store.journal.append("x", to: journal)
    #expect(failure { try test.store.journal.flush(journal) } != nil)
    #expect(try test.store.check() == [])
  }

  @Test("sealing moves the text into the section and empties the journal, or does neither")
  func seals() throws {
    let test = try TestStore()
    let chapter = try #require(try test.outline().flatMap(\.chapters).first)
    let work = try test.store.chapters.begin(chapter.id, under: test.lease)
    let section = chapter.children[0].id
    let journal = try test.store.journal.open(
      JournalSubject(node: section, attempt: work.attempt), under: test.lease)
    try test.store.journal.append("Raw text", to: journal)
    let bad = SectionText(node: NodeID("nowhere"), position: 0, content: "x", wordCount: 1)
    #expect(
      failure { try test.store.chapters.seal(journal, as: bad, of: work, under: test.lease) } != nil
    )
    #expect(try test.store.journal.text(of: journal) == "Raw text")
    let good = SectionText(node: section, position: 0, content: "Clean text", wordCount: 2)
    try test.store.chapters.seal(journal, as: good, of: work, under: test.lease)
    let resumed = try test.store.chapters.begin(chapter.id, under: test.lease)
    #expect(resumed.attempt == work.attempt)
    #expect(resumed.sections == [good])
    #expect(resumed.journals == [])
  }

  @Test("a log torn anywhere by a power cut costs its end and nothing else")
  func tornLogIsDropped() throws {
    let test = try TestStore()
    let journal = try test.store.journal.open(JournalSubject(step: "s"), under: test.lease)
    for number in 0..<300 {
      try test.store.journal.append("\(number) ", to: journal)
      try test.store.journal.flush(journal)
    }
    let main = try Data(contentsOf: URL(filePath: test.store.path))
    let log = try Data(contentsOf: URL(filePath: test.store.path + "-wal"))
    var generator = SeededGenerator(seed: 3)
    var lengths: Set<Int> = []
    for round in 0..<40 {
      let folder = try TemporaryFolder()
      try folder.write(main, to: Store.fileName)
      let cut = Int.random(in: 200_000...log.count, using: &generator)
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
    let text = try store.read { db in
      try db.rows("SELECT content FROM journal_pieces ORDER BY number") { try $0.text("content") }
    }
    #expect(text == text.indices.map { "\($0) " })
    return text.count
  }

  @Test("a full disk is an error in words, and nothing that was there is lost")
  func fullDisk() throws {
    guard let disk = try SmallDisk(megabytes: 4) else { return }
    let store = try Store.open(folder: disk.path, environment: TestEnvironment.make())
    let lease = try store.leases.take(try store.projects.create(TestStore.brief))
    let journal = try store.journal.open(JournalSubject(step: "s"), under: lease)
    try disk.fill(leaving: 300_000)
    var (safe, last) = ("", "")
    let error = failure {
      for number in 0..<100_000 {
        try store.journal.append("\(number) ", to: journal)
        last = "\(number) "
        try store.journal.flush(journal)
        safe += "\(number) "
      }
    }
    #expect(error?.kind == .inputOutput)
    #expect(["store.disk-full", "store.write-failed"].contains(error?.code))
    #expect(!safe.isEmpty)
    #expect(failure { _ = try store.journal.text(of: journal) }?.kind == .inputOutput)
    #expect(try store.journal.list(under: lease).map(\.text) == [safe])
    try disk.empty()
    try store.journal.flush(journal)
    try store.journal.append("on", to: journal)
    #expect(try store.journal.text(of: journal) == safe + last + "on")
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
    let text = try store.read { db in
      try db.rows("SELECT content FROM journal_pieces ORDER BY number") { try $0.text("content") }
    }
    #expect(text == lines.dropLast().map { $0 + " " })
    #expect(text.count > 10)
    #expect(try store.check().filter { $0.severity == .error } == [])
  }

  @Test("a stream that stalls has its last words written all the same")
  func stalledIsWritten() throws {
    let test = try TestStore()
    let journal = try test.store.journal.open(JournalSubject(step: "s"), under: test.lease)
    let other = try test.other()
    func stored() throws -> [String] {
      try other.read { db in
        try db.rows("SELECT content FROM journal_pieces ORDER BY number") { try $0.text("content") }
      }
    }
    for piece in ["The ", "last ", "words"] { try test.store.journal.append(piece, to: journal) }
    #expect(try stored() == [])
    test.clock.advance(milliseconds: 250)
    #expect(try stored() == ["The last words"])
    try test.store.journal.append(" again", to: journal)
    test.clock.advance(milliseconds: 249)
    #expect(try stored().count == 1)
    test.clock.advance(milliseconds: 1)
    #expect(try stored() == ["The last words", " again"])
    try test.store.journal.append(String(repeating: "much ", count: 4000), to: journal)
    #expect(try stored().count == 3)
  }

  @Test("what a timer could not write is told to the next verb of that journal, and to no other")
  func failuresAreTold() throws {
    let test = try TestStore()
    let journal = try test.store.journal.open(JournalSubject(step: "s"), under: test.lease)
    try test.store.journal.append("late", to: journal)
    let other = try test.other(gone: [1])
    let lease = try other.leases.take(test.project)
    _ = try test.store.projects.list()
    #expect(
      failure { try test.store.journal.append("more", to: journal) }?.code == "store.lease-lost")
    #expect(try other.journal.list(under: lease).map(\.text) == [""])
  }

  @Test("streams at once keep their order, each in its own journal")
  func streamsAtOnce() async throws {
    let test = try TestStore()
    let (store, lease) = (test.store, test.lease)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<6 {
        group.addTask {
          let journal = try store.journal.open(
            JournalSubject(step: "s\(task)"), under: lease)
          for number in 0..<400 {
            try store.journal.append("\(number) ", to: journal)
            if number % 9 == task { _ = try store.projects.list() }
          }
        }
      }
      try await group.waitForAll()
    }
    let whole = (0..<400).map { "\($0) " }.joined()
    let texts = try store.journal.list(under: lease).map(\.text)
    #expect(texts == Array(repeating: whole, count: 6))
  }

  @Test("a killed process loses at most its last second")
  func killLosesASecond() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    let project = try store.projects.create(TestStore.brief)
    for round in 0..<2 {
      let probe = try ProbeProcess(
        ["trickle", folder.path, project.text], output: folder.url.appending(path: "out\(round)"))
      while try probe.lines().count < 300, probe.isRunning { usleep(1000) }
      probe.kill()
      let lines = try probe.lines()
      let last = try #require(lines.last.flatMap { Int64($0) })
      let lease = try store.leases.take(project)
      let journals = try store.journal.list(under: lease)
      try store.leases.release(lease)
      let old = lines.count { Int64($0) ?? 0 <= last - 1000 }
      let text = try #require(journals.last?.text)
      #expect(text.split(separator: " ").count >= old)
      #expect(old > 50)
      #expect(text == (0..<text.split(separator: " ").count).map { "\($0) " }.joined())
      let done = try store.leases.take(project)
      if let journal = try store.journal.list(under: done).last {
        try store.journal.discard(journal)
      }
      try store.leases.release(done)
    }
  }

  @Test("streaming renews the lease")
  func streamingRenews() throws {
    let test = try TestStore()
    let journal = try test.store.journal.open(JournalSubject(step: "s"), under: test.lease)
    for _ in 0..<10 {
      test.clock.advance(seconds: 20)
      try test.store.journal.append("word ", to: journal)
    }
    #expect(
      failure { _ = try test.other().leases.take(test.project) }?.code == "store.project-held")
  }
}
