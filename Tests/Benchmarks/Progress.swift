/// One line on a terminal that says what runs now; nothing elsewhere.
enum Progress {
  static func show(_ text: String) { write("\r\u{1B}[K\(text)") }

  static func clear() { write("\r\u{1B}[K") }

  private static func write(_ text: String) {
    if StandardStream.error.isTerminal { StandardStream.error.write(text) }
  }
}
