import OctavoTestSupport

/// English prose of any length that never repeats itself: the same for the same seed.
enum Prose {
  private static let adjectives = words(
    """
    quiet old narrow heavy bright broken patient salt northern hidden careful wooden late silver
    stubborn empty foreign gentle iron lonely modest painted rough secret tired upper velvet weary
    """)
  private static let nouns = words(
    """
    harbour keeper lamp letter bridge captain market river window garden engine ledger mountain
    orchard painter quarry sailor teacher village winter archive balcony cellar doctor evening
    factory glacier hospital island journal kitchen lantern mirror needle office pocket railway
    station tower uncle valley widow yard anchor basket candle
    """)
  private static let verbs = words(
    """
    watched carried followed opened remembered crossed mended counted painted visited measured
    buried answered forgot guarded hurried invented joined kept lifted moved noticed offered
    """)
  private static let tails = [
    "before dawn", "in the wind", "without a word", "while they slept", "once more", "for her sake",
    "in that hour", "for years", "and said nothing", "at last", "as ever", "like a thief",
  ]

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// German prose of any length.
  static func german(words count: Int, seed: UInt64) -> String {
    let nouns = words(
      "Hafen Turm Brief Fluss Garten Spiegel Wagen Berg Maler Lehrer Abend Winter Balkon Keller Mond"
    )
    let adjectives = words(
      "stillen alten engen hellen späten fremden eisernen einsamen rauen müden")
    let verbs = words("sah trug suchte vergaß zählte malte kannte hielt öffnete verließ fand mied")
    let tails = [
      "und das war nicht gut", "als es noch dunkel war", "und sie wusste, wie es ist",
      "mit der Hand",
      "weil er auf sie wartete", "ohne ein Wort zu sagen", "wie in dem Jahr zuvor",
    ]
    return text(words: count, seed: seed) { pick in
      "Auf dem \(pick(nouns)) \(pick(verbs)) sie den \(pick(adjectives)) \(pick(nouns)) und die "
        + "Frau in dem \(pick(adjectives)) \(pick(nouns)), \(pick(tails))."
    }
  }

  /// Spanish prose of any length.
  static func spanish(words count: Int, seed: UInt64) -> String {
    let nouns = words(
      "puerto faro barco río jardín espejo camino monte pintor maestro invierno balcón sótano pueblo"
    )
    let adjectives = words("viejo callado estrecho claro tardío extraño solitario áspero cansado")
    let verbs = words("miraba llevaba buscaba olvidaba contaba pintaba conocía guardaba encontraba")
    let tails = [
      "y no era bueno", "cuando la noche era larga", "y ella lo sabía todo",
      "con la mano en la mesa",
      "porque él la esperaba", "sin decir una palabra", "como en el año de la guerra",
    ]
    return text(words: count, seed: seed) { pick in
      "En el \(pick(nouns)) la mujer \(pick(verbs)) al \(pick(adjectives)) \(pick(nouns)) de los "
        + "niños, que no \(pick(verbs)) el \(pick(nouns)), \(pick(tails))."
    }
  }

  static func sentence(_ random: inout SeededGenerator) -> String {
    func pick(_ list: [String]) -> String { list[Int(random.next() % UInt64(list.count))] }
    let start =
      "The \(pick(adjectives)) \(pick(nouns)) \(pick(verbs)) a \(pick(adjectives)) \(pick(nouns))"
    let middle =
      random.next() % 2 == 0
      ? " near the \(pick(nouns))" : " from the \(pick(adjectives)) \(pick(nouns))"
    return start + middle + " " + pick(tails) + "."
  }

  private static func text(
    words: Int, seed: UInt64, sentence: (_ pick: ([String]) -> String) -> String
  ) -> String {
    var random = SeededGenerator(seed: seed)
    var sentences: [String] = []
    var count = 0
    while count < words {
      let next = sentence { list in list[Int(random.next() % UInt64(list.count))] }
      count += next.split(separator: " ").count
      sentences.append(next)
    }
    return stride(from: 0, to: sentences.count, by: 4).map { start in
      sentences[start..<min(start + 4, sentences.count)].joined(separator: " ")
    }.joined(separator: "\n\n")
  }

  /// At least so many words in paragraphs of three to five sentences.
  static func text(words: Int, seed: UInt64, ending: String = "") -> String {
    var random = SeededGenerator(seed: seed)
    var paragraphs: [String] = []
    var count = 0
    while count < words {
      var sentences: [String] = []
      for _ in 0..<(3 + random.next() % 3) where count < words {
        let next = sentence(&random)
        count += next.split(separator: " ").count
        sentences.append(next)
      }
      paragraphs.append(sentences.joined(separator: " "))
    }
    if !ending.isEmpty { paragraphs[paragraphs.count - 1] += " " + ending }
    return paragraphs.joined(separator: "\n\n")
  }
}
