/// Expands the rehearsal's grammar into sentences and titles.
struct RehearsalWriter: Sendable {
  var random: RehearsalRandom
  /// People who appear by name, the same in all of a book.
  private let cast: [String]

  /// Rules within rules at most; beyond it the shortest way out is taken.
  private static let deepest = 6

  /// `book` is what stays the same from request to request.
  init(_ random: RehearsalRandom, book: String) {
    self.random = random
    var casting = RehearsalRandom(text: book)
    let names = RehearsalLexicon.words["given"] ?? []
    cast = (0..<5).compactMap { _ in casting.pick(names) }
  }

  /// One expansion of a rule, in lower case, with its articles right.
  mutating func expand(_ rule: String) -> String {
    Self.settingArticles(expand(rule, depth: 0))
  }

  private mutating func expand(_ rule: String, depth: Int) -> String {
    if rule == "a" { return Self.openArticle }
    if rule == "cast" { return random.pick(cast) ?? "" }
    if let words = RehearsalLexicon.words[rule] { return random.pick(words) ?? "" }
    let choices = RehearsalGrammar.rules[rule] ?? []
    let choice = depth < Self.deepest ? random.pick(choices) : choices.first
    var result = ""
    var rest = (choice ?? "")[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += expand(String(rest[rest.index(after: open)..<close]), depth: depth + 1)
      rest = rest[rest.index(after: close)...]
    }
    return Self.plural(result + rest)
  }

  /// Stands for `a` or `an` until the next word is known.
  private static let openArticle = "\u{1}"

  private static func settingArticles(_ text: String) -> String {
    let parts = text.split(separator: openArticle, omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts.first ?? "")) { result, part in
      let word = part.drop { $0 == " " }
      let isSilent = ["hour", "honest", "heir", "honour"].contains { word.hasPrefix($0) }
      let isSpoken = ["uni", "use", "one", "eu"].contains { word.hasPrefix($0) }
      let isVowel = word.first.map { "aeiou".contains($0) } ?? false
      result += (isSilent || isVowel && !isSpoken ? "an" : "a") + part
    }
  }

  /// Mends plurals that end in an `s` of their own or in a consonant and `y`.
  private static func plural(_ text: String) -> String {
    guard text.hasSuffix("s"), !text.contains(" "), text.count > 3 else { return text }
    let stem = text.dropLast()
    guard let last = stem.last else { return text }
    let before = stem.dropLast().last ?? "a"
    if last == "y", !"aeiou".contains(before) { return stem.dropLast() + "ies" }
    if stem.hasSuffix("man") { return stem.dropLast(3) + "men" }
    if "sx".contains(last) || stem.hasSuffix("ch") || stem.hasSuffix("sh") { return stem + "es" }
    if stem.hasSuffix("lf") { return stem.dropLast() + "ves" }
    return text
  }

  /// A statement with its capital and full stop.
  mutating func sentence() -> String {
    if random.once(in: 19) { return Self.capitalised(expand("question")) + "?" }
    return Self.capitalised(expand("statement")) + "."
  }

  /// A title in title case.
  mutating func title() -> String {
    let small: Set<Substring> = [
      "a", "an", "the", "of", "and", "for", "about", "against", "on", "without", "between",
    ]
    let words = expand("title").split(separator: " ")
    return words.enumerated().map { index, word in
      index > 0 && small.contains(word) ? String(word) : Self.capitalised(String(word))
    }.joined(separator: " ")
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
