import OctavoBook

/// What a division is in the terms of the EPUB Structural Semantics Vocabulary and of DPUB-ARIA.
struct DivisionSemantics: Sendable {
  /// The value of `epub:type`; nil for none.
  let type: String?
  /// The matching role; nil where DPUB-ARIA has none.
  let role: String?

  private init(_ type: String?, hasRole: Bool = true) {
    self.type = type
    role = hasRole ? type.map { "doc-" + $0 } : nil
  }

  init(_ division: Division) {
    switch division.kind {
    case .halfTitle: self.init("halftitlepage", hasRole: false)
    case .title: self.init("titlepage", hasRole: false)
    case .copyright: self.init("copyright-page", hasRole: false)
    case .contents: self.init("toc")
    case .part: self.init("part")
    case .chapter: self.init(Self.named(division, among: Self.chapters) ?? "chapter")
    case .dedication: self.init("dedication")
    case .epigraph: self.init("epigraph")
    case .notes: self.init("endnotes")
    case .index: self.init("index")
    case .bibliography: self.init("bibliography")
    case .figures: self.init("loi", hasRole: false)
    case .tables: self.init("lot", hasRole: false)
    case .section: self.init(Self.named(division, among: Self.sections))
    }
  }

  /// Pieces known by their id or title, in the languages whose words the book knows.
  private static let sections: [(type: String, names: [String])] = [
    ("preface", ["preface", "vorwort", "préface", "avant-propos", "prefacio", "prefazione"]),
    ("foreword", ["foreword", "geleitwort", "prólogo del editor"]),
    ("introduction", ["introduction", "einleitung", "einführung", "introducción", "introduzione"]),
    ("prologue", ["prologue", "prolog", "prólogo", "prologo"]),
    ("epilogue", ["epilogue", "epilog", "épilogue", "epílogo", "epilogo"]),
    ("afterword", ["afterword", "nachwort", "postface", "posfacio", "postfazione"]),
    ("acknowledgments", ["acknowledgments", "acknowledgements", "danksagung", "remerciements"]),
    ("appendix", ["appendix", "anhang", "annexe", "apéndice", "appendice"]),
    ("glossary", ["glossary", "glossar", "glossaire", "glosario", "glossario"]),
    (
      "bibliography",
      ["bibliography", "literatur", "bibliographie", "bibliografía", "bibliografia"]
    ),
    ("colophon", ["colophon", "kolophon", "colofón"]),
    ("conclusion", ["conclusion", "schluss", "conclusión", "conclusione"]),
    ("dedication", ["dedication", "widmung", "dédicace", "dedicatoria", "dedica"]),
  ]
  private static let chapters = sections.filter {
    ["prologue", "epilogue", "introduction", "conclusion", "afterword"].contains($0.type)
  }

  private static func named(
    _ division: Division, among known: [(type: String, names: [String])]
  ) -> String? {
    let title = Inline.plainText(division.title).lowercased()
    let id = division.id.lowercased()
    return known.first { entry in
      entry.names.contains { $0 == id || $0 == title || title.hasPrefix($0 + " ") }
    }?.type
  }
}

extension Matter {
  /// The matter as `epub:type` names it.
  var semantics: String {
    switch self {
    case .front: "frontmatter"
    case .body: "bodymatter"
    case .back: "backmatter"
    }
  }
}
