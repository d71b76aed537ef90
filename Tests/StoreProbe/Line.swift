import Glibc

/// Lines written at once, so that a killed process leaves whole ones.
enum Line {
  static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
    let bytes = Array((text + "\n").utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }
}
