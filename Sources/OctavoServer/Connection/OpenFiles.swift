import Glibc

/// How many files, and so how many connections, the system lets the process have.
package enum OpenFiles {
  /// What the store, the log and jobs need, whatever connections do.
  private static let reserve = 128

  /// Raises the limit as far as it may be raised without rights.
  package static func raiseLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
      limit.rlim_cur < limit.rlim_max
    else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Connections that may be open at once: each may have a file open beside it.
  static func connections(wished: Int) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return wished }
    let files = Int(clamping: limit.rlim_cur)
    return max(16, min(wished, (files - reserve) / 2))
  }
}
