import Glibc

/// What one whole process took, from its start to its end.
struct Cost {
  /// Elapsed time in seconds.
  let wall: Double
  /// User and system time of all its threads, in seconds.
  let cpu: Double
  /// Largest resident set in megabytes (10^6 bytes).
  ///
  /// Linux counts in what the starting process had in memory as it started this one, so nothing
  /// smaller than ourselves can be seen.
  let peak: Double

  init(wall: Duration, usage: rusage) {
    self.wall = wall.inSeconds
    cpu = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    peak = Double(usage.ru_maxrss) * 1_024 / 1_000_000
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }
}

extension Duration {
  /// The whole of it in seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
