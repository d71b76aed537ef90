import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// One chapter as `octavo show` prints it: the text that stands, or an older version.
struct ChapterView {
  private let chapter: OctavoGeneration.Outline.Chapter
  private let book: BookProject
  private let stored: [OctavoStore.ChapterVersion]
  private let number: Int
  private let content: String

  /// - Parameter old: the number of the version to show; nil for the one that stands.
  init(
    _ chapter: OctavoGeneration.Outline.Chapter, of book: BookProject, in store: Store, old: Int?
  ) throws {
    self.chapter = chapter
    self.book = book
    stored = try store.chapters.versions(chapter.id.stored)
    guard let old else {
      let standing = book.standing(of: chapter.id)
      (number, content) = (standing?.version ?? 0, standing?.content ?? "")
      return
    }
    guard let version = stored.first(where: { $0.number == old }) else {
      let numbers = stored.map { String($0.number) }.reversed().joined(separator: ", ")
      throw OctavoError(
        .missingInput, "chapter.no-such-version",
        "“\(chapter.title)” has no stored version \(old)",
        hints: numbers.isEmpty ? [] : ["versions: \(numbers)"])
    }
    (number, content) = (version.number, version.content)
  }

  var text: String { "# \(chapter.title)\n\n\(content)\n" }

  /// A line for each version, the latest first.
  var list: String {
    let standing = book.standing(of: chapter.id)
    var text = ""
    if let standing, !stored.contains(where: { $0.number == standing.version }) {
      text +=
        "\(standing.version)  \(standing.origin.rawValue), \(standing.status.rawValue), "
        + "\(Figures.grouped(standing.words)) words, stands\n"
    }
    for version in stored {
      text +=
        "\(version.number)  \(version.origin.rawValue), \(Figures.grouped(version.wordCount)) words"
      text += version.number == standing?.version ? ", stands\n" : "\n"
    }
    return text.isEmpty ? "“\(chapter.title)” has no version yet\n" : text
  }

  var json: JSONValue {
    let summary = book.summaries.last { $0.chapter == chapter.id }?.text
    return .object([
      ("id", .string(chapter.id.text)), ("title", .string(chapter.title)),
      ("status", .string(book.status(of: chapter.id).rawValue)),
      ("version", .number(Double(number))),
      ("words", .number(Double(WordScan.count(content)))),
      ("summary", summary.map { .string($0) } ?? .null), ("content", .string(content)),
      (
        "versions",
        .array(
          stored.map { version in
            .object([
              ("version", .number(Double(version.number))),
              ("origin", .string(version.origin.rawValue)),
              ("words", .number(Double(version.wordCount))),
            ])
          })
      ),
    ])
  }
}
