import OctavoGeneration
import Testing

@Suite("Style")
struct StyleTests {
  private static let first =
    """
    I walked down to the harbour when the lamp had gone out. My brother waited there, and I said \
    nothing to him. We looked at the boats. It was cold.

    I had promised to stay, but I knew that I would go. The keeper watched us from his window. \
    "You are late," he said. I laughed, and my brother laughed too.

    We climbed the stairs to the gallery and opened the iron door. I counted the ships that passed \
    below us. There were seven of them, and each carried a light. I asked him whether he remembered \
    our father, who had kept the lamp before him and who had never slept. He nodded, and turned his \
    face to the sea, and for a long time he was silent. Then he told me what had happened on the \
    night of the wreck, and I wrote it down as he said it, word for word, until the morning came.
    """
  private static let essay =
    """
    The administration of navigational infrastructure requires considerable institutional \
    coordination. Consequently, authorities establish comprehensive maintenance programmes and \
    distribute responsibilities among specialised departments. Historical documentation \
    demonstrates that inadequate communication contributes substantially to operational failures.

    Contemporary scholarship distinguishes administrative responsibility from technological \
    capability. The distinction is fundamental, because accountability has organisational \
    consequences. Institutions that neglect systematic documentation are particularly vulnerable. \
    Comparative investigation of maritime organisations identifies characteristic vulnerabilities: \
    fragmented responsibilities, insufficient documentation, inconsistent communication.

    International standardisation is therefore indispensable. Professional associations formulate \
    recommendations, governmental authorities implement regulations, and independent inspectors \
    evaluate compliance. Nevertheless, implementation has remained inconsistent across \
    jurisdictions. Substantial differences in administrative tradition are responsible for \
    considerable variation in organisational performance and technological modernisation. \
    Subsequent investigations are expected to clarify the relationship between institutional \
    structure and navigational reliability, particularly where responsibilities are distributed \
    among several independent organisations with incompatible administrative procedures. Existing \
    evidence supports the interpretation that centralised administration is advantageous. Further \
    documentation is available in institutional archives.
    """

  @Test("a story told by I is measured as one")
  func story() throws {
    let style = try #require(StyleMeasure.measure(Self.first, language: "en"))
    #expect(style.person == .first)
    #expect(style.tense == .past)
    #expect(style.register == .plain)
    #expect(style.dialogueShare == 33)
    #expect((80...200).contains(style.sentenceMean), "\(style.sentenceMean)")
    #expect(style.sample.hasPrefix("I walked down"))
    #expect(style.description.contains("Person: first\nTense: past\nRegister: plain"))
  }

  @Test("an essay is measured as formal, in the present")
  func essay() throws {
    let style = try #require(StyleMeasure.measure(Self.essay, language: "en"))
    #expect(style.person == .third)
    #expect(style.tense == .present)
    #expect(style.register == .formal)
    let story = try #require(StyleMeasure.measure(Self.first, language: "en"))
    #expect(style.distance(to: story) >= 60)
    #expect(style.distance(to: style) == 0)
  }

  @Test("too little text shows no style; another language shows what can be counted")
  func limits() throws {
    #expect(StyleMeasure.measure("I went home.", language: "en") == nil)
    let style = try #require(StyleMeasure.measure(Self.first, language: "sv"))
    #expect(style.person == nil && style.tense == nil && style.sentenceMean > 0)
  }

  @Test("banned phrases are found as words, whatever their case")
  func banned() {
    let style = ProseStyle(banned: ["delve into", "in conclusion", "art"])
    #expect(style.bannedPhrases(in: "We  Delve\ninto the party.") == ["delve into"])
  }

  @Test("each language has worn phrases of its own, and none has another's")
  func wornPhrases() throws {
    let style = try #require(StyleMeasure.measure(Self.first, language: "de"))
    #expect(
      style.bannedPhrases(in: "Das ist nicht mehr wegzudenken.") == ["nicht mehr wegzudenken"])
    #expect(style.bannedPhrases(in: "It is a testament to him.").isEmpty)
    let chinese = try #require(StyleMeasure.measure(Self.first, language: "zh"))
    #expect(chinese.bannedPhrases(in: "总而言之，灯灭了。") == ["总而言之"])
    #expect(try #require(StyleMeasure.measure(Self.first, language: "sv")).banned.isEmpty)
  }

  @Test("a person is known in five languages", arguments: ["de", "fr", "es", "it"])
  func persons(language: String) throws {
    let sentences = [
      "de": "Ich ging zum Hafen und ich sah, dass mein Bruder dort war. Er hatte nichts gesagt. ",
      "fr": "Je suis allé au port et je savais que mon frère était là. Il avait tout dit. ",
      "es": "Yo fui al puerto y me dijo que mi hermano estaba allí. Él había hablado mucho. ",
      "it": "Io andavo al porto e mio fratello era là. Io avevo detto che lui aveva ragione. ",
    ]
    let text = String(repeating: try #require(sentences[language]), count: 14)
    let style = try #require(StyleMeasure.measure(text, language: language))
    #expect(style.person == .first)
    #expect(style.tense == .past)
  }
}
