/// Finds the answers in which a model declines instead of writing.
///
/// A refusal is spoken by the model itself: it opens in the first person, or with an apology, and
/// what it declines is the request. The words alone prove nothing, for books are written about
/// rules of content and about machines that decline.
package enum Refusal {
  /// Words up to which a declining answer is no text of the book; a longer one has written on.
  private static let longest = 150
  /// Characters within which a refusal names what it declines.
  private static let opening = 240

  /// Whether the answer declines the task.
  package static func isRefusal(_ text: String) -> Bool {
    guard WordScan.count(text) <= longest else { return false }
    let start = folded(String(text.prefix(400)))
    let said = Sentences.split(start).prefix(2).joined(separator: " ").prefix(opening)
    if openings.contains(where: { start.hasPrefix($0) }) {
      return requests.contains { said.contains($0) }
    }
    guard models.contains(where: { start.hasPrefix($0) }) else { return false }
    return declines.contains { said.contains($0) }
  }

  private static func folded(_ text: String) -> String {
    String(text.lowercased().map { $0 == "’" ? "'" : $0.isNewline ? " " : $0 }).trimmingBlanks()
  }

  private static let openings = [
    "i'm sorry", "i am sorry", "sorry, ", "i can't", "i cannot", "i'm unable", "i am unable",
    "i won't", "i'm not able", "i must decline", "unfortunately, i ", "i apologi",
    "es tut mir leid", "tut mir leid", "leider kann ich", "ich kann", "entschuldigung",
    "je suis désolé", "désolé", "je ne peux pas", "malheureusement, je",
    "lo siento", "no puedo", "lamentablemente, no puedo", "mi dispiace", "non posso",
    "purtroppo non posso",
  ]

  /// What is declined: the request, or a text asked for.
  private static let requests = [
    "your request", "this request", "that request", "the request", "assist with", "assist you",
    "help with that", "help with this", "help you with", "fulfill", "fulfil ", "comply with",
    "create content", "create this content", "generate content", "generate this", "generate that",
    "generate text", "write this", "write that", "write about this", "write content",
    "produce content", "produce this content", "produce that content", "provide content",
    "provide that content", "provide this content", "continue with this", "continue this",
    "my guidelines", "content policy", "content policies", "usage policies", "usage policy",
    "anfrage", "dabei nicht helfen", "nicht weiterhelfen", "diesen text nicht",
    "dieses kapitel nicht", "meine richtlinien", "meinen richtlinien",
    "votre demande", "cette demande", "vous aider", "écrire ce", "générer ce",
    "esta solicitud", "tu solicitud", "su solicitud", "ayudarte", "ayudarle", "escribir este",
    "escribir ese", "questa richiesta", "tua richiesta", "sua richiesta", "aiutarti", "aiutarla",
    "scrivere questo",
  ]

  private static let models = [
    "as an ai", "as a large language model", "as a language model", "als ki", "als sprachmodell",
    "en tant que modèle de langage", "en tant qu'ia", "como modelo de lenguaje", "como ia",
    "come modello linguistico", "come ia",
  ]

  /// In the first person, that one does not or cannot.
  private static let declines = [
    " i can't", " i cannot", " i can not", " i'm unable", " i am unable", " i'm not able",
    " i won't", " i must decline", " i don't", " i do not", "kann ich", "ich kann", "habe ich",
    "je ne peux", "je n'ai", "no puedo", "no tengo", "non posso", "non ho",
  ]
}
