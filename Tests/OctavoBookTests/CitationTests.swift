import OctavoBase
import Testing

@testable import OctavoBook

@Suite("Citations")
struct CitationTests {
  // MARK: Author and date

  @Test(arguments: [
    ("Said [@two].", "Said (Rios and Berg 2018)."),
    ("Said [@two, p. 12].", "Said (Rios and Berg 2018, 12)."),
    (
      "Said [see @two, pp. 12-15, 20; also @four, chap. 3 and passim].",
      "Said (see Rios and Berg 2018, 12–15, 20; also Au et al. 2017, chap.\u{A0}3 and passim)."
    ),
    ("As @two shows.", "As Rios and Berg (2018) shows."),
    ("As @two [p. 3] shows.", "As Rios and Berg (2018, 3) shows."),
    ("It is so [-@two].", "It is so (2018)."),
    ("It is so [see -@two, 4].", "It is so (see 2018, 4)."),
    ("Both [@smith; @smith2].", "Both (Smith 2020b, 2020a)."),
    (
      "Both [@smith, 3; @smith2] and [@john].",
      "Both (A. Smith 2020b, 3; 2020a) and (J. Smith 2019)."
    ),
    ("[@gogh] and @gogh.", "(van Gogh 1889–1890) and van Gogh (1889–1890)."),
    ("A name@two.org, an \\@two and `@two`.", "A name@two.org, an @two and @two."),
    ("[*see* @two]", "(see Rios and Berg 2018)"), ("[@{two}]", "(Rios and Berg 2018)"),
    ("@two, @four: end.", "Rios and Berg (2018), Au et al. (2017): end."),
  ])
  func authorDate(_ written: String, _ wanted: String) { #expect(Works.text(written) == wanted) }

  @Test func theListIsSortedAndPrintedByKind() {
    let text = "[@smith; @smith2; @john; @two; @four; @gogh]"
    #expect(
      Works.list(Works.book(text, Works.sample).value) == [
        "Au, A., B. Bo, C. Cy, and D. Du. 2017. “Flames?” Oil 4: 1–9.",
        "Gogh, Vincent van. 1889–1890. Letters. Arts.",
        "Rios, Ana, and Bo Berg. 2018. “Wicks.” Oil 3 (2): 10–19. https://doi.org/10.1/x_y.",
        "Smith, Anna. 2020a. A Lamp Again. Harbour.", "Smith, Anna. 2020b. On Lamps. Harbour.",
        "Smith, John. 2019. Light. Harbour.",
      ])
  }

