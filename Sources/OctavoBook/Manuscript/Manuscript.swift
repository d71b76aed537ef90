public import OctavoBase

/// A book's files as they were read and checked, before their Markdown is parsed.
///
/// Made by `ManuscriptReader`; consumed by `BookBuilder`. Immutable.
public struct Manuscript: Sendable {
  /// One line of `front`, `body` or `back`, in reading order.
  public struct Entry: Sendable {
    /// What the line stands for.
    public enum Content: Sendable, Hashable {
      /// A page made from the book itself, such as `title` or `toc`.
      case page(Division.Kind)
      /// A Markdown file; its text begins at a byte offset past any front matter.
      case file(SourceID, start: Int)
      /// A part's opening, with its title as written.
      case part(String)
    }

    /// The list it stands in.
    public let matter: Matter
    /// What it stands for.
    public let content: Content
    /// Where the entry is listed.
    public let span: SourceSpan

    /// Makes a line of a list.
    public init(matter: Matter, content: Content, span: SourceSpan) {
      self.matter = matter
      self.content = content
      self.span = span
    }
  }

  /// What the book says of itself, as written.
  public let metadata: BookMetadata
  /// What the book holds, in reading order.
  public let entries: [Entry]
  /// Every file read, the one with the metadata first.
  public let sources: SourceMap
  /// The folder that holds the book; image paths are checked against it. Nil: nothing is checked.
  public let folder: String?
  /// Whether the book is one Markdown file, where each level-1 heading starts a chapter.
  public let isSingleFile: Bool
  /// The works the book may cite.
  package var bibliography = Bibliography()

  /// Makes a manuscript that need not lie in files.
  public init(
    metadata: BookMetadata, entries: [Entry], sources: SourceMap, folder: String?,
    isSingleFile: Bool = false
  ) {
    self.metadata = metadata
    self.entries = entries
    self.sources = sources
    self.folder = folder
    self.isSingleFile = isSingleFile
  }
}
