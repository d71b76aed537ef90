import OctavoBase

/// The words of citations and bibliographies in the book's language; English where a language has
/// none.
struct CitationWords: Sendable {
  /// The words of one language.
  private struct Terms {
    var and = "and"
    /// Whether a comma stands before the last of three names.
    var commaBeforeAnd = true
    var others = "et al."
    var noDate = "n.d."
    var inside = "In"
    var editor = "ed."
    var editors = "eds."
    var editedBy = "edited by"
    var translatedBy = "translated by"
    var edition = "ed."
    var volume = "vol."
    var number = "no."
    var accessed = "accessed"
    var thesis = "Thesis"
    var months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
  }

  let language: LanguageTag
  private let terms: Terms

  init(_ language: LanguageTag) {
    self.language = language
    terms = Self.all[language.language] ?? Terms()
  }

  var and: String { terms.and }
  var commaBeforeAnd: Bool { terms.commaBeforeAnd }
  var others: String { terms.others }
  var noDate: String { terms.noDate }
  var inside: String { terms.inside }
  var editedBy: String { terms.editedBy }
  var translatedBy: String { terms.translatedBy }
  var volume: String { terms.volume }
  var number: String { terms.number }
  var thesis: String { terms.thesis }

  func editors(_ count: Int) -> String { count > 1 ? terms.editors : terms.editor }

  /// `2nd ed.`, `2. Aufl.`; an edition in words stands as it is written.
  func edition(_ text: String) -> String {
    guard let number = Int(text) else {
      let isWhole = text.lowercased().contains("ed") || text.lowercased().contains("aufl")
      return isWhole ? text : text + " " + terms.edition
    }
    return ordinal(number) + " " + terms.edition
  }

  private func ordinal(_ number: Int) -> String {
    switch language.language {
    case "de": return "\(number)."
    case "fr": return number == 1 ? "1re" : "\(number)e"
    case "es", "it": return "\(number)ª"
    default:
      let isTeen = (11...13).contains(number % 100)
      let ending = isTeen ? "th" : ["th", "st", "nd", "rd"][number % 10 < 4 ? number % 10 : 0]
      return "\(number)\(ending)"
    }
  }

  /// `Accessed March 5, 2021`, as the language writes a day.
  func accessed(_ date: SourceDate) -> String? {
    day(date).map { terms.accessed + " " + $0 }
  }

  func day(_ date: SourceDate) -> String? {
    guard let year = date.year else { return date.words }
    guard let month = date.month else { return "\(year)" }
    let name = terms.months[month - 1]
    guard let day = date.day else { return "\(name) \(year)" }
    switch language.language {
    case "de": return "\(day). \(name) \(year)"
    case "fr": return (day == 1 ? "1er" : "\(day)") + " \(name) \(year)"
    case "es": return "\(day) de \(name) de \(year)"
    case "it": return "\(day) \(name) \(year)"
    default:
      let isBritish = !["US", "CA", ""].contains(language.region ?? "")
      return isBritish ? "\(day) \(name) \(year)" : "\(name) \(day), \(year)"
    }
  }

  private static let all: [String: Terms] = [
    "de": Terms(
      and: "und", commaBeforeAnd: false, others: "et al.", noDate: "o. J.", inside: "In:",
      editor: "Hg.", editors: "Hg.", editedBy: "hg. von", translatedBy: "übers. von",
      edition: "Aufl.", volume: "Bd.", number: "Nr.", accessed: "abgerufen am",
      thesis: "Dissertation",
      months: [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
      ]),
    "fr": Terms(
      and: "et", commaBeforeAnd: false, others: "et al.", noDate: "s. d.", inside: "Dans",
      editor: "éd.", editors: "éd.", editedBy: "édité par", translatedBy: "traduit par",
      edition: "éd.", volume: "vol.", number: "nº", accessed: "consulté le", thesis: "Thèse",
      months: [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
      ]),
    "es": Terms(
      and: "y", commaBeforeAnd: false, others: "et al.", noDate: "s. f.", inside: "En",
      editor: "ed.", editors: "eds.", editedBy: "editado por", translatedBy: "traducido por",
      edition: "ed.", volume: "vol.", number: "n.º", accessed: "consultado el", thesis: "Tesis",
      months: [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
      ]),
    "it": Terms(
      and: "e", commaBeforeAnd: false, others: "et al.", noDate: "s.d.", inside: "In",
      editor: "a cura di", editors: "a cura di", editedBy: "a cura di",
      translatedBy: "tradotto da", edition: "ed.", volume: "vol.", number: "n.",
      accessed: "consultato il", thesis: "Tesi",
      months: [
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
        "settembre", "ottobre", "novembre", "dicembre",
      ]),
  ]
}
