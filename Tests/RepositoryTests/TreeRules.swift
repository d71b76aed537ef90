import Foundation
import OctavoTestSupport
import Testing

/// What no file of the repository may hold, and what must hang together.
@Suite("Tree")
struct TreeRules {
  /// Spelt in pieces, so that this file passes its own rule.
  static let machinePaths = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/"]
  static let leftovers = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]

  @Test("no file names a path of one machine")
  func noMachinePaths() throws {
    for file in try TrackedFiles.texts() {
      for (index, line) in file.lines.enumerated() {
        for path in Self.machinePaths where line.contains(path) {
          Issue.record("\(file.path):\(index + 1) names \(path)")
        }
      }
    }
  }

  @Test("nothing is left to be done later")
  func noLeftovers() throws {
    let expression = try Regex(#"\b("# + Self.leftovers.joined(separator: "|") + #")\b"#)
    for file in try TrackedFiles.texts() where !file.path.hasPrefix("Fonts/") {
      for (index, line) in file.lines.enumerated() where line.contains(expression) {
        Issue.record("\(file.path):\(index + 1): \(line)")
      }
    }
  }

  @Test("every golden case is checked by some test")
  func goldenCasesAreAlive() throws {
    let cases = Set(
      Repository.files(below: "Fixtures/Golden").compactMap {
        $0.split(separator: "/").dropFirst(2).first.map(String.init)
      })
    let tests = try SourceTree.swiftFiles(below: "Tests").flatMap(\.lines)
    for name in cases.sorted() {
      #expect(
        tests.contains { $0.contains("\"\(name)\"") }, "Fixtures/Golden/\(name) is not used")
    }
  }

  @Test("every page of documentation links to things that are there")
  func linksLead() throws {
    let expression = /\]\((?<target>[^)#\s]+)\)/
    for file in try TrackedFiles.texts() where Self.isDocumentation(file.path) {
      for match in file.lines.joined(separator: "\n").matches(of: expression) {
        let target = String(match.target)
        guard !target.contains("://") else { continue }
        let folder = Repository.url(file.path).deletingLastPathComponent()
        let path = folder.appending(path: target).path(percentEncoded: false)
        #expect(
          FileManager.default.fileExists(atPath: path), "\(file.path) links to \(target)")
      }
    }
  }

  @Test("every page named in the documentation's topics exists")
  func documentationPagesExist() throws {
    let pages = Set(
      Repository.files(below: "Sources/Octavo/Octavo.docc")
        .filter { $0.hasSuffix(".md") }
        .map { URL(filePath: $0).deletingPathExtension().lastPathComponent })
    for file in try TrackedFiles.texts() where file.path.contains("Octavo.docc/") {
      for match in file.lines.joined(separator: "\n").matches(of: /<doc:(?<page>[^>]+)>/) {
        #expect(pages.contains(String(match.page)), "\(file.path): no page \(match.page)")
      }
    }
  }

  private static func isDocumentation(_ path: String) -> Bool {
    guard path.hasSuffix(".md") else { return false }
    return !path.contains("/") || path.contains("Octavo.docc/")
  }
}
