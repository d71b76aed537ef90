import Foundation
import Octavo
import OctavoBookTestSupport
import OctavoLayout
import OctavoTestSupport
import Testing

@Suite("Determinism")
struct DeterminismTests {
  private static let book = "Fixtures/manuscripts/single.md"

  @Test("one thread and two give the same pages and the same bytes")
  func threads() throws {
    let one = try SmallBook.set(path: Repository.path(Self.book), threads: 1)
    let two = try SmallBook.set(path: Repository.path(Self.book), threads: 2)
    try expectSame(one, two)
  }

  @Test("two runs give the same pages and the same bytes")
  func runs() throws {
    let path = Repository.path("Fixtures/torture")
    try expectSame(try SmallBook.set(path: path), try SmallBook.set(path: path, threads: 3))
  }

  /// With one thread the side of every chapter is known when it is set; with many, while the first is
  /// long, of hardly any.
  @Test("sides known early or late give the same pages", arguments: 1...3)
  func sides(parts: Int) throws {
    let long = String(repeating: "The ferry went on along the quiet shore. ", count: 1_200)
    let folder = try TemporaryFolder()
    var names: [String] = []
    for chapter in 0..<24 {
      let words = chapter == 0 ? long : String(long.prefix(400 * (chapter % 7) + 100))
      let reference = chapter % 9 == 4 ? "See page [](#c\(chapter / 2)){.page}." : ""
      let name = "\(chapter).md"
      try folder.write("# Chapter {#c\(chapter)}\n\n\(words)\n\n\(reference)\n", to: name)
      if parts > 1, chapter % (8 / parts) == 1 { names.append("{part: P\(chapter)}") }
      names.append(name)
    }
    let body = names.map { "  - \($0)\n" }.joined()
    try folder.write("title: T\ntrim: 5x8in\ntemplate: modern\nbody:\n\(body)", to: "book.yaml")
    let one = try SmallBook.set(path: folder.path, threads: 1)
    #expect(one.pages.divisions.count > 24)
    try expectSame(one, try SmallBook.set(path: folder.path, threads: 8))
  }

  private func expectSame(_ first: TypesetResult, _ second: TypesetResult) throws {
    let writers = [BookWriter(first), BookWriter(second)]
    #expect(writers[0].dump(.fragments) == writers[1].dump(.fragments))
    #expect(first.diagnostics == second.diagnostics)
    let folder = try TemporaryFolder()
    let files = try writers.enumerated().map { index, writer in
      let path = folder.path + "/\(index).pdf"
      try writer.writePDF(to: path)
      return try Data(contentsOf: URL(filePath: path))
    }
    #expect(files[0] == files[1])
    #expect(files[0].count > 10_000)
  }
}
