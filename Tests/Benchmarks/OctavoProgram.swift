import FoundationEssentials

/// The program that is measured.
struct OctavoProgram {
  /// The path of `octavo`.
  let path: String

  /// `path`, or the program beside our own.
  init(path: String?) throws {
    let beside = (try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      .split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    self.path = path ?? beside + "/octavo"
    guard FileManager.default.isExecutableFile(atPath: self.path) else {
      throw BenchmarkFailure("there is no program ‘\(self.path)’; build it or name one: --octavo")
    }
  }

  /// Sets `book` with `threads` threads, with the PDF below `folder`.
  func export(
    _ book: String, name: String = "octavo", threads: Int, to folder: String
  ) -> Contender {
    let arguments = [
      "export", book, "--to", "pdf", "--threads", "\(threads)", "--json", "-o", folder,
    ]
    let title = book.split(separator: "/").last.map(String.init) ?? "book"
    return Contender(
      name: name, threads: threads, command: Command(path, arguments),
      pdf: "\(folder)/\(title).pdf", reports: true)
  }

  /// The shortest thing it can do.
  var version: Command { Command(path, ["--version"]) }
}
