import OctavoBase

extension TextRepair.Finding {
  /// The finding as it is told, in the file with the repaired text.
  func diagnostic(in file: SourceID) -> Diagnostic {
    switch fault {
    case .invalidUTF8(let byte):
      let hex = String(byte, radix: 16, uppercase: true)
      return Diagnostic(
        .error, "book.invalid-utf8",
        "the byte 0x\(hex) at offset \(original) is not UTF-8 text", at: span(file, 3),
        hints: ["save the file as UTF-8"])
    case .control(0):
      return Diagnostic(
        .warning, "book.nul", "a NUL character at offset \(original) was replaced" + others,
        at: span(file, 3))
    case .control(let scalar):
      let isLineFeed = ControlCharacters.fate(of: scalar) == .lineFeed
      return Diagnostic(
        .warning, "book.control-character",
        "the control character \(Self.name(scalar)) "
          + (isLineFeed ? "is read as a line end" : "is left out") + others,
        at: span(file, isLineFeed ? 1 : 0),
        hints: [
          ControlCharacters.turnsDirection(scalar)
            ? "write [words]{dir=rtl} for words that run from the right, {dir=ltr} for those from the left"
            : "delete it, or write what it should show"
        ])
    }
  }

  private func span(_ file: SourceID, _ length: Int) -> SourceSpan {
    SourceSpan(file: file, start: offset, end: offset + length)
  }

  private var others: String {
    switch count {
    case 1: ""
    case 2: ", here and in one other place"
    default: ", here and in \(count - 1) other places"
    }
  }

  private static func name(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
    return ControlCharacters.name(of: scalar).map { "\(code) (\($0))" } ?? code
  }
}
