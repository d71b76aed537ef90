import OctavoGeneration
import OctavoTestSupport
import Testing

/// What is recognized in a model's text.
@Suite("Text")
struct TextTests {
  @Test(
    "what a model says around the text goes",
    arguments: [
      "Certainly! Here is the chapter:\n\n@",
      "Here is the next section of your book, written in a quiet tone.\n\n---\n\n@",
      "Sure thing! I'll write the chapter now:\n\n@", "Certainly!\n\n@",
      "**Here's the continuation:**\n@", "@\n\nLet me know if you'd like me to adjust the tone!",
      "@\n\n---\n\n*Word count: 1,480*", "@\n\n[End of section]",
      "@\n\nI hope this chapter meets your needs. Would you like the next one?",
      "```markdown\n@\n```", "Here is the text:\n\n```\n@\n```\n\nFeel free to request changes.",
      "---\ntitle: The Lamp\nchapter: 3\n---\n@", "<think>\nI should begin slowly.\n</think>\n\n@",
      "Gerne! Hier ist das Kapitel:\n\n@", "Voici la suite du chapitre :\n\n@",
      "¡Claro! Aquí tienes el capítulo que solicitaste:\n\n@", "Certo! Ecco il capitolo:\n\n@",
      "@\n\nLass mich wissen, ob ich den Ton ändern soll.",
      "@\n\nN'hésitez pas à me dire si le texte convient.",
    ])
  func chatterGoes(pattern: String) {
    let text = "The rain fell on the harbour.\n\nHe came home late."
    let stripped = ModelChatter.strip(pattern.replacing("@", with: text))
    #expect(stripped.text.split(separator: "\n") == text.split(separator: "\n"), "\(stripped)")
  }

  @Test(
    "what only looks like chatter stays",
    arguments: [
      "Here is the house where I was born.\n\nIt is small.",
      "Sure, he had been there before; the chapter of accidents was long.\n\nHe went.",
      "Certainly the keeper was asleep.\n\nNobody saw him.",
      "He went.\n\nLet me know when the ship comes in, she had written.",
      "He went.\n\nI hope this letter finds you well.",
      "```swift\nlet a = 1\n```\n\nThat was all.", "A text.\n\n```\ncode\n```",
      "“Of course!”\n\nShe turned.", "Here is what the chapter of my life was called.\n\nLight.",
    ])
  func storyStays(text: String) {
    let stripped = ModelChatter.strip(text)
    #expect(stripped.text == text)
    #expect(stripped.removed.isEmpty)
  }

  @Test("titles are not repeated and headings stand below the section's")
  func headings() {
    let rules = HeadingRules(titles: ["The Lamp", "Dawn at Sea"], highest: 3)
    let cases = [
      ("# The Lamp\n\n## Dawn at Sea\n\nText.", "Text."),
      ("# Chapter 3: The Lamp\n\nText.", "Text."),
      ("**Dawn at sea**\n\nText.", "Text."), ("Chapter IV\n\nText.", "Text."),
      ("3.1 Dawn at Sea\n\nText.", "Text."), ("Dawn at Sea\n===========\n\nText.", "Text."),
      ("Text.\n\n# One\n\nA.\n\n## Two\n\nB.", "Text.\n\n### One\n\nA.\n\n#### Two\n\nB."),
      ("Text.\n\n### One ###\n\nA.", "Text.\n\n### One\n\nA."),
      ("Text.\n\n#\n\nA.", "Text.\n\n\nA."),
      ("```\n# no heading\n```", "```\n# no heading\n```"),
      ("# Other\n\nText.", "### Other\n\nText."),
      ("1984. That was the year.", "1984. That was the year."),
    ]
    for (text, wanted) in cases { #expect(rules.apply(text) == wanted, "\(text)") }
  }

  @Test(
    "a broken-off text and its continuation make one text",
    arguments: [
      ("He walked to the ", "door and left.", "He walked to the door and left."),
      ("He walked to the ", "walked to the door.", "He walked to the walked to the door."),
      (
        "When night fell he walked to the ", "night fell he walked to the door.",
        "When night fell he walked to the door."
      ),
      (
        "When night fell he walked to the d", "he walked to the door.",
        "When night fell he walked to the door."
      ),
      ("He walked home, ", "...he walked home, and slept.", "He walked home, and slept."),
      ("It was over.", "\n\nThen it began.", "It was over.\n\nThen it began."),
      ("It was over.\n", "\nThen it began.", "It was over.\n\nThen it began."),
      ("It was over. ", " Then it began.", "It was over. Then it began."),
      ("It was over.", "Then it began.", "It was over. Then it began."),
      ("He said", ", softly.", "He said, softly."), ("灯台は", "遠い。", "灯台は遠い。"), ("", "All.", "All."),
    ])
  func joining(kept: String, next: String, whole: String) {
    #expect(TextJoin.join(kept, next) == whole)
  }

  @Test("a text cut anywhere and continued with any overlap is the same text")
  func joiningAnywhere() {
    let text = Prose.text(words: 80, seed: 4)
    let characters = Array(text)
    var random = SeededGenerator(seed: 9)
    for cut in stride(from: 40, to: characters.count - 1, by: 3) {
      let kept = TextJoin.upToWholeWord(String(characters[..<cut]))
      let overlap = Int(random.next() % 2) * (20 + Int(random.next() % 30))
      let start = max(0, kept.count - overlap)
      #expect(TextJoin.join(kept, String(characters[start...])) == text, "cut \(cut), \(overlap)")
    }
  }

  @Test("a half word is written again, a whole sentence is kept")
  func halfWords() {
    #expect(TextJoin.upToWholeWord("to the d") == "to the ")
    #expect(TextJoin.upToWholeWord("to the door.") == "to the door.")
    #expect(TextJoin.upToWholeWord("word") == "")
    #expect(TextJoin.upToWholeWord("灯台は遠") == "灯台は遠")
  }

  @Test("words are counted alike however a stream is cut")
  func wordsInPieces() {
    let text = "Don’t stop — the keeper's 3rd élan; 灯台 ‘quoted’ naïve co-op"
    let whole = WordScan.words(of: text)
    #expect(
      whole.map(\.folded) == [
        "don't", "stop", "the", "keeper's", "3rd", "élan", "灯", "台", "quoted", "naïve", "co", "op",
      ])
    for size in 1...7 {
      var scan = WordScan()
      var words: [Word] = []
      var rest = text[...]
      while !rest.isEmpty {
        words += scan.add(rest.prefix(size))
        rest = rest.dropFirst(size)
      }
      #expect(words + scan.finish() == whole, "size \(size)")
    }
  }
}

