import ArgumentParser
import Octavo
import OctavoBase

/// `octavo export`: sets a book and writes its files.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Set a book and write its files.",
    discussion: """
      BOOK is a folder with a book.yaml, or a single Markdown file with the same keys as front \
      matter, or the name of a stored project, as octavo projects lists them. Files are named after the book, and each appears whole or not at all.
      """)

  @Argument(help: "The book's folder or Markdown file, or a project's name.") var book: String
  @Option(
    help:
      "What to write, separated by commas: pdf (the default, but for --png and --svg), epub, docx.")
  var to: String?
  @Option(help: "A template's name or folder; the book's own choice unless given.")
  var template: String?
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The folder to write to; or, for a single format, a file such as my.pdf.")
  var output = "."
  @Option(help: "Only these pages, such as 12 or 10-20, counted from the first.")
  var pages: PageSelection?
  @Flag(
    help: """
      Write the docx as presses ask for manuscripts: 12 points, double-spaced, an inch of margin.
      """)
  var manuscript = false
  @Flag(
    inversion: .prefixedNo,
    help: "Read back what was written in several formats, and compare its words with the book's.")
  var verify = true
  @Flag(help: "Write each page as a PNG image.") var png = false
  @Flag(help: "Write each page as an SVG image.") var svg = false
  @Option(help: "Resolution of PNG images in dots an inch, 1 to 2400.") var dpi = 150.0
  @Option(help: "Print what a step made instead of writing files: book, fragments or display.")
  var dump: Dump?
  @Flag(help: "Print one JSON object instead of text for people.") var json = false
  @OptionGroup var storeOptions: StoreOptions
  @Option(help: "How many threads to use; the output is the same for any number.")
  var threads: Int?

  enum Dump: String, ExpressibleByArgument, CaseIterable {
    case book, fragments, display

    var kind: BookWriter.Dump {
      switch self {
      case .book: .book
      case .fragments: .fragments
      case .display: .display
      }
    }
  }

  mutating func validate() throws {
    if output.isEmpty { throw ValidationError("-o takes a folder; “.” is the one you are in") }
    if template?.isEmpty == true { throw ValidationError("--template takes a name or a folder") }
    if to?.isEmpty == true { throw ValidationError("--to takes \(Format.list)") }
    for format in (to ?? "").lowercased().split(separator: ",")
    where Format(rawValue: String(format)) == nil {
      throw ValidationError("cannot write “\(format)”; --to takes \(Format.list)")
    }
    if manuscript && !formats.contains(.docx) {
      throw ValidationError("--manuscript is a form of docx; ask for it with --to docx")
    }
    guard dpi >= 1, dpi <= 2_400 else {
      throw ValidationError("--dpi takes a number from 1 to 2400, not \(dpi)")
    }
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1") }
  }

  /// The files a book can be written to as a whole.
  enum Format: String, CaseIterable {
    case pdf, epub, docx

    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
  }

  /// What to write, each once, in the order of `Format`; pictures alone where only they were asked
  /// for.
  var formats: [Format] {
    guard let to else { return png || svg ? [] : [.pdf] }
    let wanted = to.lowercased().split(separator: ",").map(String.init)
    return Format.allCases.filter { wanted.contains($0.rawValue) }
  }

  func run() throws {
    let status = ExportRun(self).run()
    if let status { throw ExitCode(status.rawValue) }
  }
}
