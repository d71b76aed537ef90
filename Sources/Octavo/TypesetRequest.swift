/// What to typeset, and with which resources.
public struct TypesetRequest: Sendable {
  /// A book folder with `book.yaml`, or a single Markdown file.
  public var book: String
  /// A template's name or folder; nil takes the book's own choice.
  public var template: String?
  /// Folders of bundled fonts, each with a `fonts.yaml`.
  public var fontFolders: [String]
  /// Folders in which templates are found by name.
  public var templateFolders: [String]
  /// How many threads to use; the result is the same for any number.
  public var threads: Int
  /// Whether pages will be drawn or looked at. Where not, they have no lines, and their numbers are
  /// had sooner: enough for a Word document.
  package var needsLines = true
  /// Whether nobody gets to see the book's folder: findings name its files from there.
  package var isFolderHidden = false

  /// Makes a request; nothing is read before the book is typeset.
  public init(
    book: String, template: String? = nil, fontFolders: [String], templateFolders: [String],
    threads: Int
  ) {
    self.book = book
    self.template = template
    self.fontFolders = fontFolders
    self.templateFolders = templateFolders
    self.threads = threads
  }
}
