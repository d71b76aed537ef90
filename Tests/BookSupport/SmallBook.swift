package import Octavo
import OctavoBase
import OctavoTestSupport

/// Sets books for tests with the repository's own fonts and templates.
package enum SmallBook {
  /// The book made of one Markdown text, on a page of 5 by 8 inches unless `header` says otherwise.
  ///
  /// - Parameter header: lines of the front matter besides the title.
  package static func set(
    _ markdown: String, header: String = "trim: 5x8in\nfront: []\n", threads: Int = 1
  ) throws -> TypesetResult {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "---\ntitle: A Small Book\n\(header)---\n\n\(markdown)", to: "book.md")
    return try set(path: path, threads: threads)
  }

  /// The book in a folder or file of the file system.
  ///
  /// - Parameter template: another template than the book's own.
  package static func set(
    path: String, template: String? = nil, threads: Int = 1
  ) throws -> TypesetResult {
    let request = TypesetRequest(
      book: path, template: template, fontFolders: [Repository.path("Fonts")],
      templateFolders: [Repository.path("Templates")], threads: threads)
    do throws(TypesetFailure) {
      return try Typesetter(request).typeset()
    } catch {
      let formatter = DiagnosticFormatter(sources: error.sources)
      throw NotSet(report: error.diagnostics.map(formatter.format).joined())
    }
  }

  /// A book that could not be set, with its findings as people read them.
  package struct NotSet: Error, CustomStringConvertible {
    package let report: String
    package var description: String { report }
  }
}
