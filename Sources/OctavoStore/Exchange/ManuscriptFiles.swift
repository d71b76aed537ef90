import GRDB
import OctavoBase

/// The manuscript folder of a project (DESIGN.md §5): `book.yaml` and a file for each chapter that
/// has a text.
struct ManuscriptFiles {
  /// A chapter's place in the folder.
  struct ChapterFile {
    let node: OutlineNode
    let version: ChapterVersion
    let path: String

    var text: String {
      ManuscriptText.chapter(title: node.plan.title, content: version.content)
    }
  }

  private let project: Project
  private let concept: Concept?
  private let tree: [OutlineNode]
  /// In reading order.
  let chapters: [ChapterFile]

  static let bookFile = "book.yaml"

  init(_ project: Project, _ store: Store, _ db: Database) throws {
    self.project = project
    concept = try project.concept.flatMap { id in
      try db.first("SELECT * FROM concepts WHERE id = ?", [id.text]) { try Concept($0) }
    }
    tree = try OutlineRows(project.id, db).tree()
    let nodes = tree.flatMap(\.chapters)
    let width = max(2, String(nodes.count).count)
    chapters = try nodes.enumerated().compactMap { index, node in
      guard let version = try Self.current(node.id, db) else { return nil }
      let number = String(index + 1)
      let padding = String(repeating: "0", count: width - number.count)
      return ChapterFile(node: node, version: version, path: "chapters/\(padding)\(number).md")
    }
  }

  private static func current(_ id: NodeID, _ db: Database) throws -> ChapterVersion? {
    try db.first(
      """
      SELECT v.* FROM chapter_versions v JOIN chapters c
        ON c.node_id = v.chapter_id AND c.current_version = v.number WHERE c.node_id = ?
      """, [id.text]
    ) { try ChapterVersion($0) }
  }

  /// All files with their paths, sorted.
  var files: [(path: String, text: String)] {
    [(Self.bookFile, book)] + chapters.map { ($0.path, $0.text) }
  }

  /// `book.yaml`.
  private var book: String {
    var lines: [String] = []
    func field(_ key: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      lines.append("\(key): \(ManuscriptText.yaml(value))")
    }
    let title = concept?.draft.title ?? ""
    field("title", title.isEmpty ? project.brief.keyword : title)
    field("language", project.brief.language)
    field("description", concept?.draft.tagline)
    let subjects = [project.brief.genre, project.brief.keyword].filter { !$0.isEmpty }
    lines.append("subjects: [" + subjects.map(ManuscriptText.yaml).joined(separator: ", ") + "]")
    lines.append("front: [half-title, title, toc]")
    lines.append(body.isEmpty ? "body: []" : "body:")
    return (lines + body).joined(separator: "\n") + "\n"
  }

  private var body: [String] {
    let paths = Dictionary(uniqueKeysWithValues: chapters.map { ($0.node.id, $0.path) })
    return tree.flatMap { node -> [String] in
      let inside = node.chapters.compactMap { paths[$0.id] }
      guard node.kind == .part else { return inside.map { "  - \($0)" } }
      guard !inside.isEmpty else { return [] }
      let title = ManuscriptText.yaml(ManuscriptText.inline(node.plan.title))
      return ["  - part: \(title)", "    chapters:"] + inside.map { "      - \($0)" }
    }
  }
}
