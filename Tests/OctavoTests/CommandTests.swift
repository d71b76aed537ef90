import Foundation
import OctavoTestSupport
import Testing

/// The `octavo` program as a shell meets it: exit codes, messages, files.
@Suite("Command", .ownThreads)
struct CommandTests {
  static let text = "---\ntitle: T\n---\n\n# One\n\nHello world.\n"

  @Test("a book becomes a PDF named after it; a pipe hears nothing but its path")
  func exports() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    let result = try Program.octavo(["export", book, "-o", folder.path + "/out"])
    #expect(result.status == 0)
    #expect(result.out == folder.path + "/out/small.pdf\n")
    #expect(result.err == "")
    #expect(try names(folder, "out") == ["small.pdf"])
  }

  @Test(
    "what is wrong with a book ends with its exit code and says where",
    arguments: BadBook.all)
  func badBooks(bad: BadBook) throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in bad.files { try folder.write(bytes, to: name) }
    let result = try Program.octavo(
      [
        "export", bad.book, "-o", folder.path + "/out",
      ], folder: folder.url)
    #expect(result.status == bad.status, "\(result.err)")
    for words in bad.words { #expect(result.err.contains(words), "\(result.err.prefix(600))") }
    if bad.status != 0 { #expect(try names(folder, "out") == []) }
  }

  @Test("a single format may be given the name of its file, and formats may be in capitals")
  func namedFile() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    let path = folder.path + "/out/mine.pdf"
    #expect(try Program.octavo(["export", book, "--to", "PDF", "-o", path]).out == path + "\n")
    #expect(try names(folder, "out") == ["mine.pdf"])
  }

  @Test(
    "a program that is killed while it writes leaves nothing behind", arguments: [SIGTERM, SIGKILL])
  func killed(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let text =
      "---\ntitle: T\n---\n\n# One\n\n"
      + String(repeating: "Hello to the world of words.\n\n", count: 3_000)
    let book = try folder.write(text, to: "long.md")
    for pause in stride(from: 50_000, to: 800_000, by: 250_000) {
      let process = Process()
      process.executableURL = URL(filePath: Program.path)
      process.arguments = ["export", book, "-o", folder.path + "/out"]
      process.environment = ["OCTAVO_HOME": Repository.root.path(percentEncoded: false)]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(pause))
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      let left = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/out")) ?? []
      #expect(left.allSatisfy { $0 == "long.pdf" }, "\(left)")
    }
  }

  @Test(
    "misuse ends with 64 and the usage",
    arguments: [
      ["export"], ["export", "x.md", "--wat"], ["export", "x.md", "--to", "mobi"],
      ["export", "x.md", "--manuscript"],
      ["export", "x.md", "--pages", "0"], ["export", "x.md", "--pages", "5-2"],
      ["export", "x.md", "--dump", "wat"], ["export", "x.md", "--dpi", "0"],
      ["export", "x.md", "--threads", "0"],
    ])
  func misuse(arguments: [String]) throws {
    let result = try Program.octavo(arguments)
    #expect(result.status == 64)
    #expect(result.err.contains("Usage:"))
  }

  @Test("all formats come from one layout, and are read back and compared")
  func allFormats() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    let out = folder.path + "/out"
    let result = try Program.octavo(
      ["export", book, "--to", "docx,pdf,epub", "--json", "-o", out])
    #expect(result.status == 0, "\(result.err)")
    #expect(try names(folder, "out") == ["small.docx", "small.epub", "small.pdf"])
    #expect(result.out.components(separatedBy: "\"layout\":").count == 2)
    #expect(result.out.contains("\"verify\":"))
    let unverified = try Program.octavo(
      ["export", book, "--to", "pdf,docx", "--no-verify", "--json", "-o", out])
    #expect(!unverified.out.contains("\"verify\":"))
  }

  @Test("a manuscript is a document of its own look under the same name")
  func manuscript() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    for form in [[], ["--manuscript"]] {
      let arguments = ["export", book, "--to", "docx", "-o", folder.path + "/out\(form.count)"]
      #expect(try Program.octavo(arguments + form).status == 0)
    }
    let files = try ["out0", "out1"].map { name in
      try Data(contentsOf: folder.url.appending(path: name + "/small.docx"))
    }
    #expect(files[0] != files[1])
  }

  @Test("pages the book does not have are an error that says how many it has")
  func pagesOutOfRange() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    let result = try Program.octavo(["export", book, "-o", folder.path, "--pages", "90-95"])
    #expect(result.status == 64)
    #expect(result.err.contains("the book has 3 pages"))
    #expect(try folder.names() == ["small.md"])
  }

  @Test("a template that is not there is named, with those that are")
  func unknownTemplate() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    let result = try Program.octavo(["export", book, "-o", folder.path, "--template", "standrd"])
    #expect(result.status == 66)
    #expect(result.err.contains("did you mean `standard`?"))
    try folder.write("", to: "empty/note.txt")
    try folder.write("extends: standard\n", to: "house/template.yaml")
    for (name, words) in [
      ("empty", "the folder `empty` is no template"), ("./huose", "did you mean `./house`?"),
      ("huose", "did you mean `house`?"), ("house", ""),
    ] {
      let result = try Program.octavo(
        ["export", book, "-o", folder.path, "--template", name], folder: folder.url)
      #expect(result.status == (words.isEmpty ? 0 : 66))
      #expect(words.isEmpty || result.err.contains(words), "\(result.err)")
    }
  }

  @Test("a template's unknown fonts are shown at their place, with the nearest")
  func unknownFont() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    try folder.write(
      "extends: standard\nfonts:\n  text: [EB Garamond, EB Garamont]\n  code:\n    - Futura\n",
      to: "house/template.yaml")
    let result = try Program.octavo(
      ["export", book, "-o", folder.path, "--template", folder.path + "/house"])
    #expect(result.status == 65)
    #expect(result.err.contains("template.yaml:3:23: error"))
    #expect(result.err.contains("did you mean “EB Garamond”?"))
    #expect(result.err.contains("template.yaml:5:7: error"))
  }

  @Test("mistakes in the book, its chapters and its template are reported at once")
  func allMistakes() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "title: T\nsubtilte: x\nbody: [one.md, tow.md]\ntemplate: house\n", to: "b/book.yaml")
    try folder.write("# One\n\n::: note\nNever closed. See [](#two)\n", to: "b/one.md")
    try folder.write("# Two\n", to: "b/two.md")
    try folder.write(
      "extends: standard\nfonts: {text: [EB Garamont]}\n", to: "b/house/template.yaml")
    let result = try Program.octavo(
      ["export", folder.path + "/b", "-o", folder.path + "/out"])
    #expect(result.status == 65)
    for code in [
      "book.unknown-key", "book.missing-file", "book.unclosed-div", "style.unknown-font",
    ] {
      #expect(result.err.contains(code), "\(result.err)")
    }
    // What it refers to may be in the file that is missing.
    #expect(!result.err.contains("book.unknown-reference"))
  }

  @Test("--json prints one JSON object, of success and of failure", arguments: [0, 1, 2])
  func json(number: Int) throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    try folder.write("title: [x\n", to: "bad/book.yaml")
    let cases: [(arguments: [String], status: Int32)] = [
      ([book], 0), ([folder.path + "/bad"], 65), ([book, "--dump", "book"], 0),
    ]
    let (arguments, status) = cases[number]
    let result = try Program.octavo(["export", "--json", "-o", folder.path + "/out"] + arguments)
    #expect(result.status == status)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    #expect(object["status"] as? Int == Int(status))
    #expect((object["diagnostics"] as? [Any])?.isEmpty == (status == 0))
    if number == 2 { #expect((object["dump"] as? String)?.hasPrefix("book \"T\"") == true) }
  }

  @Test(
    "each step can be printed",
    arguments: [
      ("book", "book \"T\""), ("fragments", "book \"T\" pages 3"), ("display", "page"),
    ])
  func dumps(kind: String, start: String) throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    let result = try Program.octavo(["export", book, "--dump", kind, "-o", folder.path + "/out"])
    #expect(result.status == 0)
    #expect(result.out.hasPrefix(start), "\(result.out.prefix(80))")
    #expect(try folder.names() == ["small.md"])
  }

  @Test("pictures of pages are numbered by page")
  func pictures() throws {
    let folder = try TemporaryFolder()
    let book = try folder.write(Self.text, to: "small.md")
    let result = try Program.octavo([
      "export", book, "--png", "--svg", "--pages", "3", "--dpi", "40", "-o", folder.path + "/out",
    ])
    #expect(result.status == 0)
    #expect(try names(folder, "out") == ["small-0003.png", "small-0003.svg"])
  }

  private func names(_ folder: borrowing TemporaryFolder, _ name: String) throws -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + name))?.sorted() ?? []
  }
}
