import Foundation
import GRDB
package import OctavoBase

extension Projects {
  /// Reads an exported project back, unchanged, with all its names. Chapters that were edited in the
  /// folder are taken as they are now, and what was made from them becomes stale.
  ///
  /// - Returns: the project, and what was edited or could not be taken over.
  package func importFolder(_ folder: String) throws(OctavoError) -> Outcome<ProjectID> {
    let source = ExchangeFolder(folder)
    let document = try source.document {
      OctavoError(
        .missingInput, "exchange.missing",
        "there is no exported project in “\(folder)”: \(ProjectDocument.fileName) is not there")
    }
    var texts = ImportedTexts(source, document)
    let versions = try texts.fill()
    let project = try ProjectImport(document, versions, texts, store).perform()
    return Outcome(project, texts.findings)
  }
}

/// The manuscript's files, compared with how they were exported.
struct ImportedTexts {
  /// A chapter whose file was edited.
  struct Edit {
    let chapter: String
    let title: String?
  }

  private let source: ExchangeFolder
  private let document: ProjectDocument
  private(set) var findings: [Diagnostic] = []
  private(set) var edits: [Edit] = []

  init(_ source: ExchangeFolder, _ document: ProjectDocument) {
    self.source = source
    self.document = document
  }

  /// The rows of versions with the texts back in them.
  mutating func fill() throws(OctavoError) -> [[String: ExchangeValue]] {
    var rows: [[String: ExchangeValue]] = []
    for row in document.tables["chapter_versions"] ?? [] {
      guard let path = row["content_file"]?.text else {
        rows.append(row)
        continue
      }
      rows.append(try filled(row, from: path))
    }
    let book = ManuscriptFiles.bookFile
    let bytes = try source.read(book)
    if isEdited(book, bytes) {
      findings.append(
        Diagnostic(
          .warning, "exchange.book-edited",
          "\(book) was edited since the export; the project keeps its own title, parts and order"))
    }
    return rows
  }

  private mutating func filled(
    _ row: [String: ExchangeValue], from path: String
  ) throws(OctavoError) -> [String: ExchangeValue] {
    guard let bytes = try source.read(path) else {
      throw OctavoError(
        .missingInput, "exchange.missing", "“\(path)” is missing from the exported project")
    }
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw OctavoError(.badInput, "exchange.not-text", "“\(path)” is not UTF-8 text")
    }
    var (title, content) = Self.split(text)
    var row = row
    row["content_file"] = nil
    if isEdited(path, bytes) {
      content = StoredText.of(content)
      edits.append(Edit(chapter: row["chapter_id"]?.text ?? "", title: title))
      row["origin"] = .text("edited")
      row["fingerprint"] = .text(Store.fingerprint(content))
      row["word_count"] = .integer(Int64(content.split(whereSeparator: \.isWhitespace).count))
      findings.append(
        Diagnostic(
          .note, "exchange.edited", "\(path) was edited since the export and is taken as it is now")
      )
    }
    row["content"] = .text(content)
    return row
  }

  private func isEdited(_ path: String, _ bytes: Data?) -> Bool {
    guard let bytes, let expected = document.files[path] else { return true }
    return ProjectExport.fingerprint(bytes) != expected
  }

  /// Title and text of a chapter's file, by bytes: the reverse of `ManuscriptText.chapter`.
  static func split(_ text: String) -> (title: String?, content: String) {
    let bytes = Array(text.utf8)
    var body = bytes[...]
    var title: String?
    if bytes.starts(with: Array("# ".utf8)) {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      title = ManuscriptText.plain(String(decoding: bytes[2..<end], as: UTF8.self))
      body = bytes[end...].dropFirst()
      if body.first == UInt8(ascii: "\n") { body = body.dropFirst() }
    }
    if body.last == UInt8(ascii: "\n") { body = body.dropLast() }
    return (title, String(decoding: body, as: UTF8.self))
  }
}

/// Writes a document's rows into the store, all or nothing.
struct ProjectImport {
  private let id: ProjectID
  private let tables: [String: [[String: ExchangeValue]]]
  private let texts: ImportedTexts
  private let store: Store

  init(
    _ document: ProjectDocument, _ versions: [[String: ExchangeValue]], _ texts: ImportedTexts,
    _ store: Store
  ) throws(OctavoError) {
    let projects = document.tables["projects"] ?? []
    guard projects.count == 1, let id = projects[0]["id"]?.text else {
      throw Self.refused("it holds \(projects.count) projects, not one")
    }
    self.id = ProjectID(id)
    self.texts = texts
    self.store = store
    var tables = document.tables
    tables["chapter_versions"] = versions
    self.tables = tables
    let known = ExchangeTable.all.map(\.name)
    for name in tables.keys.sorted()
    where !known.contains(name) && !ExchangeTable.retired.contains(name) {
      throw Self.refused("it has a table “\(name)”", near: NearestName.of(name, in: known))
    }
  }

  func perform() throws(OctavoError) -> ProjectID {
    do {
      return try store.writeDurably { db in
        try refuseDoubled(db)
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        for table in ExchangeTable.all { try insert(tables[table.name] ?? [], into: table, db) }
        try settle(db)
        return id
      }
    } catch  where error.diagnostics.first?.code == "store.refused" {
      throw Self.refused(error.diagnostics.first?.message ?? "it breaks a rule")
    }
  }

  private func refuseDoubled(_ db: Database) throws {
    let isThere = try db.first("SELECT 1 AS found FROM projects WHERE id = ?", [id.text]) { _ in
      true
    }
    guard isThere != nil else { return }
    throw OctavoError(
      .cannotWrite, "exchange.doubled", "project \(id.text) is in the store already",
      hints: ["erase it first, or import into another store"])
  }

  private func insert(
    _ rows: [[String: ExchangeValue]], into table: ExchangeTable, _ db: Database
  ) throws {
    let columns = try db.columns(in: table.name).map(\.name)
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

  /// What follows from the rows: sums, the next fence, and what the edits made stale.
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
    for edit in texts.edits {
      if let title = edit.title, try isOther(title, edit.chapter, db) {
        try db.run("UPDATE outline_nodes SET title = ? WHERE id = ?", [title, edit.chapter])
      }
    }
  }

  /// Whether a heading is not how the stored title is written.
  private func isOther(_ title: String, _ chapter: String, _ db: Database) throws -> Bool {
    let stored = try db.first("SELECT title FROM outline_nodes WHERE id = ?", [chapter]) { row in
      try row.text("title")
    }
    return stored.map(ManuscriptText.inline) != ManuscriptText.inline(title)
  }

  private static func refused(_ reason: String, near: String? = nil) -> OctavoError {
    OctavoError(
      .badInput, "exchange.refused", "the exported project cannot be imported: \(reason)",
      hints: near.map { ["did you mean “\($0)”?"] } ?? [])
  }
}
