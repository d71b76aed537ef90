import Foundation

/// How the work of something grows with the size of what it is done to.
package enum Growth {
  /// How many times the processor's time of this thread grows when a size grows fourfold: 4 for linear
  /// work, 16 for work that grows as the square. Other threads and programs do not count.
  ///
  /// - Parameters:
  ///   - size: the smaller of the two, great enough that the work takes some milliseconds.
  ///   - work: what is done, on this thread alone, to something of the size it is given.
  package static func overFourfold(_ size: Int, _ work: (Int) throws -> Void) rethrows -> Double {
    // What is done once only, and the least time that a clock tells well.
    try work(size / 4)
    let small = try seconds { try work(size) }
    let large = try seconds { try work(size * 4) }
    return large / max(small, 0.002)
  }

  private static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let began = now
    try work()
    return now - began
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
