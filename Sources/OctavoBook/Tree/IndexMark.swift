public import OctavoBase

/// An invisible mark for the index: what is spoken of at a place in the text.
public struct IndexMark: Sendable {
  /// What a mark says of its entry.
  public enum Purpose: Sendable {
    /// The entry's page is this one.
    case place
    /// The entry's pages are those from here to the mark that closes the range.
    case opens
    /// The end of such a range.
    case closes
    /// Readers are sent to these entries instead.
    case see([IndexTerms])
    /// Readers are sent to these entries too.
    case seeAlso([IndexTerms])
  }

  /// The entry the mark belongs to.
  public let terms: IndexTerms
  /// What it says of the entry.
  public let purpose: Purpose
  /// The mark's braces in their source, for diagnostics.
  public let span: SourceSpan

  /// Makes a mark for an entry.
  public init(terms: IndexTerms, purpose: Purpose = .place, span: SourceSpan) {
    self.terms = terms
    self.purpose = purpose
    self.span = span
  }

  /// The name that leads to the mark's place: no other mark of the book has it.
  public var anchor: String { "index:\(span.file.index)-\(span.start)" }
}

/// The way to an entry of the index: the main entry, then the sub-entries below each other.
public struct IndexTerms: Sendable {
  /// The text of each entry on the way; never empty.
  public let levels: [[Inline]]

  /// Makes the way from the texts of its entries; nil where none has words.
  init?(_ levels: [[Inline]]) {
    let written = levels.filter { !Inline.plainText($0).allSatisfy(\.isWhitespace) }
    guard !written.isEmpty else { return nil }
    self.levels = written
  }

  /// Reads `main entry!sub-entry`; `*word*` is emphasized, and what stands between grave accents is
  /// code. Nil where nothing is written.
  init?(parsing text: String, _ punctuation: SmartPunctuation?) {
    self.init(text.split(separator: "!").map { Self.inlines(String($0), punctuation) })
  }

  /// The words of each entry on the way, without their looks: what tells entries apart.
  public var names: [String] { levels.map(Inline.plainText) }

  private static func inlines(_ text: String, _ punctuation: SmartPunctuation?) -> [Inline] {
    var found: [Inline] = []
    var rest = Substring(text.trimmingBlanks)
    while let start = rest.firstIndex(where: { $0 == "*" || $0 == "`" }) {
      let after = rest.index(after: start)
      guard let end = rest[after...].firstIndex(of: rest[start]), end > after else { break }
      found += plain(rest[..<start], punctuation)
      let inner = rest[after..<end]
      found.append(rest[start] == "`" ? .code(String(inner)) : .emphasis(plain(inner, punctuation)))
      rest = rest[rest.index(after: end)...]
    }
    return found + plain(rest, punctuation)
  }

  private static func plain(_ text: Substring, _ punctuation: SmartPunctuation?) -> [Inline] {
    text.isEmpty ? [] : [.text(punctuation?.apply(to: String(text)) ?? String(text))]
  }
}

extension String {
  /// The text without white space at its ends.
  fileprivate var trimmingBlanks: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
