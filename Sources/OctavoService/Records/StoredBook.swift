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
  /// What the outline that stands was asked for; nil before there is one.
  package private(set) var plan: OutlinePlan?
  /// What an outline that was not finished was asked for.
  package private(set) var pending: OutlinePlan?
  package private(set) var outlineFindings: [OutlineFinding] = []
  /// Outlines that stood before, in the order in which they were left.
  package private(set) var kept: [KeptOutline] = []
  /// What there is to write about, and what holds the book together; nil before ideation.
  package private(set) var landscape: TopicLandscape?
  package private(set) var argument: Argument?
  /// What contradicts earlier chapters, by chapter.
  package private(set) var continuity: [OctavoGeneration.NodeID: [ContinuityFinding]] = [:]
  /// The book; nil before there is an outline.
  package private(set) var book: BookProject?

  package init(_ id: ProjectID, in store: Store) throws {
    project = try store.projects.find(id)
    brief = OctavoGeneration.ProjectBrief(project.brief)
    var records: [GenerationRecord] = []
    var outline: OctavoGeneration.Outline?
    for item in try store.records.list(id) {
      guard try !take(item), let record = try RecordBody.record(item) else { continue }
      records.append(record)
      take(record)
      if case .outline(let found) = record { outline = found }
    }
    guard let outline, let concept else { return }
    var book = BookProject(id: id.text, brief: brief, concept: concept, outline: outline)
    for record in records { book.apply(record) }
    book.stale.removeAll { book.outline.chapter($0) == nil }
    self.book = book
  }

  /// Takes a record of the runner's own; false for the pipeline's.
  private mutating func take(_ item: StoredRecord) throws -> Bool {
    switch item.kind {
    case RunRecord.failedRounds: failedRounds = try RecordBody.read(item)
    case RunRecord.plan: plan = try RecordBody.read(item)
    case RunRecord.pending: pending = try RecordBody.read(item)
    case RunRecord.kept: kept.append(try RecordBody.read(item))
    default: return false
    }
    return true
  }

  private mutating func take(_ record: GenerationRecord) {
    switch record {
    case .landscape(let found): landscape = found
    case .argument(let found): argument = found
    case .concepts(let found): concepts = found
    case .outlineFindings(let found): outlineFindings = found
    case .continuity(let chapter, _, let found): continuity[chapter] = found
    default: break
    }
  }

  /// The concept that was chosen.
  package var concept: OctavoGeneration.Concept? {
    project.concept.flatMap { id in concepts.first { $0.id == id.text } }
  }

  /// The name of the concept whose outline stands or, before there is one, was asked for.
  package var chosen: String? { concept?.id ?? pending?.concept }

  /// The outline that stands, as it is kept when another takes its place.
  var standing: KeptOutline? {
    guard let plan, let book else { return nil }
    return KeptOutline(
      plan: plan, outline: book.outline, findings: outlineFindings, style: book.style)
  }

  /// How often an outline was asked for in the project.
  var lastOutline: Int {
    ([plan, pending].compactMap(\.self) + kept.map(\.plan)).map(\.version).max() ?? 0
  }
}

/// Records of the runner's own, beside the pipeline's.
enum RunRecord {
  static let failedRounds = "ideation-rounds"
  static let plan = "outline-plan"
  static let pending = "outline-pending"
  static let kept = "outline-kept"
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
