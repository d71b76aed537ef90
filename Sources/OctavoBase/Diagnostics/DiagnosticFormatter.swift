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
  /// Most bytes looked at before and after the place: enough for that many characters, and no more
  /// in a file that is one long line.
  private static let excerptBytes = 16 * excerptWidth

  private func excerpt(_ span: SourceSpan) -> String {
    let file = sources[span.file]
    let place = min(max(Int(span.start), 0), file.text.count)
    let line = file.lineRange(file.position(of: place).line)
    guard !line.isEmpty else { return "" }
    let middle = min(place, line.upperBound)
    let before = shown(file, max(line.lowerBound, middle - Self.excerptBytes)..<middle)
    let after = shown(file, middle..<min(line.upperBound, middle + Self.excerptBytes))
    let count = before.count + after.count
    let first = max(0, min(before.count - Self.excerptWidth / 2, count - Self.excerptWidth))
    let text = String((before + after).dropFirst(first).prefix(Self.excerptWidth))
    let caret = String(repeating: " ", count: before.count - first)
    return "  | \(text)\n  | \(caret)^\n"
  }

  /// The characters that begin and end in a range, as they are printed.
  private func shown(_ file: SourceFile, _ range: Range<Int>) -> [Character] {
    func isInside(_ index: Int) -> Bool {
      index < file.text.count && file.text[index] & 0xC0 == 0x80
    }
    let start = range.first { !isInside($0) } ?? range.upperBound
    var end = range.upperBound
    while end > start, isInside(end) { end -= 1 }
    return String(decoding: file.text[start..<end], as: UTF8.self).map { character in
      let isBlank = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
      return character.isNewline || isBlank ? " " : character
    }
  }
}
