import Foundation
import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// A project leaves the store as a manuscript and comes back unchanged.
@Suite("Exchange")
struct ExchangeTests {
  /// A project with something in every table, and words that are hard to write down.
  private static func fill(_ test: borrowing TestStore) throws {
    let (store, lease) = (test.store, test.lease)
    let ids = try store.concepts.add(
      [
        ConceptDraft(
          title: "Bridges: \"a *history*\" \\ of C:\\ & <more>",
          tagline: "Line one\nline two\u{85}",
          audience: "all", thesis: "t", difference: "d", extra: #"{"n":[1,2.5,null]}"#)
      ], under: lease)
    try store.concepts.choose(ids[0], under: lease)
    try store.projects.setStyleLock(#"{"a":"é"}"#, under: lease)
    try test.outline()
    let chapters = try test.chapters()
    try test.write(chapters[0], "Old text.\n\nWith # marks\n", summary: "old")
    try test.write(
      chapters[0], "\nNew “text” 👩‍👩‍👧\r\nwith\ttabs \\ and\u{2028}separators\n\n", summary: "new")
    try test.write(
      chapters[0], "\nNew “text” 👩‍👩‍👧\r\nwith\ttabs \\ and\u{2028}separators\n\n", summary: "newer",
      facts: [FactDraft(entity: "e", predicate: "p", value: "v", paragraph: 1, evidence: "x")])
    try test.write(chapters[2], "")
    _ = try store.outline.rename(chapters[0], to: "1. *Stars* {#id} [x] `c` $y$ #", under: lease)
    try store.records.save(
      StoredRecord("chapter", "2", body: #"{"words":1}"#),
      effects: [.working(chapters[1], reason: nil)], under: lease)
    try store.answers.begin("c", under: lease)
    for piece in ["Stream", "ed ", "te"] { try store.answers.append(piece, to: "c", under: lease) }
    try store.findings.replace(
      .outline, with: [FindingDraft(.outline, .warning, "c", "m", node: chapters[1])], under: lease)
    for number in 0..<3 {
      let call = NewCall(step: "chapter", provider: "p", model: "m", reserve: MicroDollars(9))
      guard case .admitted(let id) = try store.ledger.open(call, under: lease) else { return }
      guard number > 0 else { continue }
      try store.ledger.settle(
        id, CallSettlement(.completed, tokensIn: 1, tokensOut: 1, cost: MicroDollars(4)))
    }
    _ = try store.outline.drop(try store.outline.tree(test.project)[1].children[0].id, under: lease)
  }

  /// What a writer of manuscripts would make of the chapters that have a text.
  private static func manuscript(_ test: borrowing TestStore) throws -> [ManuscriptFile] {
    var files = [ManuscriptFile(path: "book.yaml", text: "title: Bridges\n")]
    for (index, id) in try test.chapters().enumerated() {
      guard let text = try test.store.chapters.text(id) else { continue }
      files.append(
        ManuscriptFile(
          path: "chapters/0\(index + 1).md", text: "# Title\n\n\(text.content)\n", chapter: id))
    }
    return files
  }

  private static func contents(_ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    var files: [String: Data] = [:]
    for name in names where FileKind.of(folder + "/" + name) == .file {
      files[name] = try Data(contentsOf: URL(filePath: folder + "/" + name))
    }
    return files
  }

  @Test("a project exported, imported and exported again is the same, byte for byte")
  func roundTrips() throws {
    let test = try TestStore()
    try Self.fill(test)
    let scratch = try TemporaryFolder()
    let names = try test.store.projects.export(
      test.project, as: try Self.manuscript(test), to: scratch.path + "/a")
    #expect(
      names == [
        "book.yaml", "chapters/01.md", "chapters/03.md", ProjectDocument.fileName,
      ])
    let other = try Store.open(folder: scratch.path + "/s", environment: TestEnvironment.make())
    let imported = try other.projects.importFolder(scratch.path + "/a")
    #expect(imported.project == test.project)
    #expect(imported.findings == [] && imported.edits == [] && imported.isNew)
    try other.projects.export(
      test.project, as: try Self.manuscript(test), to: scratch.path + "/b")
    let (first, second) = (
      try Self.contents(scratch.path + "/a"), try Self.contents(scratch.path + "/b")
    )
    #expect(first == second)
    #expect(first.count == 4)
    #expect(try other.outline.tree(test.project) == test.store.outline.tree(test.project))
    #expect(try other.ledger.calls(test.project) == test.store.ledger.calls(test.project))
    #expect(try other.projects.find(test.project) == test.store.projects.find(test.project))
    #expect(try other.check().map(\.code) == ["store.open-call"])
  }

  @Test("an imported project goes on where it was: answers, records, abandoned calls")
  func importedGoesOn() throws {
    let test = try TestStore()
    try Self.fill(test)
    let scratch = try TemporaryFolder()
    try test.store.projects.export(
      test.project, as: try Self.manuscript(test), to: scratch.path + "/a")
    let other = try Store.open(folder: scratch.path + "/s", environment: TestEnvironment.make())
    _ = try other.projects.importFolder(scratch.path + "/a")
    let lease = try other.leases.take(test.project)
    #expect(try other.ledger.closeAbandoned(under: lease).count == 1)
    #expect(try other.records.list(test.project) == test.store.records.list(test.project))
    #expect(try other.answers.find("c", of: test.project)?.text == "Streamed te")
    try other.answers.append("xt", to: "c", under: lease)
    #expect(try other.answers.find("c", of: test.project)?.text == "Streamed text")
  }

  @Test("what was edited in the folder is told, with its chapter; the rows come back as they were")
  func findsEdits() throws {
    let test = try TestStore()
    try Self.fill(test)
    let scratch = try TemporaryFolder()
    let files = try Self.manuscript(test)
    try test.store.projects.export(test.project, as: files, to: scratch.path + "/a")
    try scratch.write("# Better *title*\n\nBetter text here.\n", to: "a/chapters/01.md")
    try scratch.write("title: Mine\n", to: "a/book.yaml")
    try FileManager.default.removeItem(atPath: scratch.path + "/a/chapters/03.md")
    let other = try Store.open(folder: scratch.path + "/s", environment: TestEnvironment.make())
    let imported = try other.projects.importFolder(scratch.path + "/a")
    #expect(
      imported.findings.map(\.code) == ["exchange.book-edited", "exchange.missing-file"])
    let edit = try #require(imported.edits.first)
    #expect(imported.edits.count == 1 && edit.path == "chapters/01.md")
    #expect(edit.chapter == files[1].chapter)
    #expect(edit.text == "# Better *title*\n\nBetter text here.\n")
    #expect(edit.wasExported(as: files[1].text) && !edit.wasExported(as: edit.text))
    let before = try test.store.chapters.text(edit.chapter)
    #expect(try other.chapters.text(edit.chapter) == before)
    #expect(try other.check().filter { $0.severity == .error } == [])
  }

  @Test("a project that is there already keeps its rows; its edits are told all the same")
  func importsTwice() throws {
    let test = try TestStore()
    try Self.fill(test)
    let scratch = try TemporaryFolder()
    try test.store.projects.export(
      test.project, as: try Self.manuscript(test), to: scratch.path + "/a")
    try scratch.write("# Title\n\nMine.\n", to: "a/chapters/01.md")
    let before = try test.store.projects.find(test.project)
    let imported = try test.store.projects.importFolder(scratch.path + "/a")
    #expect(!imported.isNew && imported.edits.map(\.path) == ["chapters/01.md"])
    #expect(try test.store.projects.find(test.project) == before)
  }

  @Test("a second export follows the store, and never writes over what an author changed")
  func exportsAgain() throws {
    let test = try TestStore()
    try Self.fill(test)
    let scratch = try TemporaryFolder()
    let target = scratch.path + "/a"
    try test.store.projects.export(
      test.project, as: try Self.manuscript(test), to: target)
    try scratch.write("mine", to: "a/notes.txt")
    _ = try test.store.chapters.edit(
      try test.chapters()[0], content: "Edited in the store.", wordCount: 4, under: test.lease)
    _ = try test.store.outline.drop(try test.chapters()[2], under: test.lease)
    try test.store.projects.export(
      test.project, as: try Self.manuscript(test), to: target)
    let files = try Self.contents(target)
    #expect(
      files.keys.sorted() == [
        "book.yaml", "chapters/01.md", "notes.txt", ProjectDocument.fileName,
      ])
    try scratch.write("# Mine\n\nMine.\n", to: "a/chapters/01.md")
    let before = try Self.contents(target)
    let error = failure {
      try test.store.projects.export(
        test.project, as: try Self.manuscript(test), to: target)
    }
    #expect(error?.kind == .cannotWrite)
    #expect(error?.words.contains("chapters/01.md was edited") == true)
    #expect(try Self.contents(target) == before)
  }

