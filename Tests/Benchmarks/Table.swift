/// Rows of text in columns: the first set left, the others right.
struct Table {
  let title: String
  private var rows: [[String]]
  /// Lines below the rows.
  var remarks: [String] = []

  init(_ title: String, columns: [String]) {
    self.title = title
    rows = [columns]
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    let lines = rows.map { row in
      "  "
        + row.enumerated().map { column, cell in
          let space = String(repeating: " ", count: widths[column] - cell.count)
          return column == 0 ? cell + space : space + cell
        }.joined(separator: "  ")
    }
    return ([title] + lines + remarks.map { "  " + $0 }).joined(separator: "\n") + "\n"
  }
}

/// Numbers as the tables show them.
enum Number {
  /// `value` with exactly `places` decimals; `–` where there is no number.
  static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    let scale = (0..<places).reduce(1) { product, _ in product * 10 }
    let units = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && units > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(units)" }
    let fraction = "\(units % scale)"
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(sign)\(units / scale).\(zeros)\(fraction)"
  }

  /// Seconds, to the millisecond.
  static func seconds(_ value: Double) -> String { fixed(value, 3) }

  /// The lowest and the highest value, in seconds.
  static func range(_ samples: Samples) -> String {
    "\(fixed(samples.low, 2))–\(fixed(samples.high, 2))"
  }
}
