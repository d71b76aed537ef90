import Glibc

/// The three streams a program is started with.
enum StandardStreams {
  /// Makes trouble with the streams an error of the write that meets it.
  ///
  /// A closed pipe no longer ends the program without a word, and a closed stream cannot become a
  /// file that is opened later, which messages would then be written into.
  static func secure() {
    signal(SIGPIPE, SIG_IGN)
    // A file that would outgrow its limit is an error of the write, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    while true {
      let descriptor = open("/dev/null", O_RDONLY)
      guard (0...STDERR_FILENO).contains(descriptor) else {
        if descriptor >= 0 { close(descriptor) }
        return
      }
    }
  }
}

/// Writes to standard output and notices when it takes no more.
enum StandardOutput {
  static func write(_ text: String) throws(CommandFailure) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        throw CommandFailure(.inputOutput, "cannot write to standard output: \(reason)")
      }
      bytes = bytes.dropFirst(count)
    }
  }
}

/// Writes to standard error.
enum Terminal {
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
