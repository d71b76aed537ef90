/// What a `Range` header asks of a file (RFC 9110 §14).
enum ByteRange: Equatable {
  /// No range, or one that need not be heeded: more than one, or another unit.
  case whole
  case part(Range<Int>)
  case unsatisfiable

  init(_ header: String?, size: Int) {
    guard let header, let equals = header.firstIndex(of: "="),
      header[..<equals].lowercased() == "bytes"
    else {
      self = .whole
      return
    }
    let range = header[header.index(after: equals)...].filter { $0 != " " }
    let ends = range.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, !range.contains(",") else {
      self = .whole
      return
    }
    self = Self.part(ends[0], ends[1], size)
  }

  private static func part(_ first: Substring, _ last: Substring, _ size: Int) -> ByteRange {
    if first.isEmpty {
      guard let count = Int(last) else { return .whole }
      guard count > 0, size > 0 else { return .unsatisfiable }
      return .part(Swift.max(0, size - count)..<size)
    }
    guard let start = Int(first), start >= 0 else { return .whole }
    if last.isEmpty { return start < size ? .part(start..<size) : .unsatisfiable }
    guard let end = Int(last), end >= start else { return .whole }
    guard start < size else { return .unsatisfiable }
    return .part(start..<Swift.min(size, end < Int.max ? end + 1 : end))
  }
}
