/// Mends tables whose rows have more cells than their header, which would be dropped.
enum TableRepair {
  /// The lines of a run with the header and the rule of each table made wide enough.
  static func apply(_ lines: [String]) -> [String] {
    guard let rule = lines.dropFirst().firstIndex(where: isRule), lines[rule - 1].contains("|")
    else { return lines }
    var lines = lines
    let widest = lines[(rule - 1)...].map { cells(of: $0) }.max() ?? 0
    let header = cells(of: lines[rule - 1])
    lines[rule - 1] = widened(lines[rule - 1], by: widest - header, with: " ")
    lines[rule] = widened(lines[rule], by: widest - cells(of: lines[rule]), with: "---")
    return lines
  }

  /// `|---|:--:|`: at least one bar or colon besides the hyphens.
  private static func isRule(_ line: String) -> Bool {
    let text = line.trimmingBlanks()
    return text.contains("-") && text.contains("|")
      && text.allSatisfy { "|-: \t".contains($0) }
  }

  private static func cells(of line: String) -> Int {
    var text = line.trimmingBlanks()
    if text.hasPrefix("|") { text.removeFirst() }
    if text.hasSuffix("|"), !text.hasSuffix("\\|") { text.removeLast() }
    var count = 1
    var isEscaped = false
    for character in text {
      if character == "|", !isEscaped { count += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    return count
  }

  private static func widened(_ line: String, by count: Int, with cell: String) -> String {
    guard count > 0 else { return line }
    let end = line.trimmingBlanks().hasSuffix("|") ? "" : " |"
    return line.trimmingBlanks() + end + String(repeating: " \(cell) |", count: count)
  }
}
