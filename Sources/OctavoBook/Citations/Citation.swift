public import OctavoBase

/// A mention of works of the bibliography in the text.
public struct Citation: Sendable {
  /// One work cited.
  public struct Item: Sendable {
    /// The work's key in the bibliography.
    public let key: String
    /// The text before it, such as `see`; empty for none.
    public var prefix: [Inline]
    /// The place in the work; nil for the whole.
    public let locator: CitationLocator?
    /// The text after it; empty for none.
    public let suffix: [Inline]
    /// Whether its author is named in the text already (`-@key`).
    public let hidesAuthor: Bool
    /// The key in its source, for diagnostics.
    public let span: SourceSpan

    /// Makes a mention of one work.
    public init(
      key: String, prefix: [Inline] = [], locator: CitationLocator? = nil, suffix: [Inline] = [],
      hidesAuthor: Bool = false, span: SourceSpan
    ) {
      self.key = key
      self.prefix = prefix
      self.locator = locator
      self.suffix = suffix
      self.hidesAuthor = hidesAuthor
      self.span = span
    }
  }

  /// How the works are mentioned.
  public enum Form: Sendable, Hashable {
    /// `[@key]`: apart from the sentence.
    case apart
    /// `@key`: as a part of the sentence.
    case inText
  }

  /// How the works are mentioned.
  public let form: Form
  /// In the order written; never empty.
  public let items: [Item]
  /// What is printed: as it is written until the works are known.
  public let printed: [Inline]

  /// Makes a mention of works.
  public init(form: Form, items: [Item], printed: [Inline]) {
    self.form = form
    self.items = items
    self.printed = printed
  }
}

extension Citation.Item {
  /// The same said to stand at another place.
  func moved(to span: SourceSpan) -> Citation.Item {
    Citation.Item(
      key: key, prefix: prefix, locator: locator, suffix: suffix, hidesAuthor: hidesAuthor,
      span: span)
  }
}
