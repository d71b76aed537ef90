import Glibc
import Octavo
import OctavoBase

/// One run of `octavo export`, from request to report.
struct ExportRun {
  private let options: ExportCommand
  private var report: ExportReport

  init(_ options: ExportCommand) {
    self.options = options
    report = ExportReport(asJSON: options.json)
  }

  /// Does all of it; returns the exit status where it is not success.
  func run() -> ExitStatus? {
    var run = self
    let status = run.export()
    do throws(CommandFailure) {
      try run.report.finish(status: status)
      return status
    } catch {
      Terminal.write("error: \(error.message)\n")
      return error.status
    }
  }

  private mutating func export() -> ExitStatus? {
    do {
      let resources = try Resources.locate()
      let source = try BookSource(options.book, options.storeOptions)
      report.found(source.findings, SourceMap())
      let place = OutputPlace(options, name: source.name)
      let output = try prepareOutput(place)
      defer { output?.removeIfEmpty() }
      let result = try typeset(source, resources)
      defer { Heap.leave(result) }
      report.found(result.diagnostics, result.sources)
      try write(result, to: place)
      return nil
    } catch let failure as TypesetFailure {
      report.found(failure.diagnostics, failure.sources)
      return ExitStatus(failure.kind)
    } catch let failure as OctavoError {
      report.found(failure.diagnostics, SourceMap())
      return ExitStatus(failure.kind)
    } catch let failure as CommandFailure {
      report.found([Diagnostic(.error, "command.failed", failure.message)], SourceMap())
      return failure.status
    } catch {
      report.found([Diagnostic(.error, "command.defect", "\(error)")], SourceMap())
      return .defect
    }
  }

  /// The folder outputs go to, made and tried before the book is set; nil where none is needed.
  private func prepareOutput(_ place: OutputPlace) throws -> OutputFolder? {
    guard options.dump == nil else { return nil }
    let folder = try OutputFolder(place.folder)
    do {
      let endings = options.formats.map { ".\($0.rawValue)" }
      for ending in endings.isEmpty ? [options.png ? "-0001.png" : "-0001.svg"] : endings {
        try folder.tryWriting(place.name + ending)
      }
    } catch {
      folder.removeIfEmpty()
      throw error
    }
    return folder
  }

  private mutating func typeset(
    _ source: BookSource, _ resources: Resources
  ) throws -> TypesetResult {
    var request = TypesetRequest(
      book: source.path, template: options.template, fontFolders: [resources.fonts],
      templateFolders: [resources.templates],
      threads: options.threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    request.isFolderHidden = source.isStored
    request.needsLines =
      options.formats != [.docx] || options.png || options.svg || options.dump != nil
    let typesetter = Typesetter(request)
    var report = report
    defer { self.report = report }
    let result = try typesetter.typeset { report.began($0.rawValue) }
    report.typeset(pages: result.pageCount)
    return result
  }

  private mutating func write(_ result: TypesetResult, to place: OutputPlace) throws {
    let writer = BookWriter(result)
    let pages = options.pages.map { $0.range(in: result.pageCount) }
    if let pages, pages.isEmpty {
      throw CommandFailure(
        .usage, "the book has \(result.pageCount) pages; none of those asked for")
    }
    if let dump = options.dump {
      try report.dump(writer.dump(dump.kind, pages: pages))
      return
    }
    let base = place.folder + "/" + place.name
    var gate = ExportGate()
    for format in options.formats {
      let path = "\(base).\(format.rawValue)"
      switch format {
      case .pdf: try writePDF(writer, path, pages, count: result.pageCount)
      case .epub: try writeEPUB(writer, path, result)
      case .docx: try writeDOCX(writer, path, result)
      }
      gate.wrote(format, path)
    }
    if gate.isNeeded && options.verify { try verify(gate, writer, pages, result) }
    for page in pages ?? 0..<result.pageCount {
      if options.png {
        let path = imagePath(base, page, "png")
        try writer.writePNG(page: page, to: path, dpi: options.dpi)
        try report.wrote(path)
      }
      if options.svg {
        let path = imagePath(base, page, "svg")
        try writer.writeSVG(page: page, to: path)
        try report.wrote(path)
      }
    }
  }

  private mutating func verify(
    _ gate: ExportGate, _ writer: BookWriter, _ pages: Range<Int>?, _ result: TypesetResult
  ) throws {
    report.began("verify")
    let differences = try gate.differences(writer, pages: pages)
    report.found(differences, result.sources)
    guard differences.isEmpty else {
      throw CommandFailure(.defect, "the formats written do not hold the same book")
    }
  }

  private mutating func writePDF(
    _ writer: BookWriter, _ path: String, _ pages: Range<Int>?, count: Int
  ) throws {
    report.began("pdf")
    let total = pages?.count ?? count
    let progress = report.progress(total: total)
    try writer.writePDF(to: path, pages: pages) { progress.drew($0) }
    progress.end()
    try report.wrote(path)
  }

  private mutating func writeEPUB(
    _ writer: BookWriter, _ path: String, _ result: TypesetResult
  ) throws {
    report.began("epub")
    report.found(try writer.writeEPUB(to: path), result.sources)
    try report.wrote(path)
  }

  private mutating func writeDOCX(
    _ writer: BookWriter, _ path: String, _ result: TypesetResult
  ) throws {
    report.began("docx")
    let form: BookWriter.DocumentForm = options.manuscript ? .manuscript : .book
    report.found(try writer.writeDOCX(to: path, form: form), result.sources)
    try report.wrote(path)
  }

  /// `book-0012.png` for the twelfth page.
  private func imagePath(_ base: String, _ page: Int, _ kind: String) -> String {
    let number = "\(page + 1)"
    let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
    return "\(base)-\(padded).\(kind)"
  }
}
