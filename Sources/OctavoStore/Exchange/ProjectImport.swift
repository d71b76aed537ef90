import Foundation
import GRDB
package import OctavoBase

extension Projects {
  /// Reads an exported project back, unchanged, with all its names. Where the store has it already,
  /// its rows stay as they are, and only what was edited in the folder is reported.
  package func importFolder(_ folder: String) throws(OctavoError) -> ImportedFolder {
    let source = ExchangeFolder(folder)
    let document = try source.document {
      OctavoError(
        .missingInput, "exchange.missing",
        "there is no exported project in “\(folder)”: \(ProjectDocument.fileName) is not there")
    }
    let texts = try EditedFiles(source, document)
    let done = try ProjectImport(document, store).perform()
    return ImportedFolder(
      project: done.id, isNew: done.isNew, edits: texts.edits, findings: texts.findings)
  }
}

/// What an import brought.
package struct ImportedFolder: Sendable {
  package let project: ProjectID
  /// Whether the store did not have it.
  package let isNew: Bool
  /// Chapters whose files were edited since the export, by path.
  package let edits: [EditedChapter]
  /// What cannot be taken over.
  package let findings: [Diagnostic]
}

/// A chapter's file that was edited since its export.
package struct EditedChapter: Sendable, Hashable {
  package let path: String
  package let chapter: NodeID
  /// The file as it is now.
  package let text: String
  fileprivate let exported: String

  /// Whether a file with this text was what was exported.
  package func wasExported(as text: String) -> Bool {
    ProjectExport.fingerprint(Data(text.utf8)) == exported
  }
}

/// The manuscript's files, compared with how they were exported.
private struct EditedFiles {
  private(set) var findings: [Diagnostic] = []
  private(set) var edits: [EditedChapter] = []

  init(_ source: ExchangeFolder, _ document: ProjectDocument) throws(OctavoError) {
    for path in document.files.keys.sorted() {
      guard let bytes = try source.read(path) else {
        findings.append(
          Diagnostic(
            .warning, "exchange.missing-file",
            "“\(path)” is not in the folder; the project keeps what it had"))
        continue
      }
      let exported = document.files[path] ?? ""
      guard ProjectExport.fingerprint(bytes) != exported else { continue }
      guard let text = String(data: bytes, encoding: .utf8) else {
        throw OctavoError(.badInput, "exchange.not-text", "“\(path)” is not UTF-8 text")
      }
      if let chapter = document.chapters[path] {
        edits.append(
          EditedChapter(
            path: path, chapter: NodeID(chapter), text: StoredText.of(text), exported: exported))
      } else {
        findings.append(
          Diagnostic(
            .warning, "exchange.book-edited",
            "\(path) was edited since the export; the project keeps its own title, parts and order"
          ))
      }
    }
  }
}

/// Writes a document's rows into the store, all or nothing.
struct ProjectImport {
  private let id: ProjectID
  private let tables: [String: [[String: ExchangeValue]]]
  private let store: Store

  init(_ document: ProjectDocument, _ store: Store) throws(OctavoError) {
    let projects = document.tables["projects"] ?? []
    guard projects.count == 1, let id = projects[0]["id"]?.text else {
      throw Self.refused("it holds \(projects.count) projects, not one")
    }
    self.id = ProjectID(id)
    self.store = store
    tables = document.tables
    let known = ExchangeTable.all.map(\.name)
    for name in tables.keys.sorted()
    where !known.contains(name) && !ExchangeTable.retired.contains(name) {
      throw Self.refused("it has a table “\(name)”", near: NearestName.of(name, in: known))
    }
  }

  func perform() throws(OctavoError) -> (id: ProjectID, isNew: Bool) {
    do {
      return try store.writeDurably { db in
        guard try !isThere(db) else { return (id, false) }
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        for table in ExchangeTable.all { try insert(tables[table.name] ?? [], into: table, db) }
        try settle(db)
        return (id, true)
      }
    } catch  where error.diagnostics.first?.code == "store.refused" {
      throw Self.refused(error.diagnostics.first?.message ?? "it breaks a rule")
    }
  }

  private func isThere(_ db: Database) throws -> Bool {
    try db.first("SELECT 1 AS found FROM projects WHERE id = ?", [id.text]) { _ in true } != nil
  }

  private func insert(
    _ rows: [[String: ExchangeValue]], into table: ExchangeTable, _ db: Database
  ) throws {
    // Whose it is, no document says: it is this store's own.
    let columns = try db.columns(in: table.name).map(\.name).filter { $0 != "owner" }
    for row in rows {
      let names = row.keys.sorted()
      for name in names where !columns.contains(name) {
        throw Self.refused(
          "table “\(table.name)” has a column “\(name)”", near: NearestName.of(name, in: columns))
      }
      let places = Array(repeating: "?", count: names.count).joined(separator: ", ")
      let quoted = names.map { "\"\($0)\"" }.joined(separator: ", ")
      try db.run(
        "INSERT INTO \(table.name) (\(quoted)) VALUES (\(places))",
        StatementArguments(names.map { row[$0]?.argument }))
    }
    guard try table.count(of: id.text, db) == rows.count else {
      throw Self.refused("table “\(table.name)” has rows of another project")
    }
  }

  /// What follows from the rows: sums, and the next fence.
  private func settle(_ db: Database) throws {
    try db.run(
      """
      UPDATE projects SET
        spent = (SELECT coalesce(sum(cost), 0) FROM calls WHERE project_id = ?1),
        reserved = (SELECT coalesce(sum(reserved), 0) FROM calls
          WHERE project_id = ?1 AND outcome IS NULL) WHERE id = ?1
      """, [id.text])
    try db.run(
      """
      INSERT INTO project_leases (project_id, fence)
      SELECT ?1, coalesce(max(fence), 0) FROM calls WHERE project_id = ?1
      """, [id.text])
  }

  private static func refused(_ reason: String, near: String? = nil) -> OctavoError {
    OctavoError(
      .badInput, "exchange.refused", "the exported project cannot be imported: \(reason)",
      hints: near.map { ["did you mean “\($0)”?"] } ?? [])
  }
}
