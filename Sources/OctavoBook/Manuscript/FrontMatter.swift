import OctavoBase

/// The YAML between `---` lines at the head of a Markdown file.
struct FrontMatter {
  /// Bytes of the YAML.
  let yaml: Range<Int>
  /// Where the Markdown begins.
  let end: Int

  /// Nil when the file does not begin with a `---` line, or no `---` or `...` line closes it.
  init?(_ file: SourceFile) {
    guard Self.marker(file, 1) == "---" else { return nil }
    for line in 2...max(2, file.lineStarts.count) where line <= file.lineStarts.count {
      let text = Self.marker(file, line)
      guard text == "---" || text == "..." else { continue }
      yaml = file.offset(line: 2, byteColumn: 1)..<file.offset(line: line, byteColumn: 1)
      end = file.offset(line: line + 1, byteColumn: 1)
      return
    }
    return nil
  }

  /// A line without trailing blanks, when it is short enough to be a marker.
  private static func marker(_ file: SourceFile, _ line: Int) -> String? {
    let start = Int(file.lineStarts[line - 1])
    let end = line < file.lineStarts.count ? Int(file.lineStarts[line]) : file.text.count
    guard end - start < 20 else { return nil }
    let bytes = file.text[start..<end].reversed().drop { $0 == 0x20 || $0 < 0x10 }
    return String(decoding: bytes.reversed(), as: UTF8.self)
  }
}
