import OctavoBase

/// Prints a date of publication as the book's language writes it.
enum PublicationDate {
  private static let months: [String: [String]] = [
    "en": [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    "de": [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
      "Oktober", "November", "Dezember",
    ],
    "fr": [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre",
    ],
    "es": [
      "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
      "octubre", "noviembre", "diciembre",
    ],
    "it": [
      "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
      "settembre", "ottobre", "novembre", "dicembre",
    ],
  ]

  /// - Parameter date: `2026`, `2026-05` or `2026-05-01`; printed as it is in a language whose
  ///   months are not known here.
  static func format(_ date: String, language: LanguageTag) -> String {
    let parts = date.split(separator: "-").map(String.init)
    guard parts.count > 1, let month = Int(parts[1]), let names = months[language.language],
      names.indices.contains(month - 1)
    else { return date }
    let day = parts.count > 2 ? Int(parts[2]) : nil
    let name = names[month - 1]
    switch (language.language, day) {
    case ("es", nil): return "\(name) de \(parts[0])"
    case (_, nil): return "\(name) \(parts[0])"
    case ("es", let day?): return "\(day) de \(name) de \(parts[0])"
    case ("de", let day?): return "\(day). \(name) \(parts[0])"
    case ("fr", 1?): return "1er \(name) \(parts[0])"
    case ("en", let day?) where isAmerican(language): return "\(name) \(day), \(parts[0])"
    case (_, let day?): return "\(day) \(name) \(parts[0])"
    }
  }

  /// Whether the month comes before the day.
  private static func isAmerican(_ language: LanguageTag) -> Bool {
    language.region == nil || language.region == "US"
  }
}
