/// What changed between two texts, line by line, as a reviewer reads it.
package enum LineDifference {
  /// Lines around a change that are shown with it.
  private static let context = 2
  /// Most lines a report shows.
  private static let limit = 80

  /// Changed lines with `-` (expected) and `+` (actual) and their line numbers; empty where equal.
  package static func report(expected: String, actual: String) -> String {
    let old = lines(expected)
    let new = lines(actual)
    let difference = new.difference(from: old)
    guard !difference.isEmpty else {
      return expected == actual ? "" : "only the last line's end differs"
    }
    let rows = merge(old, new, difference)
    var shown: [String] = []
    var last = -1
    for (index, row) in rows.enumerated() {
      let near = rows[max(0, index - context)...min(rows.count - 1, index + context)]
      guard near.contains(where: { $0.mark != " " }) else { continue }
      if index != last + 1 { shown.append("  …") }
      shown.append("\(row.mark) \(row.number): \(row.text)")
      last = index
    }
    guard shown.count > limit else { return shown.joined(separator: "\n") }
    return shown.prefix(limit).joined(separator: "\n") + "\n  … \(shown.count - limit) lines more"
  }

  private struct Row {
    let mark: Character
    /// Line number in the text the line stands in; the actual one for lines that stayed.
    let number: Int
    let text: String
  }

  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func merge(
    _ old: [String], _ new: [String], _ difference: CollectionDifference<String>
  ) -> [Row] {
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var rows: [Row] = []
    var (from, to) = (0, 0)
    while from < old.count || to < new.count {
      if from < old.count, removed.contains(from) {
        rows.append(Row(mark: "-", number: from + 1, text: old[from]))
        from += 1
      } else if to < new.count, inserted.contains(to) {
        rows.append(Row(mark: "+", number: to + 1, text: new[to]))
        to += 1
      } else {
        rows.append(Row(mark: " ", number: to + 1, text: new[to]))
        from += 1
        to += 1
      }
    }
    return rows
  }
}
