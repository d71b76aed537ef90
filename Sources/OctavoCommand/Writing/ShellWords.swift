/// Options written so that a shell reads them back.
enum ShellWords {
  /// Those that have a value, each with a blank before it.
  static func options(_ options: [(name: String, value: String?)]) -> String {
    options.map { option in option.value.map { " --\(option.name) \(quoted($0))" } ?? "" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-_./:+,@%=".utf8.contains(byte)
    }
    guard !isPlain || text.isEmpty else { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
