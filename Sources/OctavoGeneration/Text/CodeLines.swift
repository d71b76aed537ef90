/// Tells the lines of fenced code from those of text.
enum CodeLines {
  /// For each line whether it is code, the fences included. A fence that is never closed opens
  /// nothing: it is text.
  static func mark(_ lines: [String]) -> [Bool] {
    var isCode = [Bool](repeating: false, count: lines.count)
    var index = 0
    while index < lines.count {
      if let fence = Fence(lines[index]),
        let close = lines[(index + 1)...].firstIndex(where: { fence.isClosed(by: $0) })
      {
        for line in index...close { isCode[line] = true }
        index = close
      }
      index += 1
    }
    return isCode
  }
}