  @Test("a folder with other things in it is refused and left alone")
  func refusesOtherFolders() throws {
    let test = try TestStore()
    let scratch = try TemporaryFolder()
    try scratch.write("mine", to: "full/file")
    #expect(
      failure {
        try test.store.projects.export(
          test.project, as: try Self.manuscript(test), to: scratch.path + "/full")
      }?.kind
        == .cannotWrite)
    #expect(
      failure {
        try test.store.projects.export(
          test.project, as: try Self.manuscript(test), to: scratch.path + "/full/file")
      }?
      .kind == .cannotWrite)
    #expect(
      failure {
        try test.store.projects.export(
          test.project, as: try Self.manuscript(test), to: scratch.path + "/no/where")
      }?.kind
        == .cannotWrite)
    let other = try test.store.projects.create(TestStore.brief)
    try test.store.projects.export(
      other, as: [], to: scratch.path + "/other")
    #expect(
      failure {
        try test.store.projects.export(
          test.project, as: try Self.manuscript(test), to: scratch.path + "/other")
      }?.words
        .contains("another project") == true)
    #expect(try scratch.names() == ["full", "other"])
  }

  @Test("a full disk leaves no half export", .smallDisk)
  func exportWithoutRoom() throws {
    let test = try TestStore()
    try test.outline()
    try test.write(try test.chapters()[0], String(repeating: "words ", count: 100_000))
    let disk = try SmallDisk(megabytes: 1)
    try disk.fill(leaving: 100_000)
    let error = failure {
      try test.store.projects.export(
        test.project, as: try Self.manuscript(test), to: disk.path + "/book")
    }
    #expect(error?.kind == .inputOutput)
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["ballast"])
  }

  @Test("an import that cannot be whole changes nothing and says why")
  func refusesBadImports() throws {
    let test = try TestStore()
    try Self.fill(test)
    let scratch = try TemporaryFolder()
    try test.store.projects.export(
      test.project, as: try Self.manuscript(test), to: scratch.path + "/a")
    let name = scratch.path + "/a/" + ProjectDocument.fileName
    let good = try String(contentsOfFile: name, encoding: .utf8)
    let store = try Store.open(folder: scratch.path + "/s", environment: TestEnvironment.make())
    let project = test.project.text
    let cases: [(String, String)] = [
      ("{", "exchange.unreadable"),
      ("[]", "exchange.unreadable"),
      (
        good.replacing("\"format\" : \"octavo-project\"", with: "\"format\" : \"x\""),
        "exchange.other-format"
      ),
      (good.replacing("\"version\" : 1\n}", with: "\"version\" : 2\n}"), "exchange.newer"),
      (good.replacing("\"audience_level\"", with: "\"audience_levl\""), "exchange.refused"),
      (good.replacing("\"summaries\"", with: "\"sumaries\""), "exchange.refused"),
      (
        good.replacing("\"status\" : \"writing\"", with: "\"status\" : \"asleep\""),
        "exchange.refused"
      ),
      (
        good.replacing("\"project_id\" : \"\(project)\"", with: "\"project_id\" : \"p0\""),
        "exchange.refused"
      ),
      (good.replacing("chapters/01.md", with: "../../etc/passwd"), "exchange.bad-path"),
    ]
    for (text, code) in cases {
      try text.write(toFile: name, atomically: true, encoding: .utf8)
      let error = failure { _ = try store.projects.importFolder(scratch.path + "/a") }
      #expect(error?.code == code, "\(error?.words ?? "no error")")
      #expect(try store.projects.list() == [])
    }
    try good.write(toFile: name, atomically: true, encoding: .utf8)
    _ = try store.projects.importFolder(scratch.path + "/a")
    #expect(try !store.projects.importFolder(scratch.path + "/a").isNew)
    #expect(failure { _ = try store.projects.importFolder(scratch.path) }?.kind == .missingInput)
    #expect(try store.check().filter { $0.severity == .error } == [])
  }
}
