import OctavoStore

/// `typeset → write, one format after another → verify → put, one after another → report → end`.
///
/// Nothing is kept between attempts: setting a book again gives the same bytes, and the same bytes
/// have the same key in the object store.
package struct ExportJob: JobMachine {
  package enum Step: Sendable, Equatable {
    case typeset
    case write(ExportFormat)
    case verify
    case put(ExportFormat)
    /// Puts what the preflight found beside the files that it speaks of.
    case report(ExportResult)
  }

  package enum Finding: Sendable, Equatable {
    case typeset(pages: Int, report: [ExportResult.Finding])
    case wrote(report: [ExportResult.Finding])
    case verified
    case put(ArtifactAnswer)
  }

  private let formats: [ExportFormat]
  private var toWrite: ArraySlice<ExportFormat>
  private var toPut: ArraySlice<ExportFormat>
  private var isVerified = false
  private var isReported = false
  private var pages = 0
  private var report: [ExportResult.Finding] = []
  private var artifacts: [ArtifactAnswer] = []

  /// - Parameter formats: at least one.
  package init(formats: [ExportFormat]) {
    self.formats = formats
    toWrite = formats[...]
    toPut = formats[...]
  }

  /// Steps that are done, and all there are.
  package var progress: (done: Int, total: Int) {
    let total = 2 + formats.count * 2
    let written = formats.count - toWrite.count
    let done = (pages > 0 ? 1 : 0) + written + artifacts.count
    return (min(done, total), total)
  }

  package mutating func handle(_ event: JobEvent<Finding>) -> JobAction<Step> {
    switch event {
    case .started: return .perform(.typeset)
    case .failed(let fault): return .end(.failed(fault))
    case .found(.typeset(let pages, let found)):
      self.pages = pages
      report += found
    case .found(.wrote(let found)): report += found
    case .found(.verified): isVerified = true
    case .found(.put(let artifact)): artifacts.append(artifact)
    }
    return next()
  }

  private mutating func next() -> JobAction<Step> {
    if let format = toWrite.popFirst() { return .perform(.write(format)) }
    guard isVerified else { return .perform(.verify) }
    if let format = toPut.popFirst() { return .perform(.put(format)) }
    let made = ExportResult(artifacts: artifacts, pages: pages, report: report)
    if !isReported {
      isReported = true
      return .perform(.report(made))
    }
    let result = JobText.json(made)
    let told = JobText.json(["formats": formats.map(\.rawValue)])
    return .end(
      .succeeded(
        result: result, charge: nil, events: [NewEvent("export_completed", data: told)]))
  }
}