  @Test func listsTellWorksOfManyAuthorsApart() {
    let works = """
      @book{a, author={Ash, A and Bay, B and Cob, C and Dun, D}, title={X}, year=2000, publisher={P}}
      @book{b, author={Ash, A and Elm, E and Cob, C and Dun, D}, title={Y}, year=2000, publisher={P}}
      @book{c, author={Ash, A and Bay, B and Cob, C and Dun, D}, title={Z}, year=2001, publisher={P}}
      """
    #expect(
      Works.text("[@a; @b; @c]", works)
        == "(Ash, Bay, et al. 2000; Ash, Elm, et al. 2000; Ash et al. 2001)")
  }

  @Test func givenNamesAreWrittenOutWhereInitialsAreTheSame() {
    let works = """
      @book{a, author={Ash, Ann}, title={X}, year=2000, publisher={P}}
      @book{b, author={Ash, Amy}, title={Y}, year=2001, publisher={P}}
      """
    #expect(Works.text("[@a; @b]", works) == "(Ann Ash 2000; Amy Ash 2001)")
  }

  @Test func worksWithoutAuthorsOrDates() {
    let works = """
      @online{web, title={The \\enquote{Standard}}, url={https://x.org}, urldate={2024-03-05}}
      @book{ed, editor={Ed Itor and Co Worker}, title={Papers}, edition=2, year=1999, address={Rome}, publisher={R}}
      @incollection{ch, author={A B}, title={Part}, booktitle={Papers}, editor={C D}, year=1999, publisher={R}}
      """
    let book = Works.book("[@web; @ed; @ch, n. 3]", works).value
    #expect(
      Works.printed(book) == ["(“The ‘Standard’” n.d.; Itor and Worker 1999; B 1999, n.\u{A0}3)"])
    #expect(
      Works.list(book) == [
        "B, A. 1999. “Part.” In Papers, edited by C D. R.",
        "Itor, Ed, and Co Worker, eds. 1999. Papers. 2nd ed. Rome: R.",
        "“The ‘Standard.’” n.d. Accessed March 5, 2024. https://x.org.",
      ])
  }

  // MARK: Numbers

  @Test(arguments: [
    ("[@two]", "[1]"), ("[@two; @four; @smith]", "[1–3]"), ("[@two; @four]", "[1, 2]"),
    ("[@smith] [@two; @four; @smith; @john]", "[1] [1–4]"), ("[@two, p. 12]", "[1, p.\u{A0}12]"),
    ("[see @two, pp. 3-4; @four]", "[see 1, pp.\u{A0}3–4; 2]"),
    ("@two says", "Rios and Berg\u{A0}[1] says"),
    ("[-@two]", "[1]"), ("[@gogh] [@two] [@four] [@john] [@four; @gogh]", "[1] [2] [3] [4] [1, 3]"),
  ])
  func numbers(_ written: String, _ wanted: String) {
    #expect(Works.text(written, style: .numeric) == wanted)
  }

  @Test func numberedListsAreInTheOrderOfCitationsOrOfTheAlphabet() {
    let text = "[@two] a note[^n] [@john]\n\n[^n]: See [@gogh]."
    #expect(
      Works.list(Works.book(text, Works.sample, style: .numeric).value) == [
        "[1] Ana Rios and Bo Berg. “Wicks.” Oil 3 (2): 10–19, 2018. https://doi.org/10.1/x_y.",
        "[2] Vincent van Gogh. Letters. Arts, 1889–1890.", "[3] John Smith. Light. Harbour, 2019.",
      ])
    #expect(Works.text(text, style: .numericSorted).hasPrefix("[2] a note [3]"))
  }

  @Test func uncitedWorksAreListedOnDemand() {
    let all = Works.book("None.", Works.sample, uncited: .all).value
    #expect(Works.list(all).count == 6)
    let one = Works.book("None.", Works.sample, uncited: .listed(["two"])).value
    #expect(Works.list(one).count == 1)
  }

  // MARK: Languages

  @Test(arguments: [
    ("de", "Rios und Berg", "(Rios und Berg 2018, S.\u{A0}12)", "„Wicks“. "),
    ("fr", "Rios et Berg", "(Rios et Berg 2018, p.\u{A0}12)", "«\u{A0}Wicks\u{A0}». "),
    ("es", "Rios y Berg", "(Rios y Berg 2018, p.\u{A0}12)", "«Wicks». "),
    ("it", "Rios e Berg", "(Rios e Berg 2018, p.\u{A0}12)", "«Wicks». "),
    ("en-GB", "Rios and Berg", "(Rios and Berg 2018, 12)", "“Wicks”. "),
  ])
  func languages(_ language: String, _ names: String, _ cited: String, _ title: String) {
    let book = Works.book("@two says [@two, p. 12]", Works.sample, language: language).value
    #expect(Works.printed(book) == ["\(names) (2018) says \(cited)"])
    #expect(Works.list(book)[0].contains(title))
  }

  @Test func germanWritesPagesItsWay() {
    #expect(Works.text("[@two, S. 12f]", language: "de") == "(Rios und Berg 2018, S.\u{A0}12f)")
    #expect(Works.text("[@two, Kap. IV]", language: "de") == "(Rios und Berg 2018, Kap.\u{A0}IV)")
  }

  // MARK: Links, places, what is wrong

  @Test func citationsLeadToTheirWorks() {
    let book = Works.book("[@two; @four]", Works.sample).value
    var targets: [String] = []
    TreeWalk.visit(book.divisions[0].blocks, block: { _ in }) { inlines in
      TreeWalk.visit(inlines) {
        if case .reference(let reference) = $0 { targets.append(reference.target) }
      }
    }
    #expect(targets == ["bibliography:two", "bibliography:four"])
  }

  @Test func worksAreListedOnce() {
    let text = "# A\n\n[@two]\n\n::: {#refs}\nAbove.\n:::"
    let outcome = Works.book(text, Works.sample)
    #expect(outcome.diagnostics.map(\.code) == ["book.double-bibliography"])
    #expect(Works.list(outcome.value).isEmpty)
    #expect(Works.printed(outcome.value).last?.hasPrefix("Rios, Ana") == true)
  }

  @Test func placesGoBeforeWorks() {
    let text = "# A\n\n[@two] and [@fig:x]\n\n## B {#two}\n\n![x](x.png){#fig:x caption=\"C\"}"
    let outcome = Works.book(text, Works.sample)
    #expect(Works.printed(outcome.value)[0] == " and ")
    #expect(outcome.diagnostics.map(\.code) == ["book.empty-list"])
    #expect(!outcome.value.divisions.contains { $0.kind == .bibliography })
  }

  @Test func whatIsWrongIsReportedWithItsPlace() {
    let works = """
      @book{smith, title={T}}
      @book{smith, author={A B}, title={Again}, year=1}
      @article{art, author={A B}, title={T}, year=2000}
      """
    let found = Works.findings("[@smyth] and [see @smth; @art] @art, @smith.", works)
    #expect(
      found == [
        "works:2:7 book.double-source", "text:1:1 book.unknown-reference",
        "text:1:19 book.unknown-source", "works:3:10 book.incomplete-source",
        "works:1:7 book.incomplete-source",
      ], "\(found)")
    let outcome = Works.book("[see @smth]", works)
    #expect(outcome.diagnostics.flatMap(\.hints).contains("did you mean 'smith'?"))
    #expect(Works.printed(outcome.value) == ["(see @smth)"])
  }

  @Test func withoutABibliographyAnAtIsAnAt() {
    #expect(
      Markdown.dump("By @name [p. 3] and [see @x; @y].").contains("@name [p. 3] and [see @x; @y]."))
  }

  // MARK: CSL

  @Test func cslIsRead() {
    let works = """
      [{"id": "h", "type": "book", "title": "A <i>Brief</i> \\ud83d\\ude00 History",
        "author": [{"family": "Hawking", "given": "Stephen"}, {"literal": "The Team"}],
        "issued": {"date-parts": [[1988, 4]]}, "publisher": "Bantam", "DOI": "10.1/h"},
       {"id":"g","type":"article-journal","title":"T","container-title":"J","page":"1-2",
        "author":[{"family":"Gogh","given":"Vincent","dropping-particle":"van"}],"issued":{"raw":"2001"}}]
      """
    let outcome = Works.book("[@h] [@g]", works, name: "works.json")
    #expect(outcome.diagnostics.isEmpty)
    #expect(Works.printed(outcome.value) == ["(Hawking and The Team 1988) (Gogh 2001)"])
    #expect(
      Works.list(outcome.value) == [
        "Gogh, Vincent van. 2001. “T.” J, 1–2.",
        "Hawking, Stephen, and The Team. 1988. A Brief 😀 History. Bantam. https://doi.org/10.1/h.",
      ])
  }

  @Test func brokenCSLIsReportedWithItsPlace() {
    let works = "[{\"id\": \"a\", \"type\": \"bok\",\n \"author\": \"X\"},\n {\"title\": \"T\"}, 3]"
    let found = Works.findings("Text.", works, name: "works.json")
    #expect(
      found == [
        "works:1:22 book.unknown-source-type", "works:2:12 book.broken-csl",
        "works:3:2 book.broken-csl", "works:3:18 book.broken-csl", "text:1:1 book.empty-list",
      ], "\(found)")
    #expect(
      Works.findings("Text.", "[{\"id\": \"a\"", name: "works.json").map { $0.suffix(15) }
        == ["book.broken-csl", "book.empty-list"])
  }

  @Test func cslOfOneLongLineIsReadInTime() {
    let one =
      "{\"id\":\"k\",\"type\":\"book\",\"title\":\"" + String(repeating: "t", count: 200) + "\"}"
    let works = "[" + Array(repeating: one, count: 2_000).joined(separator: ",") + "]"
    let outcome = Works.book("[@k]", works, name: "works.json")
    #expect(outcome.diagnostics.filter { $0.code == "book.double-source" }.count == 1_999)
  }
}
