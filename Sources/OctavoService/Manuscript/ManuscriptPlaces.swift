import OctavoBase

/// Where in the manuscript something was found: by its files' names in the book, since the folder they
/// lay in is gone by the time anybody reads of it.
struct ManuscriptPlaces: Sendable {
  private let sources: SourceMap
  private let folder: String

  init(_ sources: SourceMap, below folder: String) {
    self.sources = sources
    self.folder = folder
  }

  /// Such as `chapters/01-the-hive.md:3:1`; nil where the finding has no place.
  func place(of diagnostic: Diagnostic) -> String? {
    guard let span = diagnostic.span else { return nil }
    let file = sources[span.file]
    let (line, column) = file.position(of: Int(span.start))
    let name =
      if file.name.hasPrefix(folder + "/") {
        String(file.name.dropFirst(folder.count + 1))
      } else if file.name.hasPrefix("/") {
        file.name.split(separator: "/").last.map(String.init) ?? file.name
      } else {
        file.name
      }
    return "\(name):\(line):\(column)"
  }

  func finding(_ diagnostic: Diagnostic) -> ExportResult.Finding {
    ExportResult.Finding(
      severity: diagnostic.severity.label, code: diagnostic.code, message: diagnostic.message,
      place: place(of: diagnostic), hints: diagnostic.hints)
  }
}
