import OctavoBase
import Testing

@Suite("Findings as people read them")
struct DiagnosticFormatterTests {
  /// A finding at a byte of the only file.
  private func format(_ text: String, at offset: Int) -> String {
    var sources = SourceMap()
    let file = sources.add(name: "a.md", text: Array(text.utf8))
    let span = SourceSpan(file: file.id, start: offset, end: offset + 1)
    return DiagnosticFormatter(sources: sources).format(
      Diagnostic(.warning, "a.b", "here", at: span))
  }

  @Test("the caret stands under the place")
  func caret() {
    #expect(
      format("one\nä\tbc\nthree", at: 7) == "a.md:2:3: warning: here [a.b]\n  | ä bc\n  |   ^\n")
    #expect(format("one\r\ntwo\r\n", at: 5) == "a.md:2:1: warning: here [a.b]\n  | two\n  | ^\n")
  }

  @Test("of a line of a million characters a hundred around the place are shown")
  func longLine() {
    let line = String(repeating: "ä", count: 400_000) + "X" + String(repeating: "字", count: 400_000)
    let lines = format("one\n" + line, at: 4 + 800_000).split(separator: "\n")
    #expect(lines[0].hasPrefix("a.md:2:400001:"))
    #expect(lines[1].count == 4 + 100)
    let shown = Array(lines[1])
    #expect(shown[lines[2].count - 1] == "X")
  }

  @Test("a place in or beyond a character, and at the end, is shown")
  func oddPlaces() {
    for offset in 0...9 { #expect(format("aäb\n字", at: offset).hasPrefix("a.md:")) }
  }

  @Test("control characters of a manuscript don't reach the terminal")
  func controls() {
    #expect(!format("a\u{1B}[31mb", at: 0).contains("\u{1B}"))
  }
}
