import Foundation
import Octavo
import OctavoBase
import OctavoBookTestSupport
import OctavoLayout
import OctavoTestSupport
import Testing

/// Books that hold anything in any place pass the gate in every format.
@Suite("Equality of every format")
struct GateMatrixTests {
  /// A block of each kind, as a note or a quotation holds it.
  static let blocks = [
    "A paragraph.\n\nAnother one.",
    "> A quoted paragraph.\n>\n> > A deeper one.",
    "- one\n\n  > quoted in a list\n- two\n\n  1. deeper",
    "```\ncode in it\n\n  more of it\n```",
    "::: verse\nLine one\nLine two\n\nA stanza\n:::",
    "Term\n: Meaning of it.\n: Another.",
    "| A | B |\n|---|---|\n| one two | three |",
    "![a leaf of a tree](leaf.png \"Its caption\")",
    "![a leaf that cannot be shown](words.png \"Its caption\")",
    "A line with a ![leaf inside](leaf.png) it.",
    "# A heading in it\n\ntext",
    "Before\n\n***\n\nafter",
    "::: warning\nBeware of it.\n:::",
    "::: letter\nDear all.\n:::",
    "$$x < y$$",
  ]

  @Test("a note may hold any block", arguments: blocks)
  func inNote(block: String) throws {
    let indented = block.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    try expectEqual("# One\n\nText.[^a] More of it.\n\n[^a]: Opens so.\n\n\(indented)\n")
    let hanging = String(indented.drop { $0 == " " })
    try expectEqual("# One\n\nText.[^a] More of it.\n\n[^a]: \(hanging)\n")
  }

  @Test("so may a quotation and an item of a list", arguments: blocks)
  func inBlocks(block: String) throws {
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    try expectEqual("# One\n\nText.\n\n" + lines.map { "> \($0)" }.joined(separator: "\n") + "\n")
    let item = lines.map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
    try expectEqual("# One\n\nText.\n\n- Opens so.\n\n\(item)\n")
  }

