/// Why a text is no JSON: what was expected, what was found, and where.
package struct JSONProblem: Error, Sendable, Equatable {
  /// One sentence part, such as `expected a value, found '}'`.
  package let reason: String
  /// Line and column, from 1; the column counts characters.
  package let line: Int
  package let column: Int

  /// `line 3, column 14: expected …`.
  package var message: String { "line \(line), column \(column): \(reason)" }

  init(_ reason: String, at offset: Int, in bytes: [UInt8]) {
    self.reason = reason
    let before = bytes[..<min(max(offset, 0), bytes.count)]
    line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
  }
}
