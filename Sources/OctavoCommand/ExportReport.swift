import Glibc
import OctavoBase

/// Tells a person, or a program, how an export goes.
struct ExportReport {
  private let asJSON: Bool
  private let isTerminal: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var stages: [(name: String, at: ContinuousClock.Instant)] = []
  private var files: [String] = []
  private var findings: [JSONValue] = []
  private var dumped: String?
  private var pages = 0
  private var counts = (errors: 0, warnings: 0)
  /// Findings printed that have a place.
  private var reported: Set<Diagnostic> = []

  init(asJSON: Bool) {
    self.asJSON = asJSON
    isTerminal = isatty(STDERR_FILENO) == 1 && !asJSON
    start = clock.now
  }

  mutating func began(_ stage: String) { stages.append((stage, clock.now)) }

  mutating func typeset(pages: Int) { self.pages = pages }

  mutating func wrote(_ path: String) throws(CommandFailure) {
    files.append(path)
    if !asJSON { try StandardOutput.write(path + "\n") }
  }

  /// Prints what a step made, or keeps it for the JSON object.
  mutating func dump(_ text: String) throws(CommandFailure) {
    if asJSON {
      dumped = text
    } else {
      try StandardOutput.write(text)
    }
  }

  /// Prints findings with their source lines, errors included; what several formats say of one place
  /// is said once.
  mutating func found(_ diagnostics: [Diagnostic], _ sources: SourceMap) {
    let formatter = DiagnosticFormatter(sources: sources)
    for diagnostic in diagnostics
    where diagnostic.span == nil || reported.insert(diagnostic).inserted {
      switch diagnostic.severity {
      case .error: counts.errors += 1
      case .warning: counts.warnings += 1
      case .note: break
      }
      if asJSON {
        findings.append(JSONValue(diagnostic, sources))
      } else {
        Terminal.write(formatter.format(diagnostic))
      }
    }
  }

  /// A bar that shows how many pages are drawn; silent where nobody watches.
  func progress(total: Int) -> ProgressBar { ProgressBar(total: total, isShown: isTerminal) }

  func finish(status: ExitStatus?) throws(CommandFailure) {
    let elapsed = seconds(from: start, to: clock.now)
    if asJSON { return try StandardOutput.write(summary(status, elapsed).text + "\n") }
    guard isTerminal else { return }
    let findings =
      (counts.errors > 0 ? ", \(counts.errors) errors" : "")
      + (counts.warnings > 0 ? ", \(counts.warnings) warnings" : "")
    let rate = elapsed > 0 && pages > 0 ? " (\(Int(Double(pages) / elapsed)) pages/s)" : ""
    Terminal.write("\(pages) pages in \(Decimals.format(elapsed)) s\(rate)\(findings)\n")
  }

  private func summary(_ status: ExitStatus?, _ elapsed: Double) -> JSONValue {
    var times: [(String, JSONValue)] = []
    for (index, stage) in stages.enumerated() {
      let end = index + 1 < stages.count ? stages[index + 1].at : clock.now
      times.append((stage.name, .number(seconds(from: stage.at, to: end))))
    }
    var pairs: [(String, JSONValue)] = [
      ("status", .number(Double(status?.rawValue ?? 0))), ("pages", .number(Double(pages))),
      ("files", .array(files.map { .string($0) })), ("seconds", .number(elapsed)),
      ("stages", .object(times)), ("diagnostics", .array(findings)),
    ]
    if let dumped { pairs.append(("dump", .string(dumped))) }
    return .object(pairs)
  }

  private func seconds(
    from start: ContinuousClock.Instant, to end: ContinuousClock.Instant
  ) -> Double {
    let parts = (end - start).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}

/// Pages drawn, as a line that overwrites itself.
final class ProgressBar {
  private let total: Int
  private let isShown: Bool
  private var shown = -1

  init(total: Int, isShown: Bool) {
    self.total = max(total, 1)
    self.isShown = isShown
  }

  func drew(_ count: Int) {
    let percent = min(count, total) * 100 / total
    guard isShown, percent != shown else { return }
    shown = percent
    let filled = percent * 30 / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Terminal.write("\r\(bar) \(count)/\(total) pages")
  }

  func end() {
    if isShown && shown >= 0 { Terminal.write("\r\u{1B}[K") }
  }
}
