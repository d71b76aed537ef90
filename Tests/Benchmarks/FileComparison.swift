import Glibc

/// Compares two files byte by byte, holding little of them in memory.
enum FileComparison {
  static func areEqual(_ first: String, _ second: String) throws -> Bool {
    let (left, right) = (try open(first), try open(second))
    defer {
      fclose(left)
      fclose(right)
    }
    let size = 1 << 16
    return withUnsafeTemporaryAllocation(byteCount: 2 * size, alignment: 16) { buffer in
      guard let base = buffer.baseAddress else { return false }
      while true {
        let read = fread(base, 1, size, left)
        guard fread(base + size, 1, size, right) == read, memcmp(base, base + size, read) == 0
        else { return false }
        if read == 0 { return true }
      }
    }
  }

  private static func open(_ path: String) throws -> UnsafeMutablePointer<FILE> {
    guard let file = fopen(path, "rb") else {
      throw BenchmarkFailure("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    return file
  }
}
