/// The paragraphs of a Markdown text: what blank lines part, a fenced block being one.
package enum Paragraphs {
  package static func split(_ text: String) -> [String] {
    var result: [String] = []
    var current: [Substring] = []
    var fence: Fence?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = fence {
        if open.isClosed(by: line) { fence = nil }
      } else if let opened = Fence(line) {
        fence = opened
      }
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isBlank, fence == nil {
        if !current.isEmpty { result.append(current.joined(separator: "\n")) }
        current = []
      } else {
        current.append(line)
      }
    }
    if !current.isEmpty { result.append(current.joined(separator: "\n")) }
    return result
  }
}

/// A line that opens a block of code: three or more backticks or tildes.
struct Fence: Equatable {
  let mark: Character
  let length: Int
  /// What stands after the marks, such as `swift`.
  let info: String

  init?(_ line: some StringProtocol) {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    guard let mark = trimmed.first, mark == "`" || mark == "~" else { return nil }
    let marks = trimmed.prefix { $0 == mark }
    let rest = trimmed.dropFirst(marks.count)
    guard marks.count >= 3, mark == "~" || !rest.contains("`") else { return nil }
    self.mark = mark
    length = marks.count
    info = String(rest).split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
  }

  func isClosed(by line: some StringProtocol) -> Bool {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    let marks = trimmed.prefix { $0 == mark }
    return marks.count >= length && trimmed.dropFirst(marks.count).allSatisfy(\.isWhitespace)
  }
}
