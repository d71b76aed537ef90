import Foundation
import GRDB
package import OctavoBase

extension Projects {
  /// Writes a project as a manuscript folder that `octavo export` sets and `importFolder` reads back.
  ///
  /// The manuscript is what people read and edit; the project itself, with all its versions, is in a
  /// document beside it.
  ///
  /// A new folder appears whole. Over an earlier export of the same project files are replaced one by
  /// one, each whole; a file that was edited since is never written over, and other files are left.
  ///
  /// - Returns: the paths of the manuscript's files, from the folder, sorted.
  @discardableResult
  package func export(
    _ id: ProjectID, as manuscript: [ManuscriptFile], to folder: String
  ) throws(OctavoError) -> [String] {
    let export = try store.read { db in try ProjectExport(id, manuscript, store, db) }
    try export.write(to: folder)
    return export.files.map(\.path)
  }
}

/// A file of a project's manuscript.
package struct ManuscriptFile: Sendable, Hashable {
  /// From the folder.
  package let path: String
  package let text: String
  /// The chapter it holds; nil for the book's own file.
  package let chapter: NodeID?

  package init(path: String, text: String, chapter: NodeID? = nil) {
    self.path = path
    self.text = text
    self.chapter = chapter
  }
}

/// A project at one moment, as files.
struct ProjectExport {
  let id: ProjectID
  /// The manuscript's, and the document last.
  let files: [(path: String, bytes: Data)]

  init(_ id: ProjectID, _ manuscript: [ManuscriptFile], _ store: Store, _ db: Database) throws {
    self.id = id
    try store.requireProject(id, db)
    var document = ProjectDocument()
    for table in ExchangeTable.all {
      document.tables[table.name] = try table.rows(of: id.text, db)
    }
    document.foldPieces()
    let texts = manuscript.map { (path: $0.path, bytes: Data($0.text.utf8)) }
    for file in texts { document.files[file.path] = Self.fingerprint(file.bytes) }
    for file in manuscript { document.chapters[file.path] = file.chapter?.text }
    files = texts + [(ProjectDocument.fileName, try document.bytes())]
  }

  static func fingerprint(_ bytes: Data) -> String {
    var builder = FingerprintBuilder()
    builder.combine(bytes: bytes)
    return builder.finish().hex
  }

  func write(to folder: String) throws(OctavoError) {
    guard !folder.isEmpty else { throw Self.refused(folder, "it has no name") }
    switch FileKind.of(folder) {
    case .missing: try writeNew(folder)
    case .folder where try ExchangeFolder(folder).isEmpty: try writeNew(folder)
    case .folder: try replace(in: folder)
    case .file, .other: throw Self.refused(folder, "it is a file")
    }
  }

  /// Fills a folder beside the wanted one and gives it its name.
  private func writeNew(_ folder: String) throws(OctavoError) {
    let target = ExchangeFolder(folder)
    let partial = try target.makePartial()
    do throws(OctavoError) {
      for file in files { try partial.write(file.bytes, to: file.path) }
      try partial.rename(to: target)
    } catch {
      partial.remove()
      throw error
    }
  }

  private func replace(in folder: String) throws(OctavoError) {
    let target = ExchangeFolder(folder)
    let old = try target.document { Self.refused(folder, "it holds other files") }
    guard old.tables["projects"]?.first?["id"]?.text == id.text else {
      throw Self.refused(folder, "it holds another project")
    }
    var edited: [String] = []
    for path in old.files.keys.sorted() {
      guard let bytes = try target.read(path) else { continue }
      let isOurs =
        Self.fingerprint(bytes) == old.files[path]
        || files.contains { $0.path == path && $0.bytes == bytes }
      if !isOurs { edited.append(path) }
    }
    guard edited.isEmpty else {
      throw Self.refused(
        folder, "\(edited.joined(separator: ", ")) was edited since the last export")
    }
    for file in files where try target.read(file.path) != file.bytes {
      try target.write(file.bytes, to: file.path)
    }
    for path in old.files.keys.sorted() where !files.contains(where: { $0.path == path }) {
      target.delete(path)
    }
  }

  private static func refused(_ folder: String, _ reason: String) -> OctavoError {
    OctavoError(
      .cannotWrite, "exchange.folder", "cannot export to “\(folder)”: \(reason)",
      hints: ["name a new folder, or move that one away"])
  }
}

extension ProjectDocument {
  /// An answer's pieces become one: where one ended and the next began means nothing.
  mutating func foldPieces() {
    var folded: [[String: ExchangeValue]] = []
    for piece in tables["answer_pieces"] ?? [] {
      let content = piece["content"]?.text ?? ""
      if let last = folded.last, last["call"] == piece["call"] {
        folded[folded.count - 1]["content"] = .text((last["content"]?.text ?? "") + content)
      } else {
        folded.append(piece.merging(["number": .integer(0)]) { $1 })
      }
    }
    tables["answer_pieces"] = folded
  }
}
