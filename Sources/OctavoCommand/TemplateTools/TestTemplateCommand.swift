import ArgumentParser
import Glibc
import Octavo
import OctavoBase

/// `octavo template test`: sets a template's torture book and looks at its pages.
struct TestTemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Set a template's torture book and check its pages.",
    discussion: """
      The book holds every role, and what is hard for each: long words, heads at the foot, deep \
      lists, wide tables. Nothing may run out of its place, type be smaller than 7pt, running text \
      leave the grid, a heading stand alone at a page's foot, or a role be left out. Ends with 65 \
      where something is found. A template with a book in a folder torture beside its \
      template.yaml is tested with that. With -o the pages are kept to be looked at.
      """)

  @Argument(help: "A template's name or folder.") var template: String
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "A folder to write the torture book's PDF to.")
  var output: String?
  @Option(help: "A book to set instead of the template's torture book.") var book: String?
  @Flag(help: "Print one JSON object instead of text for people.") var json = false

  func run() throws {
    do {
      let resources = try Resources.locate()
      var request = TypesetRequest(
        book: resources.templates + "/torture", template: template,
        fontFolders: [resources.fonts], templateFolders: [resources.templates],
        threads: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
      if let book { request.book = book }
      let result = try TemplateTest.run(request, prefersOwn: book == nil)
      try keep(result)
      try StandardOutput.write(json ? object(result) : text(result))
      if !result.isPassed { throw ExitCode(ExitStatus.badInput.rawValue) }
    } catch let failure as TypesetFailure {
      throw failure.reported()
    } catch let failure as OctavoError {
      throw failure.reported()
    } catch let failure as CommandFailure {
      try CommandFailure.reported { () throws(CommandFailure) in throw failure }
    }
  }

  /// Writes the pages where they are wanted.
  private func keep(_ result: TemplateTest.Result) throws {
    guard let output else { return }
    let folder = try OutputFolder(output)
    let path = output + "/" + FileName.of(template) + "-torture.pdf"
    do {
      try BookWriter(result.book).writePDF(to: path)
    } catch {
      folder.removeIfEmpty()
      throw error
    }
  }

  private func text(_ result: TemplateTest.Result) -> String {
    var text = "\(template): \(result.book.pageCount) pages\n"
    for check in TemplateTest.Check.allCases {
      let findings = result.findings.filter { $0.check == check }
      let state = findings.isEmpty ? "ok  " : "FAIL"
      text += "\(state)  \(check.rawValue.padded(to: 11))\(check.promise)\n"
      text += findings.map { finding in
        let page = finding.page.map { "page \($0): " } ?? ""
        return "      \(page)\(finding.message)\n"
      }.joined()
    }
    if !result.unasked.isEmpty {
      text += "roles this template gives no occasion to use: "
      text += result.unasked.joined(separator: ", ") + "\n"
    }
    return text
  }

  private func object(_ result: TemplateTest.Result) -> String {
    let checks = TemplateTest.Check.allCases.map { check in
      let findings = result.findings.filter { $0.check == check }.map { finding in
        JSONValue.object([
          ("page", finding.page.map { .number(Double($0)) } ?? .null),
          ("message", .string(finding.message)),
        ])
      }
      return JSONValue.object([
        ("check", .string(check.rawValue)), ("passed", .boolean(findings.isEmpty)),
        ("findings", .array(findings)),
      ])
    }
    return JSONValue.object([
      ("template", .string(template)), ("pages", .number(Double(result.book.pageCount))),
      ("checks", .array(checks)), ("unasked", .array(result.unasked.map(JSONValue.string))),
    ]).text + "\n"
  }
}