  @Test(
    "a picture that cannot be shown takes no word with it",
    arguments: ["plan.svg", "torn.png", "moving.gif", "words.png"])
  func pictures(name: String) throws {
    let folder = try TemporaryFolder()
    try withExtendedLifetime(folder) {
      let leaf = try Data(contentsOf: Repository.url("Fixtures/handbook/figures/leaf.png"))
      try folder.write(leaf.prefix(leaf.count / 2), to: "torn.png")
      try folder.write(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>", to: "plan.svg")
      try folder.write("GIF89a, more or less", to: "moving.gif")
      try folder.write("words", to: "words.png")
      let long = String(repeating: "a description of some length ", count: 12)
      for alternative in ["alt", "", long] {
        let path = try folder.write(
          "---\ntitle: A Book\nfront: []\n---\n\n# One\n\nText\n\n![\(alternative)](\(name) \"Cap\")\n\nMore.\n\n![\(alternative)](\(name))\n",
          to: "book.md")
        try expectEqual(try SmallBook.set(path: path))
      }
    }
  }

  @Test("characters that turn the writing direction, in any order, take no word with them")
  func turningCharacters() throws {
    let turns = Array(0x202A...0x202E) + Array(0x2066...0x2069) + [0x200E, 0x200F, 0x61C]
    var generator = SeededGenerator(seed: 3)
    let words = "one two שלום three עולם (four) 5 six seven كتاب eight".split(separator: " ")
    for _ in 0..<6 {
      let text = (0..<120).map { _ in
        let turn = Unicode.Scalar(turns[Int.random(in: 0..<turns.count, using: &generator)])
        let word = words[Int.random(in: 0..<words.count, using: &generator)]
        return (turn.map { String(Character($0)) } ?? "") + word
      }
      try expectEqual("# One\n\n\(text.joined(separator: " "))\n\nPlain words after it.\n")
    }
  }

  @Test("prose in scripts that run from the right is read in its order", arguments: scripts)
  func fromTheRight(script: Script) throws {
    for text in [
      script.prose(words: 200), "In English, [\(script.sample)], and on.",
      "\(script.prose(words: 40)) English words (in it) 123 \(script.prose(words: 40))",
      "> \(script.prose(words: 60))\n\n- \(script.prose(words: 30))\n\n[^n]: \(script.prose(words: 50))\n\nx[^n]",
      "| \(script.prose(words: 12)) | word |\n|---|---|\n| word 12 | \(script.prose(words: 20)) |",
    ] {
      for language in ["en", script.language] {
        try expectEqual(
          "# \(script.sample)\n\n\(text)\n", header: "language: \(language)\nfront: []\n")
      }
    }
  }

  @Test("two words changed in order are found, in any script", arguments: scripts)
  func order(script: Script) throws {
    let prose = script.prose(words: 30).split(separator: " ")
    let other = prose[..<12] + [prose[13], prose[12]] + prose[14...]
    let whole = try SmallBook.set("# One\n\n\(prose.joined(separator: " "))\n")
    let torn = try SmallBook.set("# One\n\n\(other.joined(separator: " "))\n")
    #expect(try !BookWriter(whole).verifyPDF(Self.pdf(torn)).isEmpty)
    #expect(try !BookWriter(whole).verifyEPUB(Publication.write(torn).bytes).isEmpty)
  }

  @Test("characters that XML has no place for take no word with them")
  func illegalCharacters() throws {
    let bad = "\u{FFFF}"
    try expectEqual(
      "# One \(bad)  two\n\nText \(bad) text `co\(bad)de` *\(bad)* [li\(bad)nk](https://e.org/) \(bad)[^n]\n\n[^n]: no \(bad) te \(bad)[x](#one)\n"
    )
  }

  // MARK: Pages

  @Test("every page of a book that runs from the right begins at its marker", arguments: scripts)
  func pageList(script: Script) throws {
    let mixed = (0..<30).map { "\(script.prose(words: 40)) word\($0) \($0 * 7)." }
    for text in [script.prose(words: 2_200), mixed.joined(separator: "\n\n")] {
      let result = try SmallBook.set(
        "# \(script.sample)\n\n\(text)\n",
        header: "trim: 5x8in\nlanguage: \(script.language)\nfront: []\n")
      #expect(result.pageCount > 4)
      let publication = try Publication.write(result)
      let listed = try publication.pageList()
      for (page, listed) in zip(result.pages.divisions[0].pages, listed).dropFirst() {
        guard case .line(let index, _)? = page.items.first else { continue }
        let store = result.pages.divisions[0].store
        let line = store.lines[Int(index)]
        let shown = line.runs.map { run in
          let range = store.runs[Int(run)].text
          return String(
            decoding: store.text[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
        }.joined()
        var compact = BookUnits.compact(shown)
        if line.endsInHyphen, let hyphen = compact.firstIndex(of: "-") {
          compact.remove(at: hyphen)
        }
        // The line holds the words at the marker and no others, in the order they are seen.
        let found = try publication.text(from: listed.target).unicodeScalars
          .prefix(compact.unicodeScalars.count)
        #expect(
          found.sorted() == compact.unicodeScalars.sorted(),
          "page \(listed.label) begins “\(compact)”, at the marker stands “\(String(String.UnicodeScalarView(found)))”"
        )
      }
    }
  }

  // MARK: Books

  private func expectEqual(
    _ markdown: String, header: String = "front: []\n", _ place: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    // The folder is there until the pictures are read.
    try withExtendedLifetime(folder) {
      try folder.write(
        try Data(contentsOf: Repository.url("Fixtures/handbook/figures/leaf.png")), to: "leaf.png")
      try folder.write("words", to: "words.png")
      let path = try folder.write("---\ntitle: A Book\n\(header)---\n\n\(markdown)", to: "book.md")
      try expectEqual(try SmallBook.set(path: path), place)
    }
  }

  private func expectEqual(
    _ result: TypesetResult, _ place: SourceLocation = #_sourceLocation
  ) throws {
    let writer = BookWriter(result)
    let found =
      try writer.verifyPDF(Self.pdf(result)) + writer.verifyEPUB(Publication.write(result).bytes)
      + BookWriter.DocumentForm.allCases.flatMap {
        try writer.verifyDOCX(WordDocument.write(result, form: $0).bytes)
      }
    #expect(
      found.isEmpty, "\(found.map(\.message).joined(separator: "\n"))", sourceLocation: place)
  }

  private static func pdf(_ result: TypesetResult) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = folder.path + "/book.pdf"
    try BookWriter(result).writePDF(to: path)
    return try Array(Data(contentsOf: folder.url.appending(path: "book.pdf")))
  }

  // MARK: Scripts

  /// Words in one script, no two alike.
  struct Script: CustomTestStringConvertible, Sendable {
    let language: String
    let sample: String
    let letters: [Unicode.Scalar]

    var testDescription: String { language }

    /// Made-up words, the same in every run.
    func prose(words: Int) -> String {
      var generator = SeededGenerator(seed: 11)
      return (0..<words).map { number in
        let word = (0..<Int.random(in: 2...7, using: &generator)).map { _ in
          letters[Int.random(in: 0..<letters.count, using: &generator)]
        }
        let end = number % 9 == 8 ? "," : number % 14 == 13 ? "." : ""
        let text = String(String.UnicodeScalarView(word)) + end
        return number % 17 == 16 ? "(\(text))" : text
      }.joined(separator: " ")
    }
  }

  static let scripts = [
    Script(
      language: "he", sample: "ספר טוב",
      letters: (0x05D0...0x05EA).compactMap(Unicode.Scalar.init)),
    Script(
      language: "ar", sample: "كتاب جيد",
      letters: (0x0627...0x063A).compactMap(Unicode.Scalar.init)),
  ]
}
