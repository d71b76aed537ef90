/// An amount of money, exact: sums are equal in whatever order they are made.
package struct MicroDollars: Hashable, Sendable, Comparable {
  /// Millionths of a United States dollar; from 0 to `limit`.
  package let count: Int64

  /// The largest amount the store takes: a billion dollars.
  package static let limit: Int64 = 1_000_000_000_000_000
  /// Nothing.
  package static let zero = MicroDollars(0)

  /// Makes an amount from millionths of a dollar, held to 0 … `limit`.
  package init(_ count: Int64) { self.count = min(max(count, 0), Self.limit) }

  package static func < (a: MicroDollars, b: MicroDollars) -> Bool { a.count < b.count }
  /// The sum, at most `limit`.
  package static func + (a: MicroDollars, b: MicroDollars) -> MicroDollars {
    MicroDollars(a.count + b.count)
  }
}
