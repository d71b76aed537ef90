package import OctavoBase
import OctavoBook

/// The words a book prints of itself, in its language; English where a language has no entry.
package struct BookWords: Sendable {
  private let language: String

  package init(language: LanguageTag) { self.language = language.language }

  private static let german = [
    "Bibliography": "Literatur", "Figures": "Abbildungen", "Tables": "Tabellen",
    "Theorem": "Satz", "Lemma": "Lemma", "Proposition": "Proposition", "Corollary": "Korollar",
    "Conjecture": "Vermutung", "Axiom": "Axiom", "Definition": "Definition",
    "Exercise": "Aufgabe", "Remark": "Bemerkung", "Proof": "Beweis",
    "Section": "Abschnitt",
    "Figure": "Abbildung", "Table": "Tabelle", "Note": "Hinweis", "Warning": "Achtung",
    "Tip": "Tipp", "Important": "Wichtig", "Caution": "Vorsicht", "Example": "Beispiel",
    "continued": "Fortsetzung",
    "Chapter": "Kapitel", "Part": "Teil",
    "Contents": "Inhalt", "by": "von", "edited by": "herausgegeben von",
    "translated by": "übersetzt von", "illustrated by": "illustriert von",
    "Cover": "Umschlag", "Half title": "Schmutztitel", "Title page": "Titelseite",
    "Copyright": "Impressum", "Dedication": "Widmung", "Epigraph": "Motto", "Notes": "Anmerkungen",
    "Landmarks": "Orientierungspunkte", "Pages": "Seiten", "Beginning": "Textbeginn",
    "Back matter": "Anhang", "Index": "Register", "done": "erledigt", "to do": "offen",
    "printed edition": "gedruckte Ausgabe", "volume": "Band",
    "Symbols": "Zeichen", "see": "siehe", "see also": "siehe auch",
  ]
  private static let french = [
    "Bibliography": "Bibliographie", "Figures": "Figures", "Tables": "Tableaux",
    "Theorem": "Théorème", "Lemma": "Lemme", "Proposition": "Proposition",
    "Corollary": "Corollaire", "Conjecture": "Conjecture", "Axiom": "Axiome",
    "Definition": "Définition", "Exercise": "Exercice", "Remark": "Remarque",
    "Proof": "Démonstration",
    "Section": "Section",
    "Figure": "Figure", "Table": "Tableau", "Note": "Remarque", "Warning": "Attention",
    "Tip": "Conseil", "Important": "Important", "Caution": "Prudence", "Example": "Exemple",
    "continued": "suite",
    "Chapter": "Chapitre", "Part": "Partie",
    "Contents": "Table des matières", "by": "par", "edited by": "sous la direction de",
    "translated by": "traduit par", "illustrated by": "illustré par",
    "Cover": "Couverture", "Half title": "Faux-titre", "Title page": "Page de titre",
    "Copyright": "Mentions légales", "Dedication": "Dédicace", "Epigraph": "Épigraphe",
    "Notes": "Notes", "Landmarks": "Repères", "Pages": "Pages", "Beginning": "Début du texte",
    "Back matter": "Annexes", "Index": "Index", "done": "fait", "to do": "à faire",
    "printed edition": "édition imprimée", "volume": "volume",
    "Symbols": "Symboles", "see": "voir", "see also": "voir aussi",
  ]
  private static let spanish = [
    "Bibliography": "Bibliografía", "Figures": "Figuras", "Tables": "Tablas",
    "Theorem": "Teorema", "Lemma": "Lema", "Proposition": "Proposición", "Corollary": "Corolario",
    "Conjecture": "Conjetura", "Axiom": "Axioma", "Definition": "Definición",
    "Exercise": "Ejercicio", "Remark": "Observación", "Proof": "Demostración",
    "Section": "Sección",
    "Figure": "Figura", "Table": "Tabla", "Note": "Nota", "Warning": "Atención",
    "Tip": "Consejo", "Important": "Importante", "Caution": "Precaución", "Example": "Ejemplo",
    "continued": "continuación",
    "Chapter": "Capítulo", "Part": "Parte",
    "Contents": "Índice", "by": "por", "edited by": "edición de",
    "translated by": "traducción de", "illustrated by": "ilustraciones de",
    "Cover": "Cubierta", "Half title": "Portadilla", "Title page": "Portada",
    "Copyright": "Créditos", "Dedication": "Dedicatoria", "Epigraph": "Epígrafe", "Notes": "Notas",
    "Landmarks": "Puntos de referencia", "Pages": "Páginas", "Beginning": "Comienzo del texto",
    "Back matter": "Apéndices", "Index": "Índice analítico", "done": "hecho",
    "to do": "pendiente", "printed edition": "edición impresa", "volume": "volumen",
    "Symbols": "Símbolos", "see": "véase", "see also": "véase también",
  ]
  private static let italian = [
    "Bibliography": "Bibliografia", "Figures": "Figure", "Tables": "Tabelle",
    "Theorem": "Teorema", "Lemma": "Lemma", "Proposition": "Proposizione",
    "Corollary": "Corollario", "Conjecture": "Congettura", "Axiom": "Assioma",
    "Definition": "Definizione", "Exercise": "Esercizio", "Remark": "Osservazione",
    "Proof": "Dimostrazione",
    "Section": "Sezione",
    "Figure": "Figura", "Table": "Tabella", "Note": "Nota", "Warning": "Attenzione",
    "Tip": "Consiglio", "Important": "Importante", "Caution": "Cautela", "Example": "Esempio",
    "continued": "segue",
    "Chapter": "Capitolo", "Part": "Parte",
    "Contents": "Indice", "by": "di", "edited by": "a cura di",
    "translated by": "traduzione di", "illustrated by": "illustrazioni di",
    "Cover": "Copertina", "Half title": "Occhiello", "Title page": "Frontespizio",
    "Copyright": "Colophon", "Dedication": "Dedica", "Epigraph": "Epigrafe", "Notes": "Note",
    "Landmarks": "Punti di riferimento", "Pages": "Pagine", "Beginning": "Inizio del testo",
    "Back matter": "Appendici", "Index": "Indice analitico", "done": "fatto",
    "to do": "da fare", "printed edition": "edizione a stampa", "volume": "volume",
    "Symbols": "Simboli", "see": "vedi", "see also": "vedi anche",
  ]

  /// The word for an English one.
  package subscript(english: String) -> String {
    switch language {
    case "de": Self.german[english] ?? english
    case "fr": Self.french[english] ?? english
    case "es": Self.spanish[english] ?? english
    case "it": Self.italian[english] ?? english
    default: english
    }
  }
}

extension BookWords {
  /// Whether the words are English, for want of others or because the book is.
  var isEnglish: Bool { !["de", "fr", "es", "it"].contains(language) }

  /// Whether nouns keep their capitals within a sentence.
  var capitalizesNouns: Bool { language == "de" }

  /// A label's pattern in the book's language, where it is one of the two every template knows; what
  /// else a template says is its own.
  func label(_ pattern: String) -> String {
    switch pattern {
    case "Chapter {number}": "\(self["Chapter"]) {number}"
    case "Part {number}": "\(self["Part"]) {number}"
    default: pattern
    }
  }

  /// A series with the book's place in it, such as “Lamps and Lights, volume 2”; a place in words
  /// stands as it is written.
  func line(of series: BookMetadata.Series) -> String {
    guard let number = series.number, !number.isEmpty else { return series.name }
    let isFigure = number.allSatisfy { $0.isNumber || "IVXLC".contains($0) }
    return "\(series.name), " + (isFigure ? "\(self["volume"]) \(number)" : number)
  }
}
