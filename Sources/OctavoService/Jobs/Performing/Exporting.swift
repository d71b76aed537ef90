import Foundation
import Octavo
import OctavoBase
import OctavoGeneration
import OctavoObjects
import OctavoStore
import Synchronization

/// Performs the steps of an export: the manuscript out of the store by order index, set by the
/// engine on a thread of its own, into the object store under its content's name.
///
/// A class because the steps share the book that was set.
final class Exporting: Sendable {
  let formats: [ExportFormat]
  private let shop: Workshop
  private let job: Job
  private let pulse: JobPulse
  private let request: ExportRequest
  private let project: ProjectID
  /// Where files are written until they are in the object store.
  private let folder: String
  private let book = Mutex<TypesetBook?>(nil)
  private let done = Mutex(0)

  /// A book that is set, with what its files are called.
  private struct TypesetBook: Sendable {
    let writer: BookWriter
    let name: String
    let places: ManuscriptPlaces
  }

  init(_ shop: Workshop, _ job: Job, _ pulse: JobPulse) throws {
    self.shop = shop
    self.job = job
    self.pulse = pulse
    do {
      request = try WireJSON.read(ExportRequest.self, from: job.payload)
    } catch {
      throw JobFault(.stop, "job.unreadable", "the job's request cannot be read")
    }
    formats = request.formats.compactMap(ExportFormat.init(rawValue:))
    guard let id = job.project, !formats.isEmpty else {
      throw JobFault(.stop, "job.no-project", "the job names no project, or no format")
    }
    project = id
    folder = try WorkFolder.make()
  }

  /// Takes away what lies on the disk.
  func clean() { try? FileManager.default.removeItem(atPath: folder) }

  func perform(_ step: ExportJob.Step) async throws -> ExportJob.Finding {
    let done = done.withLock { done in
      defer { done += 1 }
      return done
    }
    pulse.tell(JobProgress(stage: step.stage, done: done, total: 3 + formats.count * 2))
    switch step {
    case .typeset: return try await shop.typesetting.run { try self.typeset() }
    case .write(let format):
      return try await shop.typesetting.run { .wrote(report: try self.write(format)) }
    case .verify:
      try await shop.typesetting.run { try self.verify() }
      return .verified
    case .put(let format):
      return .put(try await put(format.rawValue, path(format), ending: format.rawValue))
    case .report(let made): return .put(try await put(report: made))
    }
  }

  private func typeset() throws -> ExportJob.Finding {
    guard let stored = try StoredBook(project, in: shop.store).book, stored.words > 0 else {
      throw JobFault(.stop, "export.nothing-written", "not a chapter of the project is written")
    }
    let manuscript = try ManuscriptFolder(
      stored, authors: request.authors ?? [], template: request.template)
    var asked = TypesetRequest(
      book: manuscript.path, template: request.template, fontFolders: [shop.fonts],
      templateFolders: [shop.templates], threads: 1)
    asked.needsLines = formats != [.docx]
    asked.isFolderHidden = true
    let result: TypesetResult
    do throws(TypesetFailure) {
      result = try Typesetter(asked).typeset()
    } catch {
      throw Self.fault(error, ManuscriptPlaces(error.sources, below: manuscript.path))
    }
    let places = ManuscriptPlaces(result.sources, below: manuscript.path)
    let unfinished = manuscript.unfinished.map {
      Diagnostic(.warning, "export.unfinished", "the chapter “\($0)” is not whole")
    }
    book.withLock {
      $0 = TypesetBook(
        writer: BookWriter(result), name: FileTitle.of(stored.concept.title), places: places)
    }
    return .typeset(
      pages: result.pageCount,
      report: (unfinished + result.diagnostics).map(places.finding))
  }

  /// What is wrong with a book or template will be wrong next time too.
  private static func fault(_ failure: TypesetFailure, _ places: ManuscriptPlaces) -> JobFault {
    let first = failure.diagnostics.first { $0.severity == .error } ?? failure.diagnostics.first
    let place = first.flatMap(places.place).map { $0 + ": " } ?? ""
    let words = place + (first?.message ?? "the book cannot be set")
    switch failure.kind {
    case .badInput, .missingInput: return JobFault(.stop, first?.code ?? "export.failed", words)
    default: return JobFault(.retry(after: nil), first?.code ?? "export.failed", words)
    }
  }

  private func set() throws -> TypesetBook {
    guard let book = book.withLock({ $0 }) else {
      throw JobFault(.retry(after: nil), "job.defect", "a file was asked for before its book")
    }
    return book
  }

  private func path(_ format: ExportFormat) -> String { folder + "/book." + format.rawValue }

  private func write(_ format: ExportFormat) throws -> [ExportResult.Finding] {
    let book = try set()
    let writer = book.writer
    let found =
      switch format {
      case .pdf:
        try { () throws(OctavoError) -> [Diagnostic] in
          try writer.writePDF(to: path(format))
          return []
        }()
      case .epub: try writer.writeEPUB(to: path(format))
      case .docx: try writer.writeDOCX(to: path(format))
      }
    return found.map(book.places.finding)
  }

  /// Reads back what was written: all formats must hold the same book.
  private func verify() throws {
    guard formats.count > 1 else { return }
    let writer = try set().writer
    for format in formats {
      let differences =
        switch format {
        case .pdf: try writer.verifyPDF(at: path(format))
        case .epub: try writer.verifyEPUB(at: path(format))
        case .docx: try writer.verifyDOCX(at: path(format))
        }
      if let first = differences.first {
        throw JobFault(.stop, first.code, "the \(format.rawValue) differs: \(first.message)")
      }
    }
  }

  /// What the preflight found, with the files it was found in by their content.
  private func put(report made: ExportResult) async throws -> ArtifactAnswer {
    let path = folder + "/report.json"
    try Data(JobText.json(made).utf8).write(to: URL(filePath: path))
    return try await put("report", path, ending: "json")
  }

  /// Puts a file into the object store. The row comes before the bytes: see `Artifacts`.
  private func put(_ format: String, _ path: String, ending: String) async throws -> ArtifactAnswer
  {
    let name = DownloadName("\(try set().name).\(ending)")
    let upload = try ObjectUpload(
      contentOf: path, in: try Self.prefix(of: project), ending: ending)
    let artifact = NewArtifact(
      format: format, key: upload.key.text, bytes: upload.size,
      sha256: upload.digest.hex, fileName: name.text, mediaType: upload.contentType.text)
    guard try shop.store.artifacts.enter(artifact, by: job) else {
      throw JobFault(.postpone, "export.key-swept", "the file's place is being swept")
    }
    // However this ends, what was erased meanwhile must not stay.
    defer { try? shop.store.artifacts.settle(artifact.key) }
    if try await shop.objects.head(upload.key)?.digest != upload.digest {
      try await shop.objects.put(upload)
    }
    return ArtifactAnswer(
      format: artifact.format, key: artifact.key, bytes: artifact.bytes, sha256: artifact.sha256,
      fileName: artifact.fileName, mediaType: artifact.mediaType)
  }

  private static func prefix(of project: ProjectID) throws(JobFault) -> ObjectPrefix {
    do {
      return try ObjectPrefix("exports/" + project.text)
    } catch {
      throw JobFault(.stop, "export.bad-key", "the project's name cannot stand in a key")
    }
  }
}

extension ExportJob.Step {
  /// The step's name for people who wait.
  var stage: String {
    switch self {
    case .typeset: "typeset"
    case .write(let format): "write-" + format.rawValue
    case .verify: "verify"
    case .put(let format): "store-" + format.rawValue
    case .report: "store-report"
    }
  }
}
