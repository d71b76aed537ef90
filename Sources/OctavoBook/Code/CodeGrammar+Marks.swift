extension CodeGrammar {
  /// The classified stretches of a text, ascending.
  func marks(in text: String) -> [CodeMark] {
    let bytes = Array(text.utf8)
    switch form {
    case .program: return CodeLexer.marks(self, bytes[...])
    case .markup: return MarkupLexer.marks(bytes)
    case .difference: return Self.lines(bytes, Self.differenceMark)
    case .console: return Self.lines(bytes, Self.consoleMarks)
    case .prose: return Self.lines(bytes, Self.proseMarks)
    }
  }

  /// What `body` makes of each line.
  private static func lines(
    _ bytes: [UInt8], _ body: (ArraySlice<UInt8>) -> [CodeMark]
  ) -> [CodeMark] {
    var marks: [CodeMark] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if end > start { marks += body(bytes[start..<end]) }
      start = end + 1
    }
    return marks
  }

  private static func differenceMark(_ line: ArraySlice<UInt8>) -> [CodeMark] {
    let range = line.startIndex..<line.endIndex
    switch line.first {
    case UInt8(ascii: "+"):
      return [CodeMark(range: range, kind: line.starts(with: "+++".utf8) ? .comment : .inserted)]
    case UInt8(ascii: "-"):
      return [CodeMark(range: range, kind: line.starts(with: "---".utf8) ? .comment : .deleted)]
    case UInt8(ascii: "@"): return [CodeMark(range: range, kind: .attribute)]
    default:
      let isHead = ["diff ", "index ", "\\ "].contains { line.starts(with: $0.utf8) }
      return isHead ? [CodeMark(range: range, kind: .comment)] : []
    }
  }

  /// A prompt, and the command after it.
  private static func consoleMarks(_ line: ArraySlice<UInt8>) -> [CodeMark] {
    guard
      let prompt = ["$ ", "# ", "> ", "% ", ">>> ", "PS> "].first(where: {
        line.starts(with: $0.utf8)
      })
    else { return [] }
    let command = line.startIndex + prompt.utf8.count
    return [
      CodeMark(range: line.startIndex..<command, kind: .comment),
      CodeMark(range: command..<line.endIndex, kind: .keyword),
    ].filter { !$0.range.isEmpty }
  }

  /// A heading, a quotation, a fence, and code between backquotes.
  private static func proseMarks(_ line: ArraySlice<UInt8>) -> [CodeMark] {
    let range = line.startIndex..<line.endIndex
    switch line.first {
    case UInt8(ascii: "#"): return [CodeMark(range: range, kind: .keyword)]
    case UInt8(ascii: ">"): return [CodeMark(range: range, kind: .comment)]
    case UInt8(ascii: ":") where line.starts(with: ":::".utf8):
      return [CodeMark(range: range, kind: .attribute)]
    case UInt8(ascii: "`") where line.starts(with: "```".utf8):
      return [CodeMark(range: range, kind: .attribute)]
    default: break
    }
    var marks: [CodeMark] = []
    var place = line.startIndex
    while let open = line[place...].firstIndex(of: UInt8(ascii: "`")),
      let close = line[(open + 1)...].firstIndex(of: UInt8(ascii: "`"))
    {
      marks.append(CodeMark(range: open..<(close + 1), kind: .string))
      place = close + 1
    }
    return marks
  }
}
