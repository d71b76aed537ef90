import OctavoBase
import Testing

@testable import OctavoBook

@Suite("Index marks")
struct IndexTests {
  private func index(_ text: String, language: String = "en") -> BookIndex {
    BookIndex(Markdown.book(text).value.divisions, language: LanguageTag(language))
  }

  /// The entries below each other, two blanks a level.
  private func lines(_ entries: [BookIndex.Entry], _ indent: String = "") -> [String] {
    entries.flatMap { entry in
      [indent + Inline.plainText(entry.term) + " \(entry.places.count)"]
        + lines(entry.entries, indent + "  ")
    }
  }

  private func sorted(_ words: [String], _ language: String) -> [String] {
    words.sorted {
      CollationKey($0, language: LanguageTag(language))
        < CollationKey($1, language: LanguageTag(language))
    }
  }

  @Test func entriesAreSortedLetterByLetter() {
    let marks = ["sea lion", "seal", "10 pounds", "Sea", "Ängste", "angst", "zebra", "% sign"]
      .map { "a[]{.index term=\"\($0)\"}" }.joined(separator: " ")
    #expect(
      lines(index("# A\n\n" + marks).entries) == [
        "10 pounds 1", "angst 1", "Ängste 1", "Sea 1", "seal 1", "sea lion 1", "% sign 1",
        "zebra 1",
      ])
  }

  @Test func languagesPutTheirOwnLettersWhereTheyBelong() {
    #expect(sorted(["ñu", "nz", "oa", "na"], "es") == ["na", "nz", "ñu", "oa"])
    #expect(sorted(["ñu", "nz", "oa", "na"], "fr") == ["na", "ñu", "nz", "oa"])
    #expect(sorted(["zon", "ål", "öl", "äl", "al"], "sv") == ["al", "zon", "ål", "äl", "öl"])
    #expect(sorted(["zon", "ål", "öl", "äl", "al"], "de") == ["al", "äl", "ål", "öl", "zon"])
    #expect(sorted(["Straße", "Strasse", "Strand", "œuvre", "of"], "de").last == "Straße")
  }

  @Test func rangesPairUp() {
    let index = index(
      "# A\n\na[]{.index term=x range=open} b[]{.index term=\"x!y\"}\n\n# B\n\nc[]{.index term=x range=close}"
    )
    #expect(index.diagnostics.isEmpty)
    #expect(lines(index.entries) == ["x 1", "  y 1"])
    #expect(index.entries[0].places[0].end != nil)
  }

  @Test func whatIsWrongIsReportedWithItsPlace() {
    let outcome = Markdown.book(
      """
      # A

      a[]{.index term=open range=open} b[]{.index term=shut range=close}

      c[]{.index term=cat see=dgo} d[]{.index term=dog range=shut} e[]{.index term=" "}
      """)
    #expect(
      Places.of(outcome.diagnostics, in: outcome.value.sources) == [
        "5:33 book.bad-index-range", "5:65 book.empty-index-mark",
        "3:37 book.unpaired-index-range", "3:4 book.unpaired-index-range",
        "5:4 book.unknown-index-entry", "3:4 book.no-index",
      ])
    #expect(outcome.diagnostics[4].hints == ["did you mean 'dog'?"])
  }

  @Test func emphasisAndCodeOfATermAreKept() throws {
    let entry = try #require(
      index("# A\n\na[]{.index term=\"*Moby-Dick*, `--dump` and 'so on'\"}").entries.first)
    #expect(Inline.plainText(entry.term) == "Moby-Dick, --dump and ‘so on’")
    guard case .emphasis = entry.term[0], case .code("--dump") = entry.term[2] else {
      Issue.record("\(entry.term)")
      return
    }
  }
}
