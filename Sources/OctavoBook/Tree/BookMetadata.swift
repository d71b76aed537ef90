public import OctavoBase

/// What `book.yaml` says of the book besides its files.
public struct BookMetadata: Sendable {
  /// A person or body named on the title page.
  public struct Contributor: Sendable, Hashable {
    /// What a contributor did, as `role` names it.
    public enum Role: String, Sendable, CaseIterable {
      case author, editor, translator, illustrator
    }

    /// The name as printed, such as `Herman Melville`.
    public let name: String
    /// What they did; an author where `book.yaml` does not say.
    public let role: Role
    /// The name as catalogues sort it, such as `Melville, Herman`; nil means: derive it.
    public let sort: String?

    /// Makes a contributor from a name.
    public init(name: String, role: Role = .author, sort: String? = nil) {
      self.name = name
      self.role = role
      self.sort = sort
    }
  }

  /// The series the book belongs to.
  public struct Series: Sendable, Hashable {
    /// The series' name, as printed.
    public let name: String
    /// The book's number in it, as written; nil for none.
    public let number: String?

    /// Makes a series from its name and the book's number in it.
    public init(name: String, number: String?) {
      self.name = name
      self.number = number
    }
  }

  /// The book's title; never only white space once read.
  public var title: String
  /// The second line of the title; nil for none.
  public var subtitle: String?
  /// Who made the book, in the order of the title page.
  public var contributors: [Contributor] = []
  /// The language of the text: it chooses hyphenation, quotation marks and printed words.
  public var language = LanguageTag("en-US")
  /// The publisher's name, for the title and copyright pages.
  public var publisher: String?
  /// The printed book's ISBN, as written.
  public var printISBN: String?
  /// The e-book's ISBN, as written.
  public var epubISBN: String?
  /// The line that names the edition, for the copyright page.
  public var edition: String?
  /// The copyright line, as printed.
  public var rights: String?
  /// A few sentences about the book (`description`), for catalogues and file properties.
  public var summary: String?
  /// Subject headings for catalogues and file properties, in the order written.
  public var subjects: [String] = []
  /// The series the book belongs to; nil for none.
  public var series: Series?
  /// Publication date as written, ISO 8601 (`2026` or `2026-05-01`); the only date an output holds.
  public var date: String?
  /// A name in `Templates/`, or a folder's path.
  public var template = "standard"
  /// A trim name or `WIDTHxHEIGHT`, checked when the style sheet is resolved; nil: the template's.
  public var trim: String?
  /// Words with their permitted hyphens written in, such as `man-u-script`.
  public var hyphenationExceptions: [String] = []
  /// Who vouches that the e-book is accessible (`certified-by`); nil: no claim is made.
  public var certifier: String?
  /// The cover image's path.
  public var cover: String?
  /// Where each key stood, by key (`title`, `isbn.print`), for diagnostics of later stages.
  public var spans: [String: SourceSpan] = [:]

  /// Makes metadata with everything but the title at its default.
  public init(title: String) { self.title = title }

  /// The authors' names, in order.
  public var authors: [String] { contributors.filter { $0.role == .author }.map(\.name) }
}
