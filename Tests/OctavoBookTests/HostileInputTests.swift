import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoBook

@Suite("Input that means harm, or nothing")
struct HostileInputTests {
  @Test func randomBytesMakeABook() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<400 {
      let count = Int.random(in: 0...400, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = BookDump.text(of: Markdown.book(bytes: bytes).value)
    }
  }

  @Test func randomMarkupMakesABookWithSpansInBounds() {
    var random = SeededGenerator(seed: 2)
    let pieces = [
      "*", "**", "_", "`", "``", "[", "]", "(", ")", "{", "}", "{.a}", "{#i}", "[^1]", "[^1]: ",
      "[@x]", "$", "$$", "~~", "> ", "- ", "1. ", "#", "## ", "|", "|-|-|", ": ", ":::", "::: a",
      "::: verse", "\n", "\n\n", "    ", "\t", "\"", "'", "--", "...", "<b>", "<!--", "-->", "![",
      "](u)", "a", "word ", "é", "\\", "&amp;", "```", "***", "Table: ", "\r\n", "Term\n", "[ ] ",
    ]
    for _ in 0..<1500 {
      let count = Int.random(in: 1...60, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let outcome = Markdown.book(text)
      _ = BookDump.text(of: outcome.value)
      let limit = outcome.value.sources.files[0].text.count
      for span in Self.spans(outcome.value.divisions.flatMap(\.blocks)) {
        #expect(span.start >= 0 && span.end >= span.start && span.end <= limit)
      }
      for diagnostic in outcome.diagnostics { #expect((diagnostic.span?.end ?? 0) <= limit) }
    }
  }

  private static func spans(_ blocks: [Block]) -> [SourceSpan] {
    blocks.flatMap { block -> [SourceSpan] in
      switch block.content {
      case .quote(let inner), .container(_, let inner): [block.span] + spans(inner)
      case .list(let list): [block.span] + list.items.flatMap { [$0.span] + spans($0.blocks) }
      default: [block.span]
      }
    }
  }

  @Test(arguments: [1, 4])
  func fiveThousandDeepNestingKeepsTheText(threads: Int) {
    let deep = 5_000
    for source in [
      String(repeating: "> ", count: deep) + "end", String(repeating: "- ", count: deep) + "end",
      String(repeating: "*a **b ", count: deep) + "end" + String(repeating: "** c*", count: deep),
      String(repeating: "[", count: deep) + "end" + String(repeating: "]{.x}", count: deep),
      String(repeating: "~~a *", count: deep) + "end",
      String(repeating: "::: a\n", count: deep) + "end\n",
      (0..<200).map { String(repeating: "  ", count: $0) + "- a\n" }.joined() + "end",
    ] {
      let outcome = Markdown.book(source)
      #expect(BookDump.text(of: outcome.value).contains("end"))
    }
    #expect(
      Markdown.findings(String(repeating: "> ", count: 200) + "end") == ["1:201 book.deep-nesting"])
  }

  @Test func manyThreadsReachTheSameDepth() throws {
    var files = ["book.yaml": "title: T\n"]
    for number in 10..<30 {
      files["chapters/\(number).md"] =
        String(repeating: "> - ", count: 60) + "end\n\n~~s~~ $m$ [x]{.y}[^1] \(number)\n\n[^1]: n\n"
    }
    let manuscript = try Folder(files).read().value
    let serial = BookBuilder.build(manuscript, threads: 1)
    for threads in [2, 3, 8] {
      let parallel = BookBuilder.build(manuscript, threads: threads)
      #expect(BookDump.text(of: parallel.value) == BookDump.text(of: serial.value))
      #expect(parallel.diagnostics == serial.diagnostics)
    }
    #expect(BookDump.text(of: serial.value).contains("strikethrough"))
  }

  @Test func aHugeParagraphTakesLinearTime() {
    let growth = Growth.overFourfold(5_000) { count in
      let text = String(
        repeating: "Some \"text\" and *more*, it's $5 [x]{.y} {z} -- ", count: count)
      let book = Markdown.book(text).value
      #expect(book.divisions[0].blocks.count == 1)
    }
    #expect(growth < 9)
  }

  @Test(
    arguments: [
      "$a ", "$$a ", "~~a ", "a]{.x}", "{.a ", "[@a] ", "*a _b ", "<", "&", "\"", "' ", "![", "](",
      "## a\n\n", "$$\n", ": a\n", "x|\n", "[^a] ",
    ])
  func repetitionTakesLinearTime(piece: String) {
    let growth = Growth.overFourfold(4_000) { count in
      _ = Markdown.book(String(repeating: piece, count: count))
    }
    #expect(growth < 9)
  }

  @Test func wideTablesAreBounded() {
    let head = String(repeating: "a|", count: 2_000) + "\n" + String(repeating: "-|", count: 2_000)
    let outcome = Markdown.book(head + "\n" + String(repeating: "x\n", count: 2_000))
    #expect(outcome.diagnostics.map(\.code) == ["book.large-table"])
  }

  @Test func noWordIsLost() {
    var random = SeededGenerator(seed: 3)
    let wraps = [
      ("", ""), ("*", "*"), ("**", "**"), ("> ", ""), ("- ", ""), ("[", "]{.smallcaps}"),
      ("~~", "~~"),
      ("\"", "\""), ("[", "](http://x.y)"), ("## ", ""), ("1. ", ""), ("::: note\n", "\n:::"),
      ("<b>", "</b>"),
      ("`", "`"), ("::: verse\n", "\n:::"),
    ]
    for _ in 0..<200 {
      var words: [String] = []
      var source = ""
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let word = "w\(words.count)x"
        let (before, after) = wraps.randomElement(using: &random) ?? ("", "")
        words.append(word)
        source += "\(before)\(word)\(after)\n\n"
      }
      let dump = Markdown.dump(source)
      for word in words { #expect(dump.contains(word), "\(source)") }
    }
  }
}
