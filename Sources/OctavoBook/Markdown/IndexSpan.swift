import OctavoBase

/// Reads the index mark out of a span's attributes.
struct IndexSpan {
  /// The mark; nil where no entry is named.
  private(set) var mark: IndexMark?
  /// The attributes that belong to the span itself.
  private(set) var rest: Attributes

  /// The names of the attributes that say something of a mark.
  static let keys = ["term", "range", "see", "see-also"]

  /// - Parameters:
  ///   - items: the span's text, which is the term where none is written.
  ///   - record: takes what is wrong with the mark.
  init(
    _ attributes: Attributes, _ items: [Inline], at span: SourceSpan,
    _ punctuation: SmartPunctuation?, _ record: SyntaxRecord
  ) {
    rest = attributes
    rest.classes.removeAll { $0 == "index" }
    rest.values.removeAll { Self.keys.contains($0.key) }
    guard
      let terms = attributes["term"].map({ IndexTerms(parsing: $0, punctuation) })
        ?? Self.terms(of: items)
    else {
      record.diagnostics.append(
        Diagnostic(
          .warning, "book.empty-index-mark", "the index mark names no entry", at: span,
          hints: ["write []{.index term=\"main entry!sub-entry\"} or [the words]{.index}"]))
      return
    }
    func targets(_ key: String) -> [IndexTerms]? {
      attributes[key].map { written in
        written.split(separator: ";").compactMap { IndexTerms(parsing: String($0), punctuation) }
      }
    }
    let purpose: IndexMark.Purpose
    if let targets = targets("see") {
      purpose = .see(targets)
    } else if let targets = targets("see-also") {
      purpose = .seeAlso(targets)
    } else {
      purpose = Self.range(attributes["range"], span, record)
    }
    mark = IndexMark(terms: terms, purpose: purpose, span: span)
  }

  private static func range(
    _ value: String?, _ span: SourceSpan, _ record: SyntaxRecord
  ) -> IndexMark.Purpose {
    switch value {
    case nil: return .place
    case "open"?: return .opens
    case "close"?: return .closes
    case let value?:
      let near = NearestName.of(value, in: ["open", "close"]).map { "did you mean '\($0)'?" }
      record.diagnostics.append(
        Diagnostic(
          .warning, "book.bad-index-range",
          "'\(value)' is no end of a range of pages; the mark stands for its own page", at: span,
          hints: [near, "allowed: open, close"].compactMap(\.self)))
      return .place
    }
  }

  /// The words of a span as its own term: emphasis stays, marks and notes do not.
  private static func terms(of items: [Inline]) -> IndexTerms? {
    let text = Inline.plainText(items)
    return text.contains("!") ? IndexTerms(parsing: text, nil) : IndexTerms([bare(items)])
  }

  private static func bare(_ inlines: [Inline]) -> [Inline] {
    inlines.compactMap { inline in
      switch inline {
      case .text, .code, .math: inline
      case .softBreak, .lineBreak: .text(" ")
      case .emphasis(let inner): .emphasis(bare(inner))
      case .strong(let inner), .strikethrough(let inner), .link(_, let inner),
        .span(_, let inner):
        .text(Inline.plainText(inner))
      case .styled(let effect, let inner): .styled(effect, bare(inner))
      case .reference(let reference): .text(Inline.plainText(reference.text))
      case .citation(let citation): .text(Inline.plainText(citation.printed))
      case .image, .noteCall, .indexMark: nil
      }
    }
  }
}
