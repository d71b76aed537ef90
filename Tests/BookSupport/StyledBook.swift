import OctavoBase
package import OctavoBook
package import OctavoStyle
import OctavoTestSupport

/// A manuscript that was read, beside the standard template as the book has it; without pages.
package struct StyledBook {
  package let book: Book
  package let sheet: StyleSheet

  /// A manuscript for which there is no sheet.
  package struct NotStyled: Error {}

  /// - Parameter path: the manuscript's folder or file.
  package init(path: String, threads: Int = 1) throws {
    book = BookBuilder.build(try ManuscriptReader.read(path: path).value, threads: threads).value
    var sources = book.sources
    let loaded = StyleSheetLoader.load(
      template: "standard", folders: [Repository.path("Templates")], metadata: book.metadata,
      sources: &sources)
    guard let sheet = loaded.value else { throw NotStyled() }
    self.sheet = sheet
  }
}
