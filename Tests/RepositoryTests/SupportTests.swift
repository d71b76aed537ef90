import Foundation
import OctavoTestSupport
import Testing

/// The tools the other tests stand on.
@Suite("Test support", .ownThreads)
struct SupportTests {
  @Test("a difference shows the changed lines with their neighbours")
  func differenceShowsChanges() {
    let report = LineDifference.report(
      expected: "a\nb\nc\nd\ne\nf\n", actual: "a\nb\nc\nD\ne\nf\n")
    #expect(report == "  …\n  2: b\n  3: c\n- 4: d\n+ 4: D\n  5: e\n  6: f")
    #expect(LineDifference.report(expected: "a\n", actual: "a\n") == "")
    #expect(LineDifference.report(expected: "a\n", actual: "a") != "")
  }

  @Test("the same seed gives the same numbers")
  func seedsRepeat() {
    var first = SeededGenerator(seed: 0)
    #expect(first.next() == 0xE220_A839_7B1D_CDAF)
    #expect(first.next() == 0x6E78_9E6A_A1B9_65F4)
  }

  @Test("a program's outputs and exit code come back whole")
  func programsReport() throws {
    let result = try Shell.run("sh", ["-c", "echo out; echo err >&2; exit 3"])
    #expect(result.status == 3)
    #expect(result.out == "out\n")
    #expect(result.err == "err\n")
    #expect(Shell.has("sh"))
    #expect(!Shell.has("no-such-program-here"))
  }

  @Test("a temporary folder is gone when its value is")
  func foldersVanish() throws {
    var path = ""
    do {
      let folder = try TemporaryFolder()
      path = folder.path
      try folder.write("text", to: "a/b.txt")
      #expect(try folder.names() == ["a"])
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("the root is the folder of the package")
  func rootHoldsThePackage() throws {
    #expect(try Repository.text("Package.swift").contains("name: \"octavo\""))
  }
}
