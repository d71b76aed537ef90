import FoundationEssentials
import OctavoBook

/// The corpus made several times as long, to see how time and memory grow with a book.
///
/// The body's chapters are repeated under new numbers, with a word changed in each paragraph so
/// that no cache meets the same paragraph twice. Front and back matter stand once; parts are left out.
struct RepeatedBook {
  let corpus: CorpusBook
  /// How often the body stands in the book, from 1.
  let times: Int

  /// Writes the book below `folder` and returns its folder.
  func write(to folder: String) throws -> String {
    let path = "\(folder)/\(times)x"
    try FileManager.default.copyItem(atPath: corpus.folder, toPath: path)
    var chapters = corpus.body
    let texts = corpus.body.map(corpus.text(of:))
    let vocabulary = ChapterVariant.vocabulary(of: texts)
    let labels = CopiedLabels(of: texts)
    for copy in 1..<max(times, 1) {
      let variant = ChapterVariant(copy: copy, vocabulary: vocabulary, labels: labels)
      for (index, chapter) in corpus.body.enumerated() {
        let name = Self.name(of: chapter, number: copy * corpus.body.count + index + 1)
        try Self.write(variant.text(of: corpus.text(of: chapter)), to: path + "/" + name)
        chapters.append(name)
      }
    }
    let settings = try String(
      contentsOfFile: corpus.folder + "/" + ManuscriptReader.bookFile, encoding: .utf8)
    let list = chapters.map { "  - \"\($0)\"\n" }.joined()
    try Self.write(
      Self.withoutBody(settings) + "\nbody:\n" + list, to: path + "/" + ManuscriptReader.bookFile)
    return path
  }

  /// A file beside the original, so that pictures named from there are found.
  private static func name(of chapter: String, number: Int) -> String {
    let end = chapter.lastIndex(of: "/").map { chapter.index(after: $0) } ?? chapter.startIndex
    return chapter[..<end] + "repeated-\(number).md"
  }

  /// `book.yaml` without its `body` key and the lines that belong to it.
  static func withoutBody(_ settings: String) -> String {
    var isBody = false
    let kept = settings.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let belongs =
        line.isEmpty || line.hasPrefix(" ") || line.hasPrefix("-") || line.hasPrefix("#")
      isBody = line.hasPrefix("body:") || (isBody && belongs)
      return !isBody
    }
    return kept.joined(separator: "\n")
  }

  private static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }
}
