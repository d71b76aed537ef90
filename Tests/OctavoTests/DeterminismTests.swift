import Foundation
import Octavo
import OctavoBookTestSupport
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
