import OctavoBook

/// What the package says of the book's accessibility (EPUB Accessibility 1.1, §2).
struct AccessibilityFacts: Sendable {
  /// Whether pictures carry meaning, besides the cover.
  let hasPictures: Bool
  /// Whether every picture is described.
  let areDescribed: Bool
  /// Whether formulas stand as their source, which readers aloud cannot read as mathematics.
  let hasFormulas: Bool
  let hasPages: Bool

  init(_ edition: Edition) {
    var hasPictures = false
    var areDescribed = true
    var hasFormulas = false
    for division in edition.book.divisions {
      let blocks = division.blocks + division.notes.flatMap(\.blocks)
      BookPictures.forEach(in: blocks, division.title) { image in
        hasPictures = true
        if image.alternative.isEmpty { areDescribed = false }
      }
      hasFormulas = hasFormulas || FormulaSearch.finds(in: blocks)
    }
    self.hasPictures = hasPictures
    self.areDescribed = areDescribed
    self.hasFormulas = hasFormulas
    hasPages = !edition.pages.pages.isEmpty
  }

  /// Properties with their values, in the order of the package.
  var properties: [(name: String, value: String)] {
    var list: [(String, String)] = [("schema:accessMode", "textual")]
    if hasPictures { list.append(("schema:accessMode", "visual")) }
    if areDescribed {
      list.append(("schema:accessModeSufficient", "textual"))
    } else {
      list.append(("schema:accessModeSufficient", "textual,visual"))
    }
    for feature in features { list.append(("schema:accessibilityFeature", feature)) }
    list.append(("schema:accessibilityHazard", "none"))
    list.append(("schema:accessibilitySummary", summary))
    return list
  }

  private var features: [String] {
    var features = [
      "ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents",
    ]
    if hasPictures && areDescribed { features.append("alternativeText") }
    if hasPages { features += ["pageBreakMarkers", "pageNavigation"] }
    if hasFormulas { features.append("latex") }
    return features
  }

  /// Whether what a program can tell of the guidelines holds for the book.
  var isConforming: Bool { areDescribed && !hasFormulas }

  private var summary: String {
    var sentences = [
      "The text reflows and takes the reader's own type, size and colours; headings, notes, tables and lists are marked up as what they are."
    ]
    if hasPictures {
      sentences.append(
        areDescribed ? "All pictures are described." : "Some pictures are not described.")
    }
    if hasPages { sentences.append("The pages of the printed edition are marked and listed.") }
    if hasFormulas { sentences.append("Formulas are given in the notation of TeX.") }
    if isConforming { sentences.append("Conformance was checked by a program, not by people.") }
    return sentences.joined(separator: " ")
  }
}

/// Looks for formulas in a text.
enum FormulaSearch {
  static func finds(in blocks: [Block]) -> Bool { blocks.contains { finds($0.content) } }

  private static func finds(_ content: Block.Content) -> Bool {
    switch content {
    case .math: true
    case .paragraph(let inlines), .heading(_, let inlines): finds(inlines)
    case .quote(let inner), .container(_, let inner): finds(in: inner)
    case .list(let list): list.items.contains { finds(in: $0.blocks) }
    case .code, .sceneBreak: false
    case .table(let table):
      finds(table.caption)
        || ([table.header].compactMap(\.self) + table.rows).contains { $0.cells.contains(where: finds) }
    case .figure(let figure): finds(figure.caption)
    case .verse(let lines): lines.contains(where: finds)
    case .definitions(let definitions):
      definitions.contains { finds($0.term) || $0.descriptions.contains { finds(in: $0) } }
    }
  }

  private static func finds(_ inlines: [Inline]) -> Bool {
    inlines.contains { inline in
      switch inline {
      case .math: true
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .styled(_, let inner), .link(_, let inner), .span(_, let inner):
        finds(inner)
      case .reference(let reference): finds(reference.text)
      case .text, .code, .image, .noteCall, .softBreak, .lineBreak, .indexMark: false
      }
    }
  }
}
