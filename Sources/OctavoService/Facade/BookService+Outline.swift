import OctavoBase
import OctavoGeneration
package import OctavoStore

extension BookService {
  /// The book's plan. Needs `project_read`.
  package func outline(
    _ id: ProjectID, by caller: Caller
  ) async throws(ServiceFault) -> OutlineDocument {
    try caller.require(.projectRead)
    try own(id, caller)
    return try document(id)
  }

  private func document(_ id: ProjectID) throws(ServiceFault) -> OutlineDocument {
    let stored = try Fault.asked { try StoredBook(id, in: store) }
    guard let outline = stored.book?.outline else { throw .notFound(.outline, id: id.text) }
    let states = try Fault.asked { try store.chapters.list(id) }
    return OutlineDocument(
      outline, Dictionary(states.map { ($0.id.text, $0.status.rawValue) }) { first, _ in first })
  }

  /// Puts an edited plan in place; chapters that are no longer in it go to the archive with their
  /// texts. Needs `project_write`.
  package func replaceOutline(
    _ id: ProjectID, with document: OutlineDocument, ifTag tag: StateTag? = nil, by caller: Caller
  ) async throws(ServiceFault) -> OutlineDocument {
    try caller.require(.projectWrite)
    try own(id, caller)
    let stored = try Fault.asked { try StoredBook(id, in: store) }
    guard let old = stored.book?.outline else { throw .notFound(.outline, id: id.text) }
    var reading = OutlineReading(old, newID: { store.freshID("n") })
    let outline = reading.outline(document)
    try reading.checks.settle()
    _ = try await Fault.awaited {
      try await OutlineEditor(store).replace(with: outline, of: id, by: caller.author) {
        if let tag, !tag.hasSeen(try self.document(id).tag) {
          throw ServiceFault.versionMismatch(current: 0)
        }
      }
    }
    return try self.document(id)
  }
}

extension OutlineDocument {
  init(_ outline: OctavoGeneration.Outline, _ states: [String: String]) {
    var index = 0
    parts = outline.parts.map { part in
      Part(
        id: part.id.text, title: part.title,
        chapters: part.chapters.map { chapter in
          defer { index += 1 }
          return Chapter(chapter, at: index, states[chapter.id.text] ?? "draft")
        })
    }
  }
}

extension OutlineDocument.Chapter {
  init(_ chapter: OctavoGeneration.Outline.Chapter, at index: Int, _ status: String) {
    self.init(id: chapter.id.text, title: chapter.title)
    purpose = chapter.purpose
    points = chapter.points
    orderIndex = index
    targetWords = chapter.targetWords
    self.status = status
    sections = chapter.sections.map { section in
      var shown = OutlineDocument.Section(id: section.id.text, title: section.title)
      shown.points = section.points
      shown.targetWords = section.targetWords
      return shown
    }
  }
}

/// Makes a plan of a document that was handed in: what it leaves out of things that are there
/// already stays as it is.
private struct OutlineReading {
  private let old: OctavoGeneration.Outline
  private let newID: () -> String
  private let known: [String: OctavoGeneration.Outline.Chapter]
  private var seen: Set<String> = []
  var checks = RequestChecks()

  /// Things of a kind that a plan may have.
  private static let most = 500

  init(_ old: OctavoGeneration.Outline, newID: @escaping () -> String) {
    self.old = old
    self.newID = newID
    known = Dictionary(old.chapters.map { ($0.id.text, $0) }) { first, _ in first }
  }

  mutating func outline(_ document: OutlineDocument) -> OctavoGeneration.Outline {
    let chapters = document.parts.flatMap(\.chapters)
    checks.number("/parts", document.parts.count, 1...Self.most)
    if chapters.isEmpty { checks.report("/parts", "no-chapter", "the plan has no chapter") }
    if chapters.count > Self.most {
      checks.report("/parts", "too-many", "the plan has more than \(Self.most) chapters")
    }
    guard checks.problems.isEmpty else { return old }
    return OctavoGeneration.Outline(
      parts: document.parts.enumerated().map {
        part($1, "/parts/\($0)", isOnly: document.parts.count == 1)
      })
  }

  private mutating func part(
    _ part: OutlineDocument.Part, _ place: String, isOnly: Bool
  ) -> OctavoGeneration.Outline.Part {
    checks.text(place + "/title", part.title, limit: 300, isRequired: !isOnly)
    let id = id(part.id, among: Set(old.parts.map(\.id.text)), place)
    return OctavoGeneration.Outline.Part(
      id: id, title: part.title,
      chapters: part.chapters.enumerated().map { chapter($1, place + "/chapters/\($0)") })
  }

  private mutating func chapter(
    _ chapter: OutlineDocument.Chapter, _ place: String
  ) -> OctavoGeneration.Outline.Chapter {
    checks.text(place + "/title", chapter.title, limit: 300)
    checks.text(place + "/purpose", chapter.purpose, limit: 4000, isRequired: false)
    checks.number(place + "/target_words", chapter.targetWords, 100...50_000)
    checks.number(place + "/sections", chapter.sections?.count, 0...Self.most)
    texts(chapter.points, place + "/points")
    let id = id(chapter.id, among: Set(known.keys), place)
    let before = known[id.text]
    var made = OctavoGeneration.Outline.Chapter(
      id: id, title: chapter.title, purpose: chapter.purpose ?? before?.purpose ?? "",
      points: chapter.points ?? before?.points ?? [],
      targetWords: chapter.targetWords ?? before?.targetWords ?? OutlineLimits.usual)
    made.needs = before?.needs ?? []
    made.gives = before?.gives ?? []
    let sections = chapter.sections?.prefix(Self.most).enumerated().map { place2, section in
      self.section(section, before, made.targetWords, place + "/sections/\(place2)")
    }
    made.sections = sections ?? before?.sections ?? []
    return made
  }

  private mutating func section(
    _ section: OutlineDocument.Section, _ chapter: OctavoGeneration.Outline.Chapter?,
    _ words: Int, _ place: String
  ) -> OctavoGeneration.Outline.Section {
    checks.text(place + "/title", section.title, limit: 300)
    checks.number(place + "/target_words", section.targetWords, 50...50_000)
    texts(section.points, place + "/points")
    let all = old.chapters.flatMap(\.sections)
    let id = id(section.id, among: Set(all.map(\.id.text)), place)
    let before = all.first { $0.id == id }
    return OctavoGeneration.Outline.Section(
      id: id, title: section.title, points: section.points ?? before?.points ?? [],
      targetWords: section.targetWords ?? before?.targetWords ?? max(100, words / 3))
  }

  private mutating func texts(_ texts: [String]?, _ place: String) {
    guard let texts else { return }
    checks.number(place, texts.count, 0...100)
    for (index, text) in texts.prefix(100).enumerated() {
      checks.text(place + "/\(index)", text, limit: 2000)
    }
  }

  /// The name that was given, where it is known and stands once; a new one where none was.
  private mutating func id(
    _ given: String?, among known: Set<String>, _ place: String
  ) -> OctavoGeneration.NodeID {
    guard let given else { return OctavoGeneration.NodeID(newID()) }
    if !known.contains(given) {
      let near = NearestName.of(given, in: known).map { "did you mean “\($0)”?" }
      checks.report(
        place + "/id", "unknown-id", "the plan has no “\(given.prefix(64))” of this kind",
        hint: near ?? "leave the id out for something new")
    } else if !seen.insert(given).inserted {
      checks.report(place + "/id", "doubled-id", "“\(given)” stands in the plan twice")
    }
    return OctavoGeneration.NodeID(given)
  }
}
