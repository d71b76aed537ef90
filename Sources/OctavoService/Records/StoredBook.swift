import OctavoBase
package import OctavoGeneration
package import OctavoStore

/// A project as it is stored, in the pipeline's own terms: what every run starts from.
package struct StoredBook: Sendable {
  package let project: OctavoStore.Project
  package let brief: OctavoGeneration.ProjectBrief
  /// In the order in which they are shown.
  package private(set) var concepts: [OctavoGeneration.Concept] = []
  /// How often ideation used up its attempts; a further run asks anew.
  package private(set) var failedRounds = 0
  /// What the outline was asked for; nil before it was.
  package private(set) var plan: OutlinePlan?
  package private(set) var outlineFindings: [OutlineFinding] = []
  /// The book; nil before there is an outline.
  package private(set) var book: BookProject?

  package init(_ id: ProjectID, in store: Store) throws {
    project = try store.projects.find(id)
    brief = OctavoGeneration.ProjectBrief(project.brief)
    let stored = try store.records.list(id)
    var records: [GenerationRecord] = []
    var outline: OctavoGeneration.Outline?
    for item in stored {
      switch item.kind {
      case RunRecord.failedRounds: failedRounds = try RecordBody.read(item)
      case RunRecord.plan: plan = try RecordBody.read(item)
      default:
        guard let record = try RecordBody.record(item) else { continue }
        records.append(record)
        switch record {
        case .concepts(let found): concepts = found
        case .outline(let found): outline = found
        case .outlineFindings(let found): outlineFindings = found
        default: break
        }
      }
    }
    guard let outline, let concept else { return }
    var book = BookProject(id: id.text, brief: brief, concept: concept, outline: outline)
    for record in records { book.apply(record) }
    try Self.takeOver(changesOf: &book, from: store)
    self.book = book
  }

  /// The concept that was chosen.
  package var concept: OctavoGeneration.Concept? {
    project.concept.flatMap { id in concepts.first { $0.id == id.text } }
  }

  /// Titles and texts that people edited in an exported folder count as they are now.
  private static func takeOver(
    changesOf book: inout BookProject, from store: Store
  ) throws {
    let nodes = try store.outline.chapters(ProjectID(book.id))
    let titles = Dictionary(nodes.map { ($0.id, $0.plan.title) }) { first, _ in first }
    for part in book.outline.parts.indices {
      for place in book.outline.parts[part].chapters.indices {
        let id = book.outline.parts[part].chapters[place].id
        if let title = titles[id.stored] { book.outline.parts[part].chapters[place].title = title }
        guard let current = try store.chapters.text(id.stored), current.origin != .generated,
          current.content != book.standing(of: id)?.content
        else { continue }
        book.apply(
          .chapter(
            OctavoGeneration.ChapterVersion(
              chapter: id, version: current.number, status: .done, content: current.content)))
      }
    }
  }
}

/// What an outline was asked for, kept so that a run goes on with the same.
package struct OutlinePlan: Sendable, Equatable, Codable {
  /// The concept's name.
  package let concept: String
  /// Chapters and words the whole book should have.
  package let chapters: Int
  package let words: Int
  /// Counts the outlines that were asked for.
  package let version: Int
  /// Whether it was made.
  package var isDone: Bool
}

/// Records of the runner's own, beside the pipeline's.
enum RunRecord {
  static let failedRounds = "ideation-rounds"
  static let plan = "outline-plan"
}

extension OctavoGeneration.ProjectBrief {
  package init(_ brief: OctavoStore.ProjectBrief) {
    self.init(
      keyword: brief.keyword, genre: brief.genre, audienceLevel: brief.audienceLevel,
      language: brief.language, intent: brief.intent)
  }
}

extension OctavoStore.ProjectBrief {
  package init(_ brief: OctavoGeneration.ProjectBrief) {
    self.init(
      keyword: brief.keyword, genre: brief.genre, audienceLevel: brief.audienceLevel,
      language: brief.language, intent: brief.intent)
  }
}
