import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoBook

/// Code is told apart by its words, in every language that is known, and never changed.
@Suite("Code")
struct CodeTests {
  /// The classified runs of a text as `class text`.
  private func marks(_ language: String, _ text: String) -> [String] {
    CodeBlock(language: language, text: text).highlightedLines.flatMap { line in
      line.compactMap { run in run.kind.map { "\($0.rawValue) \(run.text)" } }
    }
  }

  @Test("at least fifteen languages are known, by their usual names")
  func languages() {
    let names = [
      "swift", "c", "cpp", "C++", "csharp", "java", "kotlin", "javascript", "js", "typescript",
      "python", "py", "ruby", "go", "rust", "php", "sql", "bash", "html", "css", "json", "yaml",
      "toml", "haskell", "lua", "r", "julia", "perl", "scala", "tex", "diff", "make",
    ]
    for name in names { #expect(CodeGrammar.named(name) != nil, "\(name)") }
    #expect(CodeGrammar.named("brainwave") == nil)
  }

  @Test("words, types, calls, strings, numbers and comments are told apart")
  func classes() {
    #expect(
      marks("swift", "let n: Int = size(\"a\\\"b\") + 0x1F // end") == [
        "keyword let", "type Int", "function size", "string \"a\\\"b\"", "number 0x1F",
        "comment // end",
      ])
    #expect(
      marks("python", "@cache\ndef f(): return rb'x'") == [
        "attribute @cache", "keyword def", "function f", "keyword return", "string rb'x'",
      ])
    #expect(
      marks("rust", "fn f<'a>(c: char) { '\\n' }") == [
        "keyword fn", "type char", "string '\\n'",
      ])
    #expect(
      marks("sql", "Select 'it' FROM t -- all") == [
        "keyword Select", "string 'it'", "keyword FROM", "comment -- all",
      ])
    #expect(
      marks("html", "<p id=\"x\">a &amp; b</p>") == [
        "keyword <p", "attribute id", "string \"x\"", "keyword >", "number &amp;", "keyword </p",
        "keyword >",
      ])
    #expect(
      marks("json", "{\"a\": [1, true]}") == [
        "attribute \"a\"", "number 1", "keyword true",
      ])
    #expect(marks("diff", "+new\n-old\n same") == ["inserted +new", "deleted -old"])
  }

  @Test("a comment over lines is marked on each of them; one that never ends reaches the end")
  func overLines() {
    #expect(
      marks("c", "/* one\ntwo */ int x;") == [
        "comment /* one", "comment two */", "type int",
      ])
    #expect(
      marks("swift", "/* a /* b */ c */ let") == ["comment /* a /* b */ c */", "keyword let"])
    #expect(marks("java", "\"open\nint") == ["string \"open", "type int"])
    #expect(marks("c", "/* open\n\nend") == ["comment /* open", "comment end"])
  }

  @Test("whatever the bytes, the runs of a line are the line", arguments: [1, 2, 3])
  func total(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("ab \"'`\\/*#-+<>=&;:$@{}[]()\n0x1e.éß🙂".unicodeScalars)
    for name in CodeGrammar.allNames {
      for _ in 0..<20 {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<120, using: &generator) {
          text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
        }
        let block = CodeBlock(language: name, text: String(text))
        var lines = String(text).split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let runs = block.highlightedLines.map { line in line.map { String($0.text) }.joined() }
        #expect(runs == lines.map(String.init), "\(name), seed \(seed)")
      }
    }
  }

  @Test("a mistyped language is told with the nearest name, an unknown one is left alone")
  func mistyped() {
    #expect(Markdown.findings("```pyhton\nx\n```\n") == ["1:4 book.unknown-language"])
    #expect(Markdown.findings("```brainwave\nx\n```\n") == [])
    #expect(Markdown.findings("```text\nx\n```\n") == [])
  }
}
