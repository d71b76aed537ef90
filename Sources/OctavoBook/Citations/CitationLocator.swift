import OctavoBase

/// The place in a work that a citation points to, such as a page.
public struct CitationLocator: Sendable, Hashable {
  /// What is counted there.
  public enum Kind: Sendable, Hashable, CaseIterable {
    case page, chapter, section, figure, note, volume, line, paragraph, verse, column, part
  }

  /// What is counted.
  public let kind: Kind
  /// The numbers, with en dashes between the ends of ranges.
  public let numbers: String

  /// Makes a place from what is counted and its numbers.
  public init(kind: Kind, numbers: String) {
    self.kind = kind
    self.numbers = numbers
  }
}

extension CitationLocator {
  /// Takes a place off the beginning of what follows a key, such as `, p. 12–15` or `, chap. 3`;
  /// nil where none is written there.
  static func take(from text: Substring) -> (locator: CitationLocator, rest: Substring)? {
    var rest = text.drop(while: \.isWhitespace)
    if rest.first == "," { rest = rest.dropFirst().drop(while: \.isWhitespace) }
    var kind = Kind.page
    let word = rest.prefix { $0.isLetter || $0 == "§" || $0 == "¶" || $0 == "º" }
    if !word.isEmpty {
      guard let known = words[word.lowercased()] else { return nil }
      kind = known
      rest = rest.dropFirst(word.count)
      if rest.first == "." { rest = rest.dropFirst() }
      rest = rest.drop(while: \.isWhitespace)
    }
    let length = numberLength(rest, allowsRoman: !word.isEmpty)
    guard length > 0 else { return nil }
    let numbers = String(rest.prefix(length)).replacing("--", with: "–").replacing("-", with: "–")
    return (CitationLocator(kind: kind, numbers: numbers), rest.dropFirst(length))
  }

  /// How long the numbers are: figures, roman ones after a word, joined by dashes and commas.
  private static func numberLength(_ text: Substring, allowsRoman: Bool) -> Int {
    let characters = Array(text)
    var length = 0
    var index = 0
    while index < characters.count {
      let start = index
      while index < characters.count, isNumeral(characters[index], allowsRoman) { index += 1 }
      guard index > start else { break }
      // A word that only begins with such letters is none.
      if index < characters.count, characters[index].isLetter {
        let isFolio = characters[start].isNumber && "abfnrv".contains(characters[index])
        guard isFolio else { break }
        while index < characters.count, characters[index].isLetter { index += 1 }
      }
      length = index
      var next = index
      while next < characters.count, "-–,.:/ ".contains(characters[next]) { next += 1 }
      guard next > index, next < characters.count, isNumeral(characters[next], allowsRoman) else {
        break
      }
      index = next
    }
    return length
  }

  private static func isNumeral(_ character: Character, _ allowsRoman: Bool) -> Bool {
    character.isASCII
      && (character.isNumber || allowsRoman && "ivxlcdmIVXLCDM".contains(character))
  }

  /// The words for what is counted, in the languages whose words books know.
  private static let words: [String: Kind] = {
    let rows: [(Kind, String)] = [
      (.page, "p pp page pages s seite seiten pág págs página páginas pag pagg pagina pagine"),
      (
        .chapter,
        "chap chaps chapter chapters ch kap kapitel chapitre chapitres cap capítulo capitolo"
      ),
      (.section, "sec secs section sections § abschn abschnitt sec sección sez sezione"),
      (.figure, "fig figs figure figures abb abbildung figura"),
      (.note, "n nn note notes anm anmerkung nota"),
      (.volume, "vol vols volume volumes bd band tome volumen"),
      (.line, "l ll line lines z zeile ligne línea riga"),
      (.paragraph, "para paras paragraph paragraphs ¶ abs absatz párrafo paragrafo"),
      (.verse, "v vv verse verses vers verso"),
      (.column, "col cols column columns sp spalte colonne columna colonna"),
      (.part, "pt pts part parts teil partie parte"),
    ]
    var table: [String: Kind] = [:]
    for (kind, words) in rows {
      for word in words.split(separator: " ") where table[String(word)] == nil {
        table[String(word)] = kind
      }
    }
    return table
  }()

  /// The place as printed.
  ///
  /// - Parameter isNumeric: whether numbers stand for the works, so that a page says that it is one.
  func printed(_ language: LanguageTag, isNumeric: Bool) -> String {
    let isEnglish = !["de", "fr", "es", "it"].contains(language.language)
    if kind == .page, isEnglish, !isNumeric { return numbers }
    return label(language.language) + "\u{A0}" + numbers
  }

  private func label(_ language: String) -> String {
    let isPlural = numbers.contains { "–,".contains($0) }
    func english(_ one: String, _ several: String) -> String { isPlural ? several : one }
    switch (kind, language) {
    case (.page, "de"): return "S."
    case (.page, "fr"), (.page, "es"): return "p."
    case (.page, "it"), (.page, _): return english("p.", "pp.")
    case (.chapter, "de"): return "Kap."
    case (.chapter, "es"), (.chapter, "it"): return "cap."
    case (.chapter, _): return "chap."
    case (.section, "de"): return "Abschn."
    case (.section, "fr"): return "section"
    case (.section, "it"): return "sez."
    case (.section, _): return "sec."
    case (.figure, "de"): return "Abb."
    case (.figure, _): return "fig."
    case (.note, "de"): return "Anm."
    case (.note, "fr"): return "note"
    case (.note, _): return english("n.", "nn.")
    case (.volume, "de"): return "Bd."
    case (.volume, _): return "vol."
    case (.line, "de"): return "Z."
    case (.line, "fr"), (.line, "es"): return "l."
    case (.line, "it"): return "r."
    case (.line, _): return english("line", "lines")
    case (.paragraph, "de"): return "Abs."
    case (.paragraph, "fr"): return "par."
    case (.paragraph, "es"): return "párr."
    case (.paragraph, _): return "par."
    case (.verse, "de"): return "V."
    case (.verse, _): return english("v.", "vv.")
    case (.column, "de"): return "Sp."
    case (.column, _): return "col."
    case (.part, "de"): return "Teil"
    case (.part, "fr"): return "partie"
    case (.part, "es"), (.part, "it"): return "parte"
    case (.part, _): return "pt."
    }
  }
}
