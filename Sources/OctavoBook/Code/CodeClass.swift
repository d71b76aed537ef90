/// What a stretch of code is to its reader; a template has a role for each, `code.keyword` and so on.
public enum CodeClass: String, Sendable, Hashable, CaseIterable {
  case keyword, type, function, string, number, comment
  /// What stands beside the program: annotations, directives, keys of data, names of attributes.
  case attribute
  /// A line that a change adds or takes away.
  case inserted, deleted
}

/// A stretch of one line of code that is of one class.
public struct CodeRun: Sendable, Hashable {
  /// The characters, without line ends.
  public let text: Substring
  /// What they are; nil for what needs no mark.
  public let kind: CodeClass?

  /// Makes a run.
  public init(text: Substring, kind: CodeClass?) {
    self.text = text
    self.kind = kind
  }
}

extension CodeBlock {
  /// The block's lines, each in runs; a language that is not known gives one run a line.
  public var highlightedLines: [[CodeRun]] {
    let marks = CodeGrammar.named(language ?? "").map { $0.marks(in: text) } ?? []
    var lines: [[CodeRun]] = []
    var mark = marks[...]
    var start = text.startIndex
    while start < text.endIndex {
      let end = text.utf8[start...].firstIndex(of: 0x0A) ?? text.endIndex
      lines.append(Self.runs(in: text, start..<end, &mark))
      start = end < text.endIndex ? text.utf8.index(after: end) : end
    }
    return lines
  }

  /// The runs of one line; marks that end in it are used up.
  private static func runs(
    in text: String, _ line: Range<String.Index>, _ marks: inout ArraySlice<CodeMark>
  ) -> [CodeRun] {
    var runs: [CodeRun] = []
    var place = line.lowerBound
    func append(to end: String.Index, _ kind: CodeClass?) {
      if place < end { runs.append(CodeRun(text: text[place..<end], kind: kind)) }
      place = max(place, end)
    }
    while let mark = marks.first {
      let start = text.utf8.index(text.startIndex, offsetBy: mark.range.lowerBound)
      let end = text.utf8.index(text.startIndex, offsetBy: mark.range.upperBound)
      guard start < line.upperBound else { break }
      append(to: start, nil)
      append(to: min(end, line.upperBound), mark.kind)
      if end > line.upperBound { break }
      marks.removeFirst()
    }
    append(to: line.upperBound, nil)
    return runs
  }
}

/// A classified stretch of a text, in bytes; it may reach over lines.
struct CodeMark: Equatable {
  var range: Range<Int>
  let kind: CodeClass
}
