public import OctavoBase

/// A template as its file states it: every value optional, each with its place.
///
/// Made by `TemplateReader`; a chain of them, base first, is what `StyleResolver` reads. Immutable.
public struct Template: Sendable {
  /// One value the file states.
  public struct Statement: Sendable {
    public let path: TemplatePath
    public let value: SpecifiedValue
    /// Where the value stands.
    public let span: SourceSpan
  }

  /// The name it was asked for: its folder's.
  public let name: String
  /// The folder it stands in, for its art and fonts.
  public let folder: String
  public let file: SourceID
  /// The template it starts from, and where that is said.
  public let extends: Parent?
  /// What it is for, in a sentence.
  public let summary: String?
  /// In the file's order; no path twice.
  public let statements: [Statement]

  public struct Parent: Sendable, Hashable {
    public let name: String
    public let span: SourceSpan
  }
}
