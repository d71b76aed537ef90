import OctavoBase
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
      division.visitPictures { image in
        hasPictures = true
        if image.alternative.isEmpty { areDescribed = false }
      }
      TreeWalk.visit(division.blocks + division.notes.flatMap(\.blocks)) { block in
        if case .math = block.content { hasFormulas = true }
      } text: { inlines in
        TreeWalk.visit(inlines) { if case .math = $0 { hasFormulas = true } }
      }
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

  /// Whether what a program can tell of the guidelines holds for the book; what only people can tell
  /// whoever certifies it vouches for.
  var isConforming: Bool { areDescribed && !hasFormulas }

  /// What keeps the book from the conformance that someone certifies.
  static func diagnostics(_ edition: Edition) -> [Diagnostic] {
    let metadata = edition.book.metadata
    guard metadata.certifier != nil else { return [] }
    let facts = AccessibilityFacts(edition)
    guard !facts.isConforming else { return [] }
    let reason =
      facts.areDescribed
      ? "its formulas are given in the notation of TeX" : "a picture has no description"
    return [
      Diagnostic(
        .warning, "epub.not-accessible",
        "the e-book does not claim to be accessible: \(reason)", at: metadata.spans["certified-by"],
        hints: facts.areDescribed
          ? ["leave out 'certified-by'"]
          : ["describe every picture between the brackets of ![…](file)"])
    ]
  }

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
    return sentences.joined(separator: " ")
  }
}
