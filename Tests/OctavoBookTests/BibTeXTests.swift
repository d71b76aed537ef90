import OctavoBase
import Testing

@testable import OctavoBook

@Suite("BibTeX")
struct BibTeXTests {
  private func reader(_ text: String) -> BibTeXReader {
    var sources = SourceMap()
    return BibTeXReader(
      sources.add(name: "works.bib", text: Array(text.utf8)),
      punctuation: SmartPunctuation(language: LanguageTag("en-US")))
  }

  private func findings(_ text: String) -> [String] {
    var sources = SourceMap()
    let file = sources.add(name: "works.bib", text: Array(text.utf8))
    let reader = BibTeXReader(
      file, punctuation: SmartPunctuation(language: LanguageTag("en-US")))
    return Places.of(reader.diagnostics, in: sources)
  }

  private func words(_ text: String) -> String { TeXText.words(text) }

  @Test func entriesFieldsAndStrings() throws {
    let text = """
      Anything here is a comment, a@b.c too.
      @string{hp = "Harbour Press"}
      @comment{@book{no, title = {No}}}
      @Book ( one, TITLE = "A {B}" # { C}, publisher = hp, year = 1999, month = mar, )
      @article{two,title={T},journal={J},year={2001}}
      """
    let entries = reader(text).entries
    #expect(entries.map(\.key) == ["one", "two"])
    #expect(entries[0].words(.title) == "A B C")
    #expect(entries[0].words(.publisher) == "Harbour Press")
    #expect(entries[0].date?.month == 3)
    #expect(entries[1].kind == .article)
    #expect(findings(text).isEmpty)
  }

  @Test(arguments: [
    ("{\\\"O}de to K{\\\"u}hn \\& Co.", "Öde to Kühn & Co."),
    ("G\\'erard, G\\'{e}rard, {G\\'erard}", "Gérard, Gérard, Gérard"),
    (
      "\\v{S}koda, \\c{c}a, \\H{o}, \\k a, \\r{u}, \\=a, \\.z, \\u g", "Škoda, ça, ő, ą, ů, ā, ż, ğ"
    ),
    ("\\o re, \\ss, {\\L}\\'od\\'z, \\AE sop, na\\\"{\\i}ve", "øre, ß, Łódź, Æsop, naïve"),
    ("one -- two --- three~four", "one – two — three\u{A0}four"),
    ("a \\emph{b} {\\em c} \\textsc{d} $^{2}$", "a b c d 2"),
    ("{The {\\TeX}book}", "The TeXbook"), ("100\\% of \\$5 \\#1 a\\_b", "100% of $5 #1 a_b"),
    ("\\href{https://x.org}{text}", "text"), ("x\\unknown{y}z", "xyz"), ("a } b", "a  b"),
  ])
  func texIsRead(_ written: String, _ wanted: String) { #expect(words(written) == wanted) }

  @Test func everyAccentHasPairs() {
    for accent in "'`^\"~=.uvHckrdb" {
      #expect(TeXAccents.isAccent(accent))
      let made = TeXAccents.letter("x", accent: accent) ?? ""
      #expect(made.count == 1)
    }
    #expect(TeXAccents.letter("e", accent: "'") == "é")
    #expect(TeXAccents.letter("e", accent: "'")?.unicodeScalars.count == 1)
    #expect(TeXAccents.letter("q", accent: "'")?.unicodeScalars.count == 2)
  }

  @Test func looksAreKept() {
    var text = TeXText("a \\emph{b} H$_2$O")
    #expect(
      Markdown.inlines(text.inlines()).contains("emphasis")
        && Markdown.inlines(text.inlines()).isEmpty == false)
    var lowered = TeXText("H$_2$O")
    guard case .styled(.subscript, _) = lowered.inlines()[1] else {
      Issue.record("no subscript")
      return
    }
  }

  @Test(arguments: [
    ("Donald E. Knuth", "Knuth, Donald E."), ("Knuth, Donald E.", "Knuth, Donald E."),
    ("Ludwig van Beethoven", "Beethoven, Ludwig van"), ("von Neumann, John", "Neumann, John von"),
    ("King, Jr., Martin Luther", "King, Martin Luther, Jr."), ("{World Bank}", "World Bank"),
    (
      "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
      "Vallée Poussin, Charles Louis Xavier Joseph de la"
    ),
    ("{\\'E}mile Zola", "Zola, Émile"), ("Plato", "Plato"),
  ])
  func namesComeApart(_ written: String, _ wanted: String) {
    #expect(BibTeXNames.list(written).names.map(\.inverted) == [wanted])
  }

