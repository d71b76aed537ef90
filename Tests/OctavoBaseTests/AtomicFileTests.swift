import Foundation
import OctavoBase
import Testing

@Suite final class AtomicFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("octavo-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  @Test func theFileAppearsOnlyWhenWhole() throws {
    let path = folder.appendingPathComponent("book.pdf").path
    try Data("old".utf8).write(to: URL(fileURLWithPath: path))
    let file = try AtomicFile(path: path)
    try file.write("new ")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    try file.write("text")
    try file.commit()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new text")
    #expect(names == ["book.pdf"])
  }

  @Test func aFileThatIsGivenUpLeavesNothing() throws {
    do {
      let file = try AtomicFile(path: folder.appendingPathComponent("book.pdf").path)
      try file.write("half")
      #expect(!names.contains("book.pdf"))
    }
    #expect(names.isEmpty)
  }

  @Test func twoWritersOfOneNameDoNotMeet() throws {
    let path = folder.appendingPathComponent("book.pdf").path
    let (first, second) = (try AtomicFile(path: path), try AtomicFile(path: path))
    try first.write("first")
    try second.write("second")
    try first.commit()
    try second.commit()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "second")
    #expect(names == ["book.pdf"])
  }

  @Test func placesThatCannotBeWrittenAreNamed() {
    for path in ["/proc/octavo/book.pdf", "/nowhere/book.pdf", folder.path, "", "a/"] {
      let error = #expect(throws: OctavoError.self) { _ = try AtomicFile(path: path) }
      #expect(error?.kind == .cannotWrite)
      #expect(error?.diagnostics.first?.message.contains("“\(path)”") == true)
    }
  }
}
