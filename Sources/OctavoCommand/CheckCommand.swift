import ArgumentParser
import Octavo
import OctavoBase

/// `octavo check`: looks through e-books and documents, Octavo's own or others'.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Look through an EPUB or a DOCX for faults.",
    discussion: """
      Prints what readers would stumble over: markup that is not well-formed, links that lead \
      nowhere, ids given twice, files and styles that are not there, torn pictures, pictures \
      without a description. Ends with 65 where anything is an error. EPUBs meant for shops should pass the W3C's epubcheck too.
      """)

  @Argument(help: "The files, ending in .epub or .docx.") var files: [String]
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  mutating func validate() throws {
    for file in files where BookFile(path: file) == nil {
      let kinds = BookFile.allCases.map { "." + $0.rawValue }.joined(separator: " and ")
      throw ValidationError("cannot check “\(file)”: check takes files that end in \(kinds)")
    }
  }

  func run() throws {
    var report = CheckReport(asJSON: json)
    for file in files {
      guard let kind = BookFile(path: file) else { continue }
      do throws(OctavoError) {
        report.found(try kind.check(at: file), in: file)
      } catch {
        report.failed(error, in: file)
      }
    }
    let status = report.status
    try CommandFailure.reported { () throws(CommandFailure) in try report.finish() }
    if let status { throw ExitCode(status.rawValue) }
  }
}

/// Tells a person, or a program, what was found in each file.
private struct CheckReport {
  private let asJSON: Bool
  private var files: [JSONValue] = []
  private var lines = ""
  /// What the command ends with; nil for success.
  private(set) var status: ExitStatus?

  init(asJSON: Bool) { self.asJSON = asJSON }

  mutating func failed(_ error: OctavoError, in file: String) {
    add(error.diagnostics, in: file)
    status = ExitStatus(error.kind)
  }

  mutating func found(_ diagnostics: [Diagnostic], in file: String) {
    add(diagnostics, in: file)
    if diagnostics.hasErrors, status == nil { status = .badInput }
  }

  private mutating func add(_ diagnostics: [Diagnostic], in file: String) {
    let formatter = DiagnosticFormatter(sources: SourceMap())
    for diagnostic in diagnostics where !asJSON { Terminal.write(formatter.format(diagnostic)) }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    lines += "\(file): \(Self.count(errors, "error")), \(Self.count(warnings, "warning"))\n"
    files.append(
      .object([
        ("file", .string(file)),
        ("diagnostics", .array(diagnostics.map { JSONValue($0, SourceMap()) })),
      ]))
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number == 0 ? "no" : "\(number)") \(word)\(number == 1 ? "" : "s")"
  }

  func finish() throws(CommandFailure) {
    guard asJSON else { return try StandardOutput.write(lines) }
    let object = JSONValue.object([
      ("status", .number(Double(status?.rawValue ?? 0))), ("files", .array(files)),
    ])
    try StandardOutput.write(object.text + "\n")
  }
}
