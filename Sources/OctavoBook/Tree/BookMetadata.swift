public import OctavoBase

/// What `book.yaml` says of the book besides its files.
public struct BookMetadata: Sendable {
  public struct Contributor: Sendable, Hashable {
    public enum Role: String, Sendable, CaseIterable {
      case author, editor, translator, illustrator
    }

    public let name: String
    public let role: Role
    /// The name as catalogues sort it, such as `Melville, Herman`; nil means: derive it.
    public let sort: String?

    public init(name: String, role: Role = .author, sort: String? = nil) {
      self.name = name
      self.role = role
      self.sort = sort
    }
  }

  public struct Series: Sendable, Hashable {
    public let name: String
    public let number: String?

    public init(name: String, number: String?) {
      self.name = name
      self.number = number
    }
  }

  public var title: String
  public var subtitle: String?
  public var contributors: [Contributor] = []
  public var language = LanguageTag("en-US")
  public var publisher: String?
  public var printISBN: String?
  public var epubISBN: String?
  public var edition: String?
  public var rights: String?
  public var summary: String?
  public var subjects: [String] = []
  public var series: Series?
  /// Publication date as written, ISO 8601 (`2026` or `2026-05-01`); the only date an output holds.
  public var date: String?
  /// A name in `Templates/`, or a folder's path.
  public var template = "standard"
  /// A trim name or `WIDTHxHEIGHT`, checked when the style sheet is resolved; nil: the template's.
  public var trim: String?
  /// Words with their permitted hyphens written in, such as `man-u-script`.
  public var hyphenationExceptions: [String] = []
  /// The cover image's path.
  public var cover: String?
  /// Where each key stood, by key (`title`, `isbn.print`), for diagnostics of later stages.
  public var spans: [String: SourceSpan] = [:]

  public init(title: String) { self.title = title }

  /// The authors' names, in order.
  public var authors: [String] { contributors.filter { $0.role == .author }.map(\.name) }
}
