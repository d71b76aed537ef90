/// The phrases by which a model's remarks to its user are known, in five languages.
///
/// A remark must name the thing it presents, such as "chapter", or the reader of the chat, so that
/// a story that begins with "Here is" stays whole.
enum ChatterPhrases {
  /// Whether a paragraph, folded to small letters, presents what follows.
  static func isPreamble(_ text: String) -> Bool {
    // What is said in quotation marks is said in the story.
    guard let first = text.first, !"\"'“„«‘‹「".contains(first) else { return false }
    if interjections.contains(text.trimmingPunctuation()) { return true }
    var rest = text.drop { "¡¿ ".contains($0) }
    var isAgreeing = false
    if let word = interjections.first(where: { hasWord($0, in: rest) }) {
      isAgreeing = true
      rest = rest.dropFirst(word.count).drop { !$0.isLetter }
    }
    let presents = presentations.contains { rest.hasPrefix($0) }
    guard presents || isAgreeing else { return false }
    let names = things.contains { hasThing($0, in: text) }
    if presents, names { return text.hasSuffix(":") || isAgreeing || speaksToUser(text) }
    return isAgreeing && names
      && (text.hasSuffix(":") || intentions.contains { rest.hasPrefix($0) })
  }

  /// Whether a paragraph, folded to small letters, follows upon the text.
  static func isPostamble(_ text: String) -> Bool {
    guard !text.isEmpty else { return false }
    if counts.contains(where: { text.drop { "([".contains($0) }.hasPrefix($0) }) { return true }
    if offers.contains(where: { text.hasPrefix($0) }) { return speaksOfWork(text) }
    return false
  }

  private static func hasWord(_ word: String, in text: Substring) -> Bool {
    text.hasPrefix(word) && !(text.dropFirst(word.count).first?.isLetter ?? false)
  }

  private static func hasThing(_ thing: String, in text: String) -> Bool {
    text.split { !$0.isLetter }.prefix(16).contains { $0.hasPrefix(thing) }
  }

  private static func speaksToUser(_ text: String) -> Bool {
    [
      "you", "request", "below", "following", "continu", "word", "ihnen", "dir", "wunsch",
      "folgend",
    ]
    .contains { hasThing($0, in: text) }
      || ["vous", "demand", "suivant", "usted", "solicit", "siguiente", "richiest", "seguente"]
        .contains { hasThing($0, in: text) }
  }

  private static func speaksOfWork(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter }
    return (things + works).contains { thing in words.contains { $0.hasPrefix(thing) } }
  }

  private static let interjections = [
    "certainly", "sure", "sure thing", "of course", "absolutely", "okay", "ok", "great", "gladly",
    "understood", "happy to help", "natürlich", "gerne", "gern", "selbstverständlich", "klar",
    "bien sûr", "certainement", "volontiers", "d'accord", "claro", "claro que sí", "por supuesto",
    "con gusto", "certo", "certamente", "volentieri", "va bene",
  ]

  private static let presentations = [
    "here is", "here's", "here are", "below is", "below you", "the following is", "this is the",
    "hier ist", "hier kommt", "hier sind", "nachfolgend", "im folgenden",
    "voici", "ci-dessous", "aquí está", "aquí tienes", "aquí tiene", "a continuación", "ecco",
    "di seguito", "qui di seguito",
  ]

  private static let intentions = [
    "i'll", "i will", "i can", "let me", "let's", "ich werde", "je vais", "voy a", "scriverò",
  ]

  /// Beginnings of the nouns for what was asked for.
  private static let things = [
    "chapter", "section", "continuation", "draft", "text", "scene", "outline", "version", "prose",
    "kapitel", "abschnitt", "fortsetzung", "entwurf", "szene", "fassung",
    "chapitre", "suite", "texte", "scène", "brouillon",
    "capítulo", "sección", "continuación", "texto", "escena", "borrador",
    "capitolo", "sezione", "continuazione", "testo", "bozza",
  ]

  private static let counts = [
    "word count", "total words", "approximate word", "end of section", "end of chapter",
    "end of the section", "end of the chapter", "continue in the next",
    "to be continued in the next",
    "wortzahl", "wörter:", "ende des kapitels", "ende des abschnitts",
    "nombre de mots", "fin du chapitre", "fin de la section",
    "recuento de palabras", "número de palabras", "fin del capítulo", "fin de la sección",
    "conteggio parole", "numero di parole", "fine del capitolo", "fine della sezione",
  ]

  private static let offers = [
    "let me know", "please let me know", "i hope this", "i hope you", "feel free", "would you like",
    "if you'd like", "if you would like", "do you want me", "shall i", "should i continue",
    "i can also", "note:", "please note", "this continues", "i've written", "i have written",
    "lass mich wissen", "lassen sie mich wissen", "ich hoffe", "möchten sie", "möchtest du",
    "soll ich", "n'hésitez pas", "j'espère", "souhaitez-vous", "voulez-vous", "dites-moi",
    "espero que", "avísame", "házmelo saber", "no dudes", "¿te gustaría", "¿quieres que",
    "fammi sapere", "spero che", "vuoi che", "vuole che", "se vuoi",
  ]

  /// Beginnings of words by which an offer is known to be about the writing.
  private static let works = [
    "adjust", "revis", "chang", "expand", "edit", "next", "help", "tone", "word", "anything else",
    "anpass", "änder", "überarbeit", "nächst", "ajust", "modifi", "cambi", "siguiente", "prossim",
    "modific",
  ]
}

extension String {
  /// Without punctuation and blanks around it.
  fileprivate func trimmingPunctuation() -> String {
    var text = self[...]
    while let first = text.first, !first.isLetter { text = text.dropFirst() }
    while let last = text.last, !last.isLetter { text = text.dropLast() }
    return String(text)
  }
}
