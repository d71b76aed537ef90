import OctavoBase
package import OctavoGeneration
package import OctavoStore

/// What a record of the pipeline means for the tables that people and exports read.
struct RecordMeaning {
  /// Learnt since the chapter's text was whole; they come before the record that ends it.
  private var summaries: [OctavoGeneration.NodeID: String] = [:]
  private var facts: [OctavoGeneration.NodeID: [OctavoGeneration.Fact]] = [:]

  mutating func effects(of record: GenerationRecord) throws -> [RecordEffect] {
    switch record {
    case .landscape, .argument, .piece: return []
    case .concepts(let concepts): return [.concepts(concepts.map(Self.named))]
    case .outline(let outline): return [.outline(OutlineRowsOf.drafts(outline))]
    case .outlineFindings(let findings):
      return [.findings(.outline, nil, findings.map(Self.draft))]
    case .chapter(let version): return try effects(of: version)
    case .summary(let summary):
      summaries[summary.chapter] = summary.text
      return []
    case .facts(let chapter, _, let found):
      facts[chapter] = found
      return []
    case .continuity(let chapter, _, let findings):
      let drafts = try findings.map { try Self.draft($0, chapter) }
      return [.findings(.continuity, chapter.stored, drafts)]
    case .style(let style): return [.style(try RecordBody.json(style))]
    case .stale(let chapters, _): return [.stale(chapters.map(\.stored))]
    }
  }

  private func effects(
    of version: OctavoGeneration.ChapterVersion
  ) throws -> [RecordEffect] {
    let id = version.chapter.stored
    switch version.status {
    case .draft: return []
    case .writing, .written: return [.working(id, reason: nil)]
    case .partial: return [.working(id, reason: "it is written in part: \(version.words) words")]
    case .done:
      let finished = FinishedChapter(
        id, number: version.version, content: version.content, wordCount: version.words,
        origin: version.origin.stored, summary: summaries[version.chapter],
        facts: (facts[version.chapter] ?? []).map(Self.draft))
      let findings = version.findings.map {
        FindingDraft(.quality, .warning, $0.code, $0.message, node: id)
      }
      return [.finished(finished), .findings(.quality, id, findings)]
    }
  }

  private static func named(_ concept: OctavoGeneration.Concept) -> NamedConcept {
    NamedConcept(
      ConceptID(concept.id),
      OctavoStore.ConceptDraft(
        title: concept.title, tagline: concept.tagline, audience: concept.audience,
        thesis: concept.thesis, difference: concept.difference))
  }

  private static func draft(_ finding: OutlineFinding) -> FindingDraft {
    FindingDraft(.outline, .warning, finding.code, finding.message, node: finding.chapter?.stored)
  }

  private static func draft(
    _ finding: ContinuityFinding, _ chapter: OctavoGeneration.NodeID
  ) throws -> FindingDraft {
    FindingDraft(
      .continuity, .warning, "chapter.continuity", finding.message, node: chapter.stored,
      evidence: try RecordBody.json(finding))
  }

  private static func draft(_ fact: OctavoGeneration.Fact) -> FactDraft {
    FactDraft(
      entity: fact.entity, predicate: fact.attribute, value: fact.value,
      paragraph: max(0, fact.paragraph - 1), evidence: fact.evidence)
  }
}

extension VersionOrigin {
  /// The store's word for it.
  var stored: OctavoStore.ChapterVersion.Origin {
    switch self {
    case .generated: .generated
    case .edited: .edited
    case .merged: .merged
    }
  }
}

extension OctavoGeneration.NodeID {
  /// The node's name in the store: the same.
  package var stored: OctavoStore.NodeID { OctavoStore.NodeID(text) }
}

/// The pipeline's outline as the store's tree.
enum OutlineRowsOf {
  static func drafts(_ outline: OctavoGeneration.Outline) -> [OctavoStore.OutlineDraft] {
    outline.parts.flatMap { part -> [OctavoStore.OutlineDraft] in
      let chapters = part.chapters.map(draft)
      // A book without parts has one without a title.
      guard !part.title.isEmpty else { return chapters }
      return [
        OctavoStore.OutlineDraft(
          id: part.id.stored, .part, NodePlan(title: part.title), children: chapters)
      ]
    }
  }

  private static func draft(_ chapter: OctavoGeneration.Outline.Chapter) -> OctavoStore.OutlineDraft
  {
    let plan = NodePlan(
      title: chapter.title, purpose: chapter.purpose, beats: chapter.points,
      targetWords: max(0, chapter.targetWords), needs: chapter.needs, handsOver: chapter.gives)
    let sections = chapter.sections.map { section in
      OctavoStore.OutlineDraft(
        id: section.id.stored, .section,
        NodePlan(
          title: section.title, beats: section.points, targetWords: max(0, section.targetWords)))
    }
    return OctavoStore.OutlineDraft(id: chapter.id.stored, .chapter, plan, children: sections)
  }
}
