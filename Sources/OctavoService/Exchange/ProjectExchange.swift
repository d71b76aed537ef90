package import OctavoBase
import OctavoGeneration
package import OctavoStore

/// Projects as manuscript folders: written for people to read and edit, and read back.
package struct ProjectExchange: Sendable {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// What an export wrote.
  package struct Written: Sendable {
    /// From the folder, sorted.
    package let paths: [String]
    /// Titles of chapters that are not whole or not there.
    package let unfinished: [String]
  }

  /// Writes a project as far as it is written: the same manuscript that an export of the project
  /// by its name sets.
  package func export(
    _ id: ProjectID, to folder: String, authors: [String] = [], template: String? = nil
  ) throws -> Written {
    let stored = try StoredBook(id, in: store)
    let manuscript = ManuscriptFiles(
      stored.book ?? stored.unplanned, authors: authors, template: template)
    let files = manuscript.files.map {
      ManuscriptFile(path: $0.path, text: $0.text, chapter: $0.chapter?.stored)
    }
    let paths = try store.projects.export(id, as: files, to: folder)
    return Written(paths: paths.sorted(), unfinished: manuscript.unfinished)
  }

  /// Reads an exported project back. What was edited in the folder becomes a new version of its
  /// chapter, also where the store has the project already.
  package func importFolder(_ folder: String) async throws -> Outcome<ProjectID> {
    let read = try store.projects.importFolder(folder)
    var findings = read.findings
    if !read.edits.isEmpty {
      findings += try await ChapterEditor(store).take(read.edits, of: read.project)
    }
    if !read.isNew, findings.isEmpty {
      findings.append(
        Diagnostic(
          .note, "exchange.unchanged",
          "the store has project \(read.project.text), and “\(folder)” holds nothing new"))
    }
    return Outcome(read.project, findings)
  }
}

extension StoredBook {
  /// The book before it has an outline: nothing but what it is to be called.
  fileprivate var unplanned: BookProject {
    let concept =
      concept
      ?? OctavoGeneration.Concept(
        id: "", title: brief.keyword, tagline: "", audience: "", thesis: "", difference: "")
    return BookProject(
      id: project.id.text, brief: brief, concept: concept,
      outline: OctavoGeneration.Outline(parts: []))
  }
}
