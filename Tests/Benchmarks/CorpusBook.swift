import FoundationEssentials
import OctavoBase
import OctavoBook

/// The book that is measured, as the engine reads it.
struct CorpusBook {
  /// The book's folder from the root, without links.
  let folder: String
  /// The body's chapters in reading order: their paths in the folder.
  let body: [String]
  /// All files in reading order: their paths in the folder.
  let files: [String]
  /// What the title page says.
  let metadata: BookMetadata
  /// The texts of all files in reading order, front and back matter with them.
  let texts: [String]

  private let contents: [String: String]

  init(folder: String) throws {
    let path = try FilePath.resolved(folder)
    guard FileManager.default.fileExists(atPath: path + "/" + ManuscriptReader.bookFile) else {
      throw BenchmarkFailure(
        "‘\(path)’ is not a book's folder: it has no \(ManuscriptReader.bookFile)")
    }
    let outcome = try ManuscriptReader.read(path: path)
    guard !outcome.diagnostics.hasErrors else {
      throw BenchmarkFailure("‘\(path)’ has errors; ‘octavo export’ tells which")
    }
    var (body, files, texts, contents) = ([String](), [String](), [String](), [String: String]())
    for entry in outcome.value.entries {
      guard case .file(let id, let start) = entry.content else { continue }
      let file = outcome.value.sources[id]
      let text = String(decoding: file.text[start...], as: UTF8.self)
      texts.append(text)
      let name = String(file.name.dropFirst(path.count + 1))
      files.append(name)
      guard entry.matter == .body else { continue }
      body.append(name)
      contents[name] = text
    }
    guard !body.isEmpty else { throw BenchmarkFailure("‘\(path)’ has no chapters") }
    (self.folder, self.body, self.files, self.texts) = (path, body, files, texts)
    (self.contents, metadata) = (contents, outcome.value.metadata)
  }

  /// The text of one of the body's chapters.
  func text(of chapter: String) -> String { contents[chapter] ?? "" }
}
