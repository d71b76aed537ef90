import OctavoBase
import Testing

@testable import OctavoBook

@Suite("Smart punctuation")
struct SmartPunctuationTests {
  @Test(arguments: [
    ("\"Hello,\" he said.", "“Hello,” he said."),
    ("'It's \"so\" there,' she said.", "‘It’s “so” there,’ she said."),
    ("\"He said 'no' twice,\" I said.", "“He said ‘no’ twice,” I said."),
    ("\"'Nested' start and 'end'\"", "“‘Nested’ start and ‘end’”"),
    ("\"a \"b\" c\"", "“a ‘b’ c”"),
    ("the dogs' bowls and O'Brien's '90s", "the dogs’ bowls and O’Brien’s ’90s"),
    ("'Tis rock 'n' roll, 'em all", "’Tis rock ’n’ roll, ’em all"),
    ("\"yes\"--\"no\"", "“yes”–“no”"), ("\"I was---\" he", "“I was—” he"),
    ("(\"so\") [\"so\"]", "(“so”) [“so”]"), ("\"--and\"", "“–and”"),
    ("1--2, a---b, ----, -----, -", "1–2, a—b, ––, —–, -"),
    ("wait... so.... \"...\"", "wait… so…. “…”"),
    ("\"unclosed paragraph", "“unclosed paragraph"), ("6' 2\" tall", "6’ 2” tall"),
    ("“kept” ‘kept’ ’ – — …", "“kept” ‘kept’ ’ – — …"),
    ("\\\"straight\\\" it\\'s \\-- \\...", "\"straight\" it's -- ..."),
    ("«\"a\"» \"é\"", "«“a”» “é”"), ("", ""), ("\"", "“"), ("'", "‘"),
  ])
  func english(source: String, result: String) {
    #expect(SmartPunctuation(language: LanguageTag("en-US")).apply(to: source) == result)
  }

  @Test(arguments: [
    ("de", "\"Er sagt 'so' --- gut's\"", "„Er sagt ‚so‘ — gut’s“"), ("de", "'s ist", "’s ist"),
    ("de-CH", "\"a 'b' c\"", "«a ‹b› c»"),
    ("fr", "\"L'un dit \"non\" hier\"", "«\u{A0}L’un dit “non” hier\u{A0}»"),
    ("es", "\"a 'b' c\"", "«a “b” c»"), ("es-MX", "\"a\"", "“a”"), ("it", "\"l'a\"", "«l’a»"),
    ("sv", "\"a\"", "”a”"), ("pl", "\"a\"", "„a”"), ("xx", "\"a\"", "“a”"),
  ])
  func otherLanguages(language: String, source: String, result: String) {
    #expect(SmartPunctuation(language: LanguageTag(language)).apply(to: source) == result)
  }

  @Test func quotesSeeAcrossEmphasisButNotIntoCode() {
    #expect(
      Markdown.dump("\"*word*\" and *\"in\"* '`\"c\"`' [\"x\"](u\"v) $\"m\"$.") == """
        paragraph
          "“"
          emphasis
            "word"
          "” and "
          emphasis
            "“in”"
          " ‘"
          code "\\"c\\""
          "’ "
          link "u\\"v"
            "“x”"
          " "
          math "\\"m\\""
          "."

        """)
  }

  @Test func escapesReachPunctuationAndNoBackslashIsLost() {
    #expect(Markdown.dump("\\\"a\\\" \\'b\\' \\*c\\*") == "paragraph\n  \"\\\"a\\\" 'b' *c*\"\n")
    #expect(Markdown.dump("a\\\\\"b\"") == "paragraph\n  \"a\\\\“b”\"\n")
  }

  @Test func aLineEndIsASpace() {
    #expect(Markdown.dump("a\n\"b\"\nc").contains("“b”"))
  }
}
