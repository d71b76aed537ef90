import Glibc
import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// What an export sets: a book's files, or a stored project's manuscript, written to a folder that
/// lasts as long as this value.
struct BookSource {
  /// The book's folder or Markdown file.
  let path: String
  /// What outputs are named where nothing else is said.
  let name: String
  /// What a project has not got yet.
  let findings: [Diagnostic]
  private let folder: ManuscriptFolder?

  /// Whether it is a stored project's.
  var isStored: Bool { folder != nil }

  /// - Parameter book: a path; where nothing is there, a stored project's name.
  init(_ book: String, _ storeOptions: StoreOptions) throws {
    guard access(book, F_OK) != 0, Self.isProjectName(book),
      let store = try Self.store(storeOptions)
    else {
      (path, name, findings, folder) = (book, FileName.of(book), [], nil)
      return
    }
    guard let project = try StoredBook(OctavoStore.ProjectID(book), in: store).book,
      project.words > 0
    else {
      throw OctavoError(
        .missingInput, "export.nothing-written", "project \(book) has no written chapter",
        hints: ["write it with: octavo write \(book)"])
    }
    let manuscript = try ManuscriptFolder(project, authors: [], template: nil)
    path = manuscript.path
    name = FileTitle.of(project.concept.title)
    findings = ManuscriptFolder.findings(unfinished: manuscript.unfinished)
    folder = manuscript
  }

  /// The store; nil where none was named and none is in the working folder.
  private static func store(_ options: StoreOptions) throws -> Store? {
    do {
      return try Workbench.open(options)
    } catch let failure as OctavoError {
      let isMissing = failure.kind == .missingInput && options.store == nil
      guard isMissing else { throw failure }
      return nil
    }
  }

  /// `p` and twelve digits and letters, as stores name projects.
  private static func isProjectName(_ text: String) -> Bool {
    text.utf8.count == 13 && text.hasPrefix("p")
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
  }
}
