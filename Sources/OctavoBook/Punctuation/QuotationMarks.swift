package import OctavoBase

/// The marks a language quotes with, outermost first (Unicode CLDR, delimiters; the spaces inside
/// French guillemets are the Imprimerie nationale's).
package struct QuotationMarks: Sendable, Hashable {
  package struct Pair: Sendable, Hashable {
    package let opening: String
    package let closing: String
  }

  package let outer: Pair
  package let inner: Pair

  private static let english = QuotationMarks("“", "”", "‘", "’")
  private static let german = QuotationMarks("„", "“", "‚", "‘")
  private static let guillemets = QuotationMarks("«", "»", "“", "”")
  private static let pointed = QuotationMarks("«", "»", "‹", "›")

  private init(_ open: String, _ close: String, _ innerOpen: String, _ innerClose: String) {
    outer = Pair(opening: open, closing: close)
    inner = Pair(opening: innerOpen, closing: innerClose)
  }

  /// The marks of a language; English ones where it is not known.
  package static func of(_ language: LanguageTag) -> QuotationMarks {
    let isSwiss = language.region == "CH" || language.region == "LI"
    switch language.language {
    case "de": return isSwiss ? pointed : german
    case "fr" where isSwiss: return pointed
    case "fr": return QuotationMarks("«\u{A0}", "\u{A0}»", "“", "”")
    case "it" where isSwiss: return pointed
    case "it", "ca": return guillemets
    case "es": return ["", "ES"].contains(language.region ?? "") ? guillemets : english
    case "pt": return language.region == "PT" ? guillemets : english
    case "cs", "sk", "sl", "bg", "is", "et", "lt": return german
    case "da", "nb", "nn", "no": return QuotationMarks("«", "»", "‘", "’")
    case "sv", "fi": return QuotationMarks("”", "”", "’", "’")
    case "pl", "ro", "hu": return QuotationMarks("„", "”", "«", "»")
    case "ru", "uk", "be": return QuotationMarks("«", "»", "„", "“")
    case "el": return guillemets
    default: return english
    }
  }
}
