import OctavoBase
import Testing

@testable import OctavoText

@Suite("Dividing words")
struct HyphenationTests {
  private func english(_ exceptions: [String] = []) -> HyphenationSettings {
    HyphenationSettings(language: LanguageTag("en-US"), exceptions: exceptions)
  }

  @Test func englishWords() throws {
    let context = try Bundled.context()
    #expect(context.divided("hyphenation", english()) == "hy-phen-ation")
    #expect(context.divided("“consequently,”", english()) == "“con-se-quently,”")
    #expect(context.divided("the", english()) == "the")
    #expect(context.divided("Nantucket", english()) == "Nantucket")
  }

  @Test func britishDivisionsDiffer() throws {
    let context = try Bundled.context()
    let british = HyphenationSettings(language: LanguageTag("en-GB"))
    #expect(context.divided("photography", british) != context.divided("photography", english()))
  }

  @Test func germanWordsWithUmlauts() throws {
    let context = try Bundled.context()
    let german = HyphenationSettings(language: LanguageTag("de-DE"), hyphenatesCapitalised: true)
    #expect(context.divided("Vergnügen", german) == "Ver-gnü-gen")
    #expect(context.divided("Überraschung", german) == "Über-ra-schung")
  }

  @Test(arguments: ["fr", "es", "it", "nl", "sv", "ru"])
  func everyBundledLanguageDivides(language: String) throws {
    let context = try Bundled.context()
    let settings = HyphenationSettings(language: LanguageTag(language))
    let word = language == "ru" ? "переводчик" : "administration"
    #expect(context.divided(word, settings).contains("-"))
  }

  @Test func anUnknownLanguageIsNotDivided() throws {
    let context = try Bundled.context()
    let settings = HyphenationSettings(language: LanguageTag("xx"))
    #expect(context.divided("hyphenation", settings) == "hyphenation")
  }

  @Test func limitsHold() throws {
    let context = try Bundled.context()
    var settings = english()
    settings.left = 4
    settings.right = 5
    #expect(context.divided("hyphenation", settings) == "hyphen-ation")
    settings.minimumLetters = 12
    #expect(context.divided("hyphenation", settings) == "hyphenation")
  }

  @Test func exceptionsOfTheBookOverrule() throws {
    let context = try Bundled.context()
    let settings = english(["man-u-script", "hyphenation"])
    #expect(context.divided("Manuscript.", settings) == "Man-u-script.")
    #expect(context.divided("hyphenation", settings) == "hyphenation")
  }

  @Test func softHyphensAreTheOnlyDivisions() throws {
    let context = try Bundled.context()
    #expect(context.divided("hyphena\u{AD}tion", english()) == "hyphena\u{AD}-tion")
  }

  @Test func apostrophesHyphensAndAddresses() throws {
    let context = try Bundled.context()
    #expect(context.divided("shipmate’s", english()) == "ship-mate’s")
    #expect(context.divided("well-considered", english()) == "well-con-sid-ered")
    #expect(context.divided("https://example.org/considered", english()).contains("con-") == false)
    #expect(context.divided("considered2", english()) == "considered2")
  }

  @Test func widthsGrowAndAreThoseOfTheFragments() throws {
    let context = try Bundled.context()
    let word = context.shape("hyphenation")
    let points = Array(context.hyphenationPoints(of: word, context.hyphenation(english())))
    #expect(points.map(\.byteOffset) == [2, 6])
    for point in points {
      let prefix = String("hyphenation".prefix(Int(point.byteOffset)))
      #expect(abs(context.word(context.shape(prefix)).width - point.width) < 2_000)
    }
    #expect(Array(context.hyphenationPoints(of: word, context.hyphenation(english()))) == points)
  }

  @Test func aDivisionInsideALigatureTakesItsShare() throws {
    let context = try Bundled.context()
    let word = context.shape("fi")
    let settings = english(["f-i"])
    let points = Array(context.hyphenationPoints(of: word, context.hyphenation(settings)))
    #expect(points.map(\.width) == [context.word(word).width / 2])
  }
}
