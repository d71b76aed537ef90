public import OctavoBase

/// A template as its file states it: every value optional, each with its place.
///
/// Made by `TemplateReader`; a chain of them, base first, is what `StyleResolver` reads. Immutable.
public struct Template: Sendable {
  /// One value the file states.
  public struct Statement: Sendable {
    /// The key it is stated for.
    public let path: TemplatePath
    /// As it was read.
    public let value: SpecifiedValue
    /// Where the value stands.
    public let span: SourceSpan
  }

  /// The name it was asked for: its folder's.
  public let name: String
  /// The folder it stands in, for its art and fonts.
  public let folder: String
  /// Its file among the sources.
  public let file: SourceID
  /// The template it starts from, and where that is said.
  public let extends: Parent?
  /// What it is for, in a sentence.
  public let summary: String?
  /// In the file's order; no path twice.
  public let statements: [Statement]

  /// What `extends` names, and where.
  public struct Parent: Sendable, Hashable {
    /// A name, or a path beside this template.
    public let name: String
    /// Where the name stands.
    public let span: SourceSpan
  }
}
