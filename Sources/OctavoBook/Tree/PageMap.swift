/// Where each printed page of a book begins in its text: what an e-book's page list and a document's
/// contents are made from.
///
/// Made from the paged book; read by the e-book writers, which know no pages.
public struct PageMap: Sendable, Hashable {
  /// The first place of a printed page.
  public struct Page: Sendable, Hashable {
    /// The folio as readers name the page, such as `xii`; empty where the page has none.
    public let label: String
    /// Index in `Book.divisions`.
    public let division: Int
    /// How many words of the division's reading text stand before the page; see `ReadingText`.
    public let word: Int
    /// How many of the word's characters stand before the page: a word divided at a page's end.
    public let character: Int

    /// Makes the first place of a page.
    public init(label: String, division: Int, word: Int, character: Int = 0) {
      self.label = label
      self.division = division
      self.word = word
      self.character = character
    }
  }

  /// In the book's order, blank pages included.
  public let pages: [Page]

  /// Makes a map from pages in the book's order.
  public init(pages: [Page]) { self.pages = pages }
}
