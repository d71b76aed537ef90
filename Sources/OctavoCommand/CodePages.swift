import Glibc

/// The program's and its libraries' code as far as it stands in memory.
enum CodePages {
  /// Leaves pages of code to the system's cache; what runs again is mapped again at its next call.
  ///
  /// A command in several stages runs other code in each: without this the last carries what parsed
  /// the arguments, talked to models and drew pages together. Code alone is given back, which nobody
  /// writes to. Without `/proc` nothing happens.
  static func giveBack() {
    guard let maps = fopen("/proc/self/maps", "r") else { return }
    defer { fclose(maps) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, maps) > 0 {
      guard let line, let range = range(ofCode: String(cString: line)) else { continue }
      madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
    }
  }

  /// The addresses of a line such as `55d3c6d0-55d3c7f1 r-xp 00bf8000 fe:00 1234 /usr/bin/octavo`,
  /// where it stands for a file's code.
  private static func range(ofCode line: String) -> Range<UInt>? {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count >= 6, words[1] == "r-xp", words[4] != "0" else { return nil }
    let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
    guard ends.count == 2, ends[0] < ends[1] else { return nil }
    return ends[0]..<ends[1]
  }
}
