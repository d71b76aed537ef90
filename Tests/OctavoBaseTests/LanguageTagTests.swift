import OctavoBase
import Testing

@Suite("Language tags")
struct LanguageTagTests {
  @Test(
    "tags of the standard's form are taken",
    arguments: [
      "en", "de-AT", "zh-Hant-TW", "sl-rozaj-biske", "es-419", "de-CH-1901", "sr_Latn_RS",
      "zh-yue-HK", "en-US-u-co-phonebk", "en-x-a", "hy-Latn-IT-arevela", "tlh", "en-a-bbb-x-a-ccc",
      "zh-cmn",
    ])
  func wellFormed(tag: String) { #expect(LanguageTag(tag).isWellFormed) }

  @Test(
    "what has another form is not",
    arguments: [
      "", "e", "english language", "xx-yy-zz-1", "en-", "-en", "en--US", "1n", "en-US-GB", "en-u",
      "en-x", "toolonglanguage", "en-\u{E9}\u{E9}", "en/US", "x-private",
    ])
  func malformed(tag: String) { #expect(!LanguageTag(tag).isWellFormed) }
}
