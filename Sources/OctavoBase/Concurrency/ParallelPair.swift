import Dispatch

/// Does two different things at once; their results never depend on whether it was at once.
package enum ParallelPair {
  /// The results of both; the second is done on another thread where there are several.
  ///
  /// - Parameter threads: how many may run at once; with one the first is done before the second.
  package static func run<First, Second: Sendable>(
    threads: Int, _ first: () -> First, _ second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    guard threads > 1 else { return (first(), second()) }
    let result = Pending<Second>()
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) { result.value = second() }
    let one = first()
    group.wait()
    guard let two = result.value else { preconditionFailure("the second was not done") }
    return (one, two)
  }

  /// Where the other thread leaves its result.
  ///
  /// Unchecked, because it is written before the group is left and read after it was waited for.
  private final class Pending<Value>: @unchecked Sendable {
    var value: Value?
  }
}