@Suite("Repetition")
struct RepetitionTests {
  private static let loop = "He looked at the sea and counted the ships again. "

  @Test("a loop is found while it streams, at the same place however it is cut")
  func loops() throws {
    let start = Prose.text(words: 100, seed: 1) + "\n\n"
    let text = start + String(repeating: Self.loop, count: 20)
    let whole = try #require(RepetitionWatch.check(text, earlier: EarlierText()))
    #expect(whole.kind == .loop)
    #expect(whole.start == start.utf8.count + Self.loop.utf8.count)
    for size in [1, 7, 64] {
      var watch = RepetitionWatch(earlier: EarlierText())
      var taken = 0
      var rest = text[...]
      while !rest.isEmpty, watch.found == nil {
        _ = watch.add(String(rest.prefix(size)))
        taken += size
        rest = rest.dropFirst(size)
      }
      #expect(watch.found == whole)
      #expect(taken < text.count - 550, "found late, after \(taken) characters")
    }
  }

  @Test("a passage of an earlier chapter is found, a short quotation is not")
  func copies() throws {
    let earlier = EarlierText([Prose.text(words: 300, seed: 2)])
    let copied = Prose.text(words: 80, seed: 3) + "\n\n" + Prose.text(words: 300, seed: 2)
    let found = try #require(RepetitionWatch.check(copied, earlier: earlier))
    #expect(found.kind == .copy)
    #expect(found.start == Prose.text(words: 80, seed: 3).utf8.count + 2)
    let sentence = Prose.text(words: 15, seed: 2)
    let quoting =
      Prose.text(words: 80, seed: 3) + " " + sentence + " " + Prose.text(words: 80, seed: 5)
    #expect(RepetitionWatch.check(quoting, earlier: earlier) == nil)
  }

  @Test("a text made of a handful of words is poor")
  func poverty() {
    var random = SeededGenerator(seed: 6)
    let words = (0..<30).map { "word\(Array("abcdefghijklmnopqrstuvwxyzäöüß")[$0])" }
    let text = (0..<400).map { _ in words[Int(random.next() % 30)] }.joined(separator: " ")
    #expect(RepetitionWatch.check(text, earlier: EarlierText())?.kind == .poverty)
  }

  @Test("ordinary prose repeats nothing")
  func prose() {
    for seed in 0..<20 as Range<UInt64> {
      let text = Prose.text(words: 1_500, seed: seed)
      #expect(RepetitionWatch.check(text, earlier: EarlierText()) == nil, "seed \(seed)")
    }
  }
}

@Suite("Languages and refusals")
struct LanguageTests {
  static let passages = [
    "en":
      "The keeper had been on the island for so long that he no longer counted the years. When the boat came with letters and bread, he would go down to the landing and wait, because it was the only voice that he could hear over the wind and the sea in winter.",
    "de":
      "Der Wärter war schon so lange auf der Insel, dass er die Jahre nicht mehr zählte. Wenn das Boot mit den Briefen und dem Brot kam, ging er zum Steg hinunter und wartete, denn es war die einzige Stimme, die er im Winter über dem Wind und der See hören konnte.",
    "fr":
      "Le gardien était sur l'île depuis si longtemps qu'il ne comptait plus les années. Quand le bateau venait avec les lettres et le pain, il descendait au quai pour attendre, car c'était la seule voix que l'on pouvait entendre dans le vent et la mer en hiver.",
    "es":
      "El guardián llevaba tanto tiempo en la isla que ya no contaba los años. Cuando el barco llegaba con las cartas y el pan, bajaba al muelle y esperaba, porque era la única voz que se podía oír sobre el viento y el mar en el invierno, y no había otra para él.",
    "it":
      "Il guardiano era sull'isola da così tanto tempo che non contava più gli anni. Quando la barca arrivava con le lettere e il pane, scendeva al molo e aspettava, perché era la sola voce che si poteva sentire nel vento e nel mare, e non ce n'era un'altra per lui.",
  ]

