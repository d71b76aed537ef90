/// Finds the answers in which a model declines instead of writing.
package enum Refusal {
  /// Words up to which a declining answer is no text of the book; a longer one has written on.
  private static let longest = 150

  /// Whether the answer declines the task.
  package static func isRefusal(_ text: String) -> Bool {
    guard WordScan.count(text) <= longest else { return false }
    let start = folded(String(text.prefix(400)))
    let opening = openings.contains { start.hasPrefix($0) }
    return opening && reasons.contains { start.contains($0) }
      || declarations.contains { start.contains($0) }
  }

  private static func folded(_ text: String) -> String {
    String(text.lowercased().map { $0 == "’" ? "'" : $0.isNewline ? " " : $0 }).trimmingBlanks()
  }

  private static let openings = [
    "i'm sorry", "i am sorry", "sorry", "i can't", "i cannot", "i'm unable", "i am unable",
    "i won't", "i'm not able", "i must decline", "unfortunately", "as an ai", "i apologi",
    "es tut mir leid", "tut mir leid", "leider", "ich kann", "entschuldigung",
    "je suis désolé", "désolé", "je ne peux pas", "malheureusement",
    "lo siento", "no puedo", "lamentablemente", "mi dispiace", "non posso", "purtroppo",
  ]

  private static let reasons = [
    "assist with", "help with", "fulfill", "fulfil", "comply", "create content", "generate",
    "write this", "write that", "produce", "your request", "this request", "that request",
    "guidelines", "policies", "continue with this", "provide",
    "anfrage", "nicht helfen", "nicht schreiben", "nicht erstellen", "richtlinien",
    "votre demande", "cette demande", "vous aider", "écrire ce", "générer",
    "esta solicitud", "tu solicitud", "su solicitud", "ayudarte", "ayudarle", "escribir es",
    "questa richiesta", "tua richiesta", "sua richiesta", "aiutarti", "aiutarla", "scrivere quest",
  ]

  private static let declarations = [
    "as an ai language model", "as a large language model", "violates my guidelines",
    "against my guidelines", "against openai", "content policy", "usage policies",
    "als ki-sprachmodell", "en tant que modèle de langage", "como modelo de lenguaje",
    "come modello linguistico",
  ]
}
