/// A book in the making, as it is stored: what a run starts from and goes on from.
package struct BookProject: Sendable, Equatable {
  package let id: String
  package var brief: ProjectBrief
  package var concept: Concept
  package var outline: Outline
  /// The versions of chapters: of each the latest that is done, and one that is in work.
  package var chapters: [ChapterVersion]
  /// Pieces of versions that are not whole yet.
  package var pieces: [ChapterPiece]
  package var summaries: [ChapterSummary]
  package var ledger: FactLedger
  package var style: ProseStyle?
  /// Chapters that lean on one that was written anew.
  package var stale: [NodeID]

  package init(
    id: String, brief: ProjectBrief, concept: Concept, outline: Outline,
    chapters: [ChapterVersion] = [], pieces: [ChapterPiece] = [],
    summaries: [ChapterSummary] = [], ledger: FactLedger = FactLedger(), style: ProseStyle? = nil,
    stale: [NodeID] = []
  ) {
    self.id = id
    self.brief = brief
    self.concept = concept
    self.outline = outline
    self.chapters = chapters
    self.pieces = pieces
    self.summaries = summaries
    self.ledger = ledger
    self.style = style
    self.stale = stale
  }

  /// The latest version of a chapter, done or in work.
  package func latest(of id: NodeID) -> ChapterVersion? {
    chapters.filter { $0.chapter == id }.max { $0.version < $1.version }
  }

  /// The version that stands in the book: the latest that is done or that a person made, else what
  /// there is.
  package func standing(of id: NodeID) -> ChapterVersion? {
    let versions = chapters.filter { $0.chapter == id }
    let done = versions.filter(\.replacesEarlier)
    return (done.isEmpty ? versions : done).max { $0.version < $1.version }
  }

  package func status(of id: NodeID) -> ChapterStatus { latest(of: id)?.status ?? .draft }

  /// Whether every chapter is whole, summed up and checked.
  package var isDone: Bool { outline.chapters.allSatisfy { status(of: $0.id) == .done } }

  /// What the chapters in the book say: what others said, that were dropped or belong to another
  /// outline, does not hold in it.
  package var established: FactLedger {
    let chapters = Set(outline.chapters.map(\.id))
    return FactLedger(ledger.facts.filter { chapters.contains($0.chapter) })
  }

  /// Words that stand in the book.
  package var words: Int {
    outline.chapters.reduce(0) { $0 + (standing(of: $1.id)?.words ?? 0) }
  }

  /// What to ask for to have a chapter written anew: the version after the one that is done, or that
  /// a person made. One in work is gone on with, unless it was begun on other instructions.
  package func regeneration(of id: NodeID, instructions: String = "") -> ChapterRequest {
    guard let latest = latest(of: id) else { return ChapterRequest(chapter: id, version: 1) }
    let isOther = !instructions.isEmpty && latest.instructions != instructions
    let next = latest.replacesEarlier || isOther ? 1 : 0
    return ChapterRequest(chapter: id, version: latest.version + next)
  }

  /// Takes a saved record in, as a store does that is read again. What belongs to no chapter is
  /// left aside.
  package mutating func apply(_ record: GenerationRecord) {
    switch record {
    case .landscape, .argument, .concepts, .outlineFindings, .continuity: break
    case .outline(let outline): self.outline = outline
    case .piece(let piece):
      pieces.removeAll {
        $0.chapter == piece.chapter && $0.unit == piece.unit && $0.version == piece.version
      }
      pieces.append(piece)
    case .chapter(let version):
      let isDone = version.status == .done
      chapters.removeAll {
        $0.chapter == version.chapter
          && (version.replacesEarlier
            ? $0.version <= version.version : $0.version == version.version)
      }
      chapters.append(version)
      if isDone { stale.removeAll { $0 == version.chapter } }
      if version.replacesEarlier {
        pieces.removeAll {
          $0.chapter == version.chapter && (isDone || $0.version < version.version)
        }
      }
    case .summary(let summary):
      summaries.removeAll { $0.chapter == summary.chapter }
      summaries.append(summary)
    case .facts(let chapter, _, let facts): ledger.replace(chapter: chapter, with: facts)
    case .style(let style): self.style = style
    case .stale(let ids, _): stale += ids.filter { !stale.contains($0) }
    }
  }

  /// All that writing a version of a chapter rests on.
  package func task(
    for chapter: Outline.Chapter, version number: Int, instructions: String = ""
  ) -> ChapterTask {
    let current = chapters.first { $0.chapter == chapter.id && $0.version == number }
    var task = ChapterTask(
      project: id, brief: brief, concept: concept, outline: outline, chapter: chapter,
      version: number, round: current?.failedRounds ?? 0)
    task.pieces = pieces.filter { $0.chapter == chapter.id && $0.version == number }
    task.standing = current?.content ?? ""
    task.written = current?.status == .written ? current?.content : nil
    task.origin = current?.origin ?? .generated
    task.instructions = instructions.isEmpty ? current?.instructions ?? "" : instructions
    task.callNames = current?.callNames ?? [:]
    task.ledger = established
    task.style = style
    let index = outline.index(of: chapter.id) ?? 0
    for (place, other) in outline.chapters.enumerated() where other.id != chapter.id {
      guard let text = standing(of: other.id)?.content, !text.isEmpty else { continue }
      task.earlierText.add(text)
      if place < index { task.lastWords = text }
    }
    task.earlier = outline.chapters[..<index].compactMap { other in
      summaries.last { $0.chapter == other.id }
        .map { EarlierChapter(title: other.title, summary: $0.text) }
    }
    return task
  }
}

/// A version of a chapter that is to be written.
package struct ChapterRequest: Sendable, Equatable, Codable {
  package let chapter: NodeID
  package let version: Int

  package init(chapter: NodeID, version: Int) {
    self.chapter = chapter
    self.version = version
  }
}
