import OctavoGeneration
import OctavoService
import OctavoStore

/// A whole project as `octavo show` prints it.
struct ProjectView {
  private let stored: StoredBook
  private let summary: ProjectSummary
  private let report: CostReport
  /// The findings that concern the book as it stands.
  private let findings: [StoredFinding]

  init(_ stored: StoredBook, _ store: Store) throws {
    self.stored = stored
    summary = try store.projects.summary(stored.project.id)
    report = try store.ledger.report(stored.project.id)
    let known = Set((stored.book?.outline.allIDs ?? []).map(\.text))
    findings = try store.findings.list(stored.project.id).filter { finding in
      finding.draft.node.map { known.contains($0.text) } ?? true
    }
  }

  var text: String {
    var text = ProjectText.list(stored.concepts, of: stored.project.id)
    text += "\nstate: \(stored.project.state.rawValue)"
    text += stored.project.failure.map { " (\($0))" } ?? ""
    text += "\n"
    if let book = stored.book {
      text += "\n\(book.concept.title)\n" + ProjectText.list(book.outline, book)
    }
    text += kept
    for finding in findings { text += note(finding) }
    return text + "\n" + ProjectText.table(report)
  }

  /// Outlines that stood before, by number.
  private var kept: String {
    stored.kept.map { outline in
      let concept = stored.concepts.firstIndex { $0.id == outline.plan.concept }.map { $0 + 1 }
      return "outline \(outline.plan.version) is kept: \(outline.outline.chapters.count) chapters, "
        + "concept \(concept ?? 0); --back \(outline.plan.version) takes it back\n"
    }.joined()
  }

  private func note(_ finding: StoredFinding) -> String {
    let place = place(finding.draft.node).map { "\($0): " } ?? ""
    var text = "note: \(place)\(finding.draft.message) [\(finding.draft.code)]\n"
    if let evidence = evidence(finding) {
      text += "  paragraph \(evidence.paragraph): “\(evidence.evidence)”\n"
    }
    return text
  }

  /// `3 “Ebb”` for a chapter.
  private func place(_ node: OctavoStore.NodeID?) -> String? {
    guard let node, let outline = stored.book?.outline,
      let index = outline.index(of: OctavoGeneration.NodeID(node.text))
    else { return nil }
    return "\(index + 1) “\(outline.chapters[index].title)”"
  }

  private func evidence(_ finding: StoredFinding) -> ContinuityFinding? {
    guard finding.draft.kind == .continuity, let node = finding.draft.node else { return nil }
    return stored.continuity[OctavoGeneration.NodeID(node.text)]?
      .first { $0.message == finding.draft.message }
  }

  var json: JSONValue {
    get throws {
      .object([
        ("project", ProjectText.json(summary)),
        ("concepts", ProjectText.json(stored.concepts)),
        ("outline", try stored.book.map { .verbatim(try $0.outline.json()) } ?? .null),
        (
          "kept_outlines",
          .array(
            stored.kept.map {
              .object([
                ("version", .number(Double($0.plan.version))),
                ("concept", .string($0.plan.concept)),
                ("chapters", .number(Double($0.outline.chapters.count))),
              ])
            })
        ),
        ("findings", .array(findings.map(json))),
        ("costs", ProjectText.json(report)),
      ])
    }
  }

  private func json(_ finding: StoredFinding) -> JSONValue {
    .object([
      ("code", .string(finding.draft.code)), ("message", .string(finding.draft.message)),
      ("node", finding.draft.node.map { .string($0.text) } ?? .null),
      ("evidence", .verbatim(finding.draft.evidence)),
    ])
  }
}
