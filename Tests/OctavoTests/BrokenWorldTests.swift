import Foundation
import OctavoTestSupport
import Testing

/// Broken installations and disks, which are no fault of the book.
@Suite("Broken world", .ownThreads)
struct BrokenWorldTests {
  @Test("a font that is cut off is named; so is one that is empty", arguments: [0, 5_000])
  func brokenFont(length: Int) throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(CommandTests.text, to: "small.md")
    try folder.write("", to: "install/mark")
    for name in ["Fonts", "Templates"] {
      try FileManager.default.copyItem(
        atPath: Repository.path(name), toPath: folder.path + "/install/" + name)
    }
    let font = folder.path + "/install/Fonts/eb-garamond/EBGaramond-Regular.ttf"
    try Data(contentsOf: URL(filePath: font)).prefix(length).write(to: URL(filePath: font))
    let result = try Program.octavo(
      ["export", book, "-o", folder.path + "/out"],
      environment: ["OCTAVO_HOME": folder.path + "/install"])
    #expect(result.status == 65)
    #expect(result.err.contains("EBGaramond-Regular.ttf"))
  }

  @Test("without fonts and templates there is a message")
  func noHome() throws {
    let result = try Program.octavo(["export", "x.md"], environment: ["OCTAVO_HOME": "/nowhere"])
    #expect(result.status == 66)
    #expect(result.err.contains("/nowhere"))
  }

  @Test(
    "a folder that cannot be written to ends with 73", arguments: ["small.md/out", "/proc/out"])
  func notWritable(output: String) throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(CommandTests.text, to: "small.md")
    let target = output.hasPrefix("/") ? output : folder.path + "/" + output
    let result = try Program.octavo(["export", book, "-o", target])
    #expect(result.status == 73)
    #expect(result.err.contains(target))
    #expect(try folder.names() == ["small.md"])
  }

  @Test("a full disk ends with 74 and leaves nothing half written")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(CommandTests.text, to: "small.md")
    let disk = try folder.write("", to: "disk/x").dropLast(2)
    guard
      try Shell.run("mount", ["-t", "tmpfs", "-o", "size=4k", "tmpfs", String(disk)]).status == 0
    else {
      print("no right to mount a small disk: the full disk is not tested")
      return
    }
    let result = try Program.octavo(["export", book, "-o", String(disk)])
    let left = try FileManager.default.contentsOfDirectory(atPath: String(disk))
    #expect(try Shell.run("umount", [String(disk)]).status == 0)
    #expect(result.status == 74)
    #expect(result.err.contains("No space left"))
    #expect(left == [])
  }

  @Test("a dump that cannot be written is no success")
  func fullOutput() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(CommandTests.text, to: "small.md")
    let result = try Shell.run(
      "sh", ["-c", "\"$0\" export \"$1\" --dump book > /dev/full", Program.path, book],
      environment: ["OCTAVO_HOME": Repository.root.path(percentEncoded: false)])
    #expect(result.status == 74)
    #expect(result.err.contains("No space left"))
  }

  @Test(
    "output that nobody takes is no success, and says so",
    arguments: [
      "\"$0\" template list > /dev/full", "\"$0\" template schema >&-",
      "\"$0\" export \"$1\" -o \"$2\" > /dev/full", "\"$0\" export \"$1\" -o \"$2\" --json >&-",
      "exec 3>&1; { \"$0\" template list; echo $? >&3; } | true",
    ])
  func closedOutput(script: String) throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(CommandTests.text, to: "small.md")
    let result = try Shell.run(
      "sh", ["-c", script, Program.path, book, folder.path + "/out"],
      environment: ["OCTAVO_HOME": Repository.root.path(percentEncoded: false)])
    if script.hasSuffix("true") {
      // The pipe may still be open when the names are written.
      #expect(["0\n", "74\n"].contains(result.out))
    } else {
      #expect(result.status == 74)
      #expect(result.err.contains("error: cannot write to standard output"))
    }
  }

  @Test("a folder that cannot be written to is reported before the book is read")
  func notWritableAtOnce() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write("no front matter\n", to: "bad.md")
    let result = try Program.octavo(["export", book, "-o", book])
    #expect(result.status == 73)
    let folders = try Program.octavo(["export", book, "-o", folder.path + "/a/b"])
    #expect(folders.status == 65)
    #expect(try folder.names() == ["bad.md"], "folders made for nothing are removed")
  }

  @Test("a paragraph of three hundred kilobytes is set")
  func longParagraph() throws {
    let folder = try TemporaryFolder()
    let words = String(repeating: "lorem ipsum dolor sit amet ", count: 12_000)
    let book = try folder.write(CommandTests.text + "\n" + words + "\n", to: "small.md")
    let result = try Program.octavo(["export", book, "-o", folder.path + "/out"])
    #expect(result.status == 0)
  }
}
