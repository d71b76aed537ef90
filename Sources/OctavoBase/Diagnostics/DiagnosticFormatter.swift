/// Prints findings for people: `file:line:column: severity: message [code]`, the source line with a
/// caret, and hints.
public struct DiagnosticFormatter: Sendable {
  /// Where spans are looked up.
  public let sources: SourceMap

  /// Makes a formatter for findings whose spans point into `sources`.
  public init(sources: SourceMap) { self.sources = sources }

  /// The finding as lines of text, each with its line feed.
  public func format(_ diagnostic: Diagnostic) -> String {
    var text = ""
    if let span = diagnostic.span { text += place(span) + ": " }
    text += "\(diagnostic.severity.label): \(diagnostic.message) [\(diagnostic.code)]\n"
    if let span = diagnostic.span { text += excerpt(span) }
    for related in diagnostic.related {
      text += "  \(place(related.span)): note: \(related.message)\n"
    }
    for hint in diagnostic.hints { text += "  hint: \(hint)\n" }
    return text
  }

  /// `file:line:column`.
  public func place(_ span: SourceSpan) -> String {
    let file = sources[span.file]
    let (line, column) = file.position(of: Int(span.start))
    return "\(file.name):\(line):\(column)"
  }

  /// Longest stretch of a source line that is shown, in characters.
  private static let excerptWidth = 100

  private func excerpt(_ span: SourceSpan) -> String {
    let file = sources[span.file]
    let (number, column) = file.position(of: Int(span.start))
    let line = Array(file.line(number)).map { $0.isNewline || $0 == "\t" ? " " : $0 }
    guard !line.isEmpty else { return "" }
    let first = max(0, min(column - 1 - Self.excerptWidth / 2, line.count - Self.excerptWidth))
    let shown = String(line.dropFirst(first).prefix(Self.excerptWidth))
    let caret = String(repeating: " ", count: max(0, min(column - 1 - first, shown.count)))
    return "  | \(shown)\n  | \(caret)^\n"
  }
}
