import ArgumentParser

/// Pages as a user names them: `12`, `10-20`, `10-`, `-5`; 1-based, by physical page.
struct PageSelection: ExpressibleByArgument {
  let first: Int?
  let last: Int?

  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return nil }
    let numbers = parts.map { $0.isEmpty ? nil : Int($0) }
    for (part, number) in zip(parts, numbers) where !part.isEmpty && (number ?? 0) < 1 {
      return nil
    }
    first = numbers[0]
    last = parts.count == 1 ? numbers[0] : numbers[1]
    if first == nil && last == nil { return nil }
    if let first, let last, last < first { return nil }
  }

  /// The 0-based pages of a book that are meant.
  func range(in count: Int) -> Range<Int> {
    let start = min((first ?? 1) - 1, count)
    return start..<max(start, min(last ?? count, count))
  }
}
