import Foundation
import GRDB
import Glibc
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// A run that is killed at any moment loses nothing that was paid for.
@Suite("Crashes", .ownThreads)
struct CrashTests {
  @Test("after each of twenty kills the text is there, once, and the run goes on")
  func survivesKills() throws {
    var run = try CrashRun(seed: 7)
    try run.kill(times: 20)
  }

  @Test(
    "after each of two hundred and fifty kills the text is there, once",
    .enabled(if: ProcessInfo.processInfo.environment["OCTAVO_SLOW"] == "1"))
  func survivesManyKills() throws {
    for seed in 1...5 {
      var run = try CrashRun(seed: UInt64(seed))
      try run.kill(times: 50)
    }
  }
}

/// A book that is written by one doomed process after another.
private struct CrashRun: ~Copyable {
  private let folder: TemporaryFolder
  private var generator: SeededGenerator
  private let store: Store
  private var project: ProjectID
  private var kills = 0
  private var books = 0

  /// Pieces in a section.
  private static let length = 40

  init(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(folder: folder.path)
    project = try Self.newProject(store)
    generator = SeededGenerator(seed: seed)
    self.store = store
    self.folder = folder
  }

  /// Six chapters of three sections.
  private static func newProject(_ store: Store) throws -> ProjectID {
    let project = try store.projects.create(
      TestStore.brief, budget: MicroDollars(1_000_000_000))
    let section = OutlineDraft(.section, NodePlan(title: "S"))
    let chapter = OutlineDraft(
      .chapter, NodePlan(title: "C"), children: Array(repeating: section, count: 3))
    let lease = try store.leases.take(project)
    _ = try store.outline.set(Array(repeating: chapter, count: 6), under: lease)
    try store.leases.release(lease)
    return project
  }

  mutating func kill(times: Int) throws {
    for _ in 0..<times {
      let probe = try start()
      usleep(UInt32.random(in: 1_000...70_000, using: &generator))
      probe.kill()
      kills += 1
      try verify()
      if try isDone() {
        try verifyBook()
        project = try Self.newProject(store)
        kills = 0
        books += 1
      }
    }
    #expect(try start().finish() == 0)
    try verify()
    try verifyBook()
    #expect(try store.check() == [], "after \(times) kills")
  }

  private var output: URL { folder.url.appending(path: "safe-\(books)") }
  private var bill: URL { folder.url.appending(path: "bill-\(books)") }

  private func start() throws -> ProbeProcess {
    try ProbeProcess(
      ["write", folder.path, project.text, bill.path, "\(Self.length)"], output: output)
  }

  private func lines(_ file: URL) -> [Substring] {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n")
  }

  private func isDone() throws -> Bool {
    try store.chapters.list(project).allSatisfy { $0.status == .written }
  }

  /// What must hold after any kill.
  private func verify() throws {
    let damage = try store.check().filter { $0.severity == .error }
    #expect(damage == [], "kill \(kills)")
    var safe: [String: Int] = [:]
    for line in lines(output) {
      let parts = line.split(separator: " ")
      guard parts.count == 2, let number = Int(parts[1]) else { continue }
      safe[String(parts[0])] = number + 1
    }
    var stored = 0
    for chapter in try store.outline.chapters(project) {
      stored += try verify(chapter, safe)
    }
    let bought = lines(bill).count { $0 == "piece" }
    // A piece that was bought is stored before the next, so that each kill can cost one.
    #expect(bought - stored <= kills, "bought again: \(bought) for \(stored)")
    try verifyLedger()
  }

  /// Every piece that was reported safe is there, each once and in order; how many there are.
  private func verify(_ chapter: OutlineNode, _ safe: [String: Int]) throws -> Int {
    let status = try store.chapters.find(chapter.id)
    let whole = try store.chapters.text(chapter.id)?.content ?? ""
    var count = 0
    for section in chapter.children {
      let text = try store.answers.find(section.id.text, of: project)?.text ?? ""
      let pieces = text.split(separator: " ")
      let expected = pieces.indices.map { "\(section.id.text):\($0)" }
      #expect(pieces.map(String.init) == expected, "kill \(kills)")
      #expect(pieces.count >= safe[section.id.text] ?? 0, "kill \(kills): text was lost")
      if status.status == .written { #expect(whole.contains(text)) }
      count += pieces.count
    }
    #expect((status.status == .written) == (status.version == 1))
    return count
  }

  /// Every call the provider saw is in the ledger; of those in it at most one a kill was not sent.
  private func verifyLedger() throws {
    let calls = try store.ledger.calls(project)
    let sent = lines(bill).filter { $0.hasPrefix("call ") }.map { String($0.dropFirst(5)) }
    let known = Set(calls.map(\.id.text))
    #expect(sent.allSatisfy(known.contains), "a call is not in the ledger")
    #expect(Set(sent).count == sent.count)
    #expect(calls.count - sent.count <= kills)
    #expect(calls.count { $0.settlement == nil } <= 1)
  }

  /// What must hold of a finished book: no chapter lost, doubled or half done.
  private func verifyBook() throws {
    let chapters = try store.chapters.list(project)
    #expect(chapters.count == 6)
    for chapter in chapters {
      #expect(chapter.status == .written)
      #expect(chapter.wordCount == 3 * Self.length)
      #expect(try store.chapters.versions(chapter.id).count == 1)
      #expect(try store.chapters.summary(of: chapter.id) == "Summary of \(chapter.id.text)")
    }
    #expect(try store.facts.list(project).count == 6)
  }
}