  @Test func severalNames() {
    let list = BibTeXNames.list("A, B and {C and D} and\n E F and others")
    #expect(list.names.map(\.straight) == ["B A", "C and D", "E F"])
    #expect(list.hasOthers)
    let humboldt = BibTeXNames.list("Alexander von Humboldt").names[0]
    #expect(humboldt.short == "Humboldt")
    #expect(BibTeXNames.list("Vincent van Gogh").names[0].short == "van Gogh")
    #expect(
      BibTeXNames.list("Alexander von Humboldt", keepsParticles: true).names[0].short
        == "von Humboldt")
  }

  @Test func partsInheritFromTheWhole() {
    let text = """
      @inbook{part, title={Part}, author={A B}, pages={1--2}, crossref={Whole}, booktitle={Own}}
      @incollection{second, title={Second}, author={C D}, crossref={whole}}
      @book{whole, title={Whole}, editor={E F}, publisher={P}, year=1990}
      """
    let entries = reader(text).entries
    #expect(entries[0].words(.container) == "Own")
    #expect(entries[1].words(.container) == "Whole")
    #expect(entries[1].people[.containerEditor]?.names.first?.straight == "E F")
    #expect(entries[1].date?.year == 1990)
  }

  @Test func whatIsBrokenIsReportedAndTheNextEntryIsRead() {
    let text = """
      @book{open, title = {Never closed, year = 1
      @book{good, title = {Good}, author = {A B}, year = 2000}
      @article{nokey
      @book{comma title = {T}, year 2000, publisher = , pages = "1 }
      @misc{, title = {No key}}
      @boook{type, title = {T}, month = jam}
      @book{last, title = {Last}, title = {Again}}
      """
    let found = findings(text)
    #expect(
      found == [
        "1:1 book.broken-bibtex", "3:1 book.broken-bibtex", "4:7 book.broken-bibtex",
        "4:26 book.broken-bibtex", "4:37 book.broken-bibtex", "4:59 book.broken-bibtex",
        "4:51 book.broken-bibtex", "5:2 book.broken-bibtex", "6:35 book.unknown-bibtex-string",
        "7:29 book.double-field", "6:2 book.unknown-source-type",
      ], "\(found)")
    #expect(reader(text).entries.map(\.key) == ["good", "comma", "type", "last"])
  }

  @Test func hintsNameWhatWasMeant() {
    let hints = reader("@boook{a, month = jam, title = {\\emp{x}}}").diagnostics.flatMap(\.hints)
    #expect(hints.contains("did you mean 'jan'?"))
    #expect(hints.contains("did you mean '@book'?"))
  }

  @Test func anyBytesGiveABibliography() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "@", "@book", "{", "}", "(", ")", "\"", "=", ",", "#", "key", "title", "author", "year",
      "1999", "\\", "\\'", "\\emph", "{\\", "$", "~", "-", " and ", "\n", "\n@", "@string", " ",
      "crossref", "%", "é", "\\v", "[", "others", "@comment", "\\em ",
    ]
    for round in 0..<2_000 {
      let count = Int.random(in: 1...60, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let outcome = Works.book("See [@key] and @title.", text)
      let limit = Int32(max(text.utf8.count, 30))
      for diagnostic in outcome.diagnostics {
        #expect((diagnostic.span?.end ?? 0) <= limit, "round \(round): \(text)")
      }
    }
    for _ in 0..<300 {
      let bytes = (0..<200).map { _ in UInt8.random(in: 32...126, using: &random) }
      _ = Works.book("[@a]", String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func deepAndLongInputEnds() {
    let deep = 100_000
    for text in [
      "@book{a, title = " + String(repeating: "{", count: deep) + "x"
        + String(repeating: "}", count: deep) + "}",
      "@book{a, title = {" + String(repeating: "\\em ", count: deep) + "x}}",
      "@book{a, title = {" + String(repeating: "\\'", count: deep) + "x}}",
      String(repeating: "@book{", count: deep),
      String(repeating: "@book{a, t = \"\n", count: 20_000),
    ] {
      _ = reader(text).entries
    }
  }
}
