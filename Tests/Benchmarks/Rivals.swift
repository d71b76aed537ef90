import FoundationEssentials

/// Programs that do the same job, from folders outside the repository; made ready untimed.
struct Rivals {
  let corpus: CorpusBook
  /// The folder with the faces that all set the book in.
  let fonts: String
  let child: ChildProcess

  /// Typst: `folder` has `prepare.sh BOOK WORK` and `compile.py MAIN OUT FONTS`.
  func typst(in folder: String, scratch: borrowing ScratchFolder) throws -> Contender {
    try check(folder, has: ["prepare.sh", "compile.py"])
    Progress.show("preparing Typst's files")
    let work = try scratch.folder("typst")
    try child.run(Command("bash", [folder + "/prepare.sh", corpus.folder, work]))
    return Contender(
      name: "Typst", threads: nil,
      command: Command(
        try python(), [folder + "/compile.py", work + "/main.typ", work + "/book.pdf", fonts]),
      pdf: work + "/book.pdf")
  }

  /// The floor: `folder` has `build.sh`, which builds below `BUILD`. Both of its ways to a PDF,
  /// through Cairo and written directly, with 1 and 2 threads.
  func floor(in folder: String, scratch: borrowing ScratchFolder) throws -> [Contender] {
    try check(folder, has: ["build.sh"])
    Progress.show("building the floor program")
    let build = try scratch.folder("floor")
    // The package manager leaves lock files in the temporary folder.
    let environment = ["BUILD": build, "TMPDIR": build]
    try child.run(Command("sh", [folder + "/build.sh"], environment: environment))
    let program = build + "/release/limit"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      let said = String(decoding: try child.printed(), as: UTF8.self)
      throw BenchmarkFailure("the floor program is not built:\n\(said)")
    }
    let text = build + "/novel.txt"
    let novel = NovelText.lines(of: corpus.texts).joined(separator: "\n") + "\n"
    try Data(novel.utf8).write(to: URL(filePath: text))
    let ways = [("Cairo", "cairo:tline", "cairo-tline"), ("direct", "direct:6", "direct")]
    return ways.flatMap { name, mode, suffix in
      [1, 2].map { threads in
        let output = "\(build)/\(threads)"
        let font = fonts + "/EBGaramond-Regular.ttf"
        return Contender(
          name: "floor, \(name)", threads: threads,
          command: Command(program, [text, font, output, mode, "-j\(threads)"]),
          pdf: "\(output)-\(suffix).pdf")
      }
    }
  }

  /// The interpreter itself: what `PATH` names may be a script that looks for it first, and that
  /// time is not Typst's.
  private func python() throws -> String {
    try child.run(Command("python3", ["-c", "import sys; print(sys.executable)"]))
    let printed = String(decoding: try child.printed(), as: UTF8.self)
    return String(printed.prefix { $0 != "\n" })
  }

  private func check(_ folder: String, has files: [String]) throws {
    for path in files.map({ folder + "/" + $0 }) + [fonts + "/EBGaramond-Regular.ttf"] {
      guard FileManager.default.fileExists(atPath: path) else {
        throw BenchmarkFailure("there is no file ‘\(path)’")
      }
    }
  }
}