  @Test("five languages are told apart", arguments: ["en", "de", "fr", "es", "it"])
  func languages(expected: String) throws {
    for (language, text) in Self.passages.sorted(by: { $0.key < $1.key }) {
      let verdict = LanguageCheck.verdict(text, expected: expected)
      #expect(verdict == (language == expected ? .right : .wrong(language)), "\(language)")
    }
  }

  @Test("another script is another language; a list of names proves nothing")
  func scripts() throws {
    let russian = String(repeating: "Смотритель маяка долго ждал корабль. ", count: 4)
    #expect(LanguageCheck.verdict(russian, expected: "en") == .wrong("cyrillic"))
    #expect(LanguageCheck.verdict(russian, expected: "ru") == .right)
    let english = try #require(Self.passages["en"])
    #expect(LanguageCheck.verdict(english, expected: "ja") == .wrong("latin"))
    let names = String(
      repeating: "Lorem ipsum dolor sit amet consectetur adipiscing elit ", count: 8)
    #expect(LanguageCheck.verdict(names, expected: "en") == .unsure)
    #expect(LanguageCheck.verdict("Too short.", expected: "de") == .unsure)
  }

  @Test(
    "an answer that declines is known for one",
    arguments: [
      "I'm sorry, but I can't assist with that request.",
      "I cannot write this chapter as it goes against my guidelines.",
      "As an AI language model, I don't have feelings.",
      "Es tut mir leid, aber bei dieser Anfrage kann ich nicht helfen.",
      "Je suis désolé, je ne peux pas répondre à votre demande.",
      "Lo siento, no puedo ayudarte con esta solicitud.",
      "Mi dispiace, ma non posso aiutarti con questa richiesta.",
    ])
  func refusals(text: String) { #expect(Refusal.isRefusal(text)) }

  @Test(
    "a person in a story may be sorry",
    arguments: [
      "I'm sorry, he said, and closed the door on the sea.",
      "Unfortunately the lamp had gone out at three.",
      "I cannot sleep when the wind is in the east.",
    ])
  func noRefusal(text: String) { #expect(!Refusal.isRefusal(text)) }
}

@Suite("Completeness")
struct CompletenessTests {
  @Test(
    "a text is closed when its last sentence or structure is",
    arguments: [
      ("He went home.", true), ("“Go home!”", true), ("He went *home.*", true),
      ("He went ho", false),
      ("He went home,", false), ("The list:", false), ("# A heading", false), ("", false),
      ("Text.\n\n- one\n- two\n- three", true), ("Text.\n\n- one.\n- tw", false),
      ("```\ncode\n```", true), ("```\ncode", false), ("Text.\n\n***", false),
      ("| a | b |\n|---|---|\n| 1 | 2 |", true), ("| a | b |\n|---|---|\n| 1 | 2", false),
      ("彼は帰った。", true), ("彼は帰っ", false), ("Wait…", true), ("He met Mr.", true),
    ])
  func closed(text: String, isClosed: Bool) { #expect(Completeness.isClosed(text) == isClosed) }

  @Test("too few words are short, an untouched last point too")
  func short() {
    let completeness = Completeness(targetWords: 200, lastBeat: "the lighthouse burns")
    let text = Prose.text(words: 90, seed: 1)
    #expect(completeness.judge(text) == .short(200 - WordScan.count(text)))
    let longer = Prose.text(words: 135, seed: 1)
    #expect(completeness.judge(longer) == .short(80))
    #expect(completeness.judge(longer + " At last the lighthouse was burning.") == .complete)
    #expect(completeness.judge(Prose.text(words: 180, seed: 1)) == .complete)
    #expect(completeness.judge(Prose.text(words: 180, seed: 1) + " And th") == .brokenOff)
  }

  @Test("sentences end where they end, not at titles and initials")
  func sentences() {
    #expect(
      Sentences.split("He met Dr. Smith. “Why?” she asked. It was no. He left… Then J. R. came.")
        == [
          "He met Dr. Smith.", "“Why?”", "she asked.", "It was no.", "He left…", "Then J. R. came.",
        ])
    #expect(Sentences.trimmedToWhole("One. Two! Thr") == "One. Two!")
    #expect(Sentences.trimmedToWhole("no end") == "")
  }
}
