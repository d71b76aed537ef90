import OctavoBase
import OctavoTestSupport
import Testing

@testable import OctavoStore

/// Editing a plan never costs a word of text.
@Suite("Outline")
struct OutlineTests {
  /// Titles in reading order, indented by depth.
  private static func dump(_ nodes: [OutlineNode], _ depth: Int = 0) -> [String] {
    nodes.flatMap { node in
      [String(repeating: " ", count: depth) + node.plan.title] + dump(node.children, depth + 1)
    }
  }

  @Test("an outline comes back as it was given, with names that stay")
  func keepsAll() throws {
    let test = try TestStore()
    let plan = NodePlan(
      title: "Ångström “quoted”", purpose: "why", beats: ["one", "two, \"three\""],
      targetWords: 2500, needs: ["a"], handsOver: ["b", "c"], extra: #"{"tone":"dry"}"#)
    let tree = try test.store.outline.set(
      [OutlineDraft(.chapter, plan, children: [OutlineDraft(.section, NodePlan(title: "S"))])],
      under: test.lease)
    #expect(tree[0].plan == plan)
    #expect(try test.store.outline.tree(test.project) == tree)
    let status = try test.store.chapters.find(tree[0].id)
    #expect(status.status == .draft)
    #expect(status.attempt == 0)
    #expect(try test.store.outline.project(of: tree[0].id) == test.project)
  }

  @Test("chapters are numbered in reading order, through all parts")
  func chaptersAreInOrder() throws {
    let test = try TestStore()
    try test.outline()
    let titles = try test.store.outline.chapters(test.project).map(\.plan.title)
    #expect(titles == ["One", "Two", "Three"])
    #expect(try test.store.chapters.list(test.project).map(\.id) == test.chapters())
  }

  @Test("nodes can be moved within and between parents, to any place")
  func moves() throws {
    let test = try TestStore()
    let tree = try test.outline()
    let (part, chapters) = (tree[0].id, try test.chapters())
    var moved = try test.store.outline.move(chapters[2], in: part, at: 0, under: test.lease)
    #expect(moved.flatMap(\.chapters).map(\.plan.title) == ["Three", "One", "Two"])
    moved = try test.store.outline.move(chapters[2], in: part, at: 99, under: test.lease)
    #expect(moved.flatMap(\.chapters).map(\.plan.title) == ["One", "Two", "Three"])
    moved = try test.store.outline.move(chapters[1], in: nil, at: -5, under: test.lease)
    #expect(
      Self.dump(moved).filter { !$0.contains(" i") } == ["Two", "First Part", " One", " Three"])
    #expect(try test.store.check() == [])
  }

  @Test("what cannot stand somewhere is refused, and nothing changes")
  func refusesMisplaced() throws {
    let test = try TestStore()
    let tree = try test.outline()
    let (outline, lease) = (test.store.outline, test.lease)
    let (part, chapter, section) = (tree[0].id, tree[1].id, tree[1].children[0].id)
    let verbs: [(String, () throws -> Void)] = [
      ("outline.misplaced", { _ = try outline.move(part, in: chapter, at: 0, under: lease) }),
      ("outline.misplaced", { _ = try outline.move(section, in: nil, at: 0, under: lease) }),
      ("outline.circular", { _ = try outline.move(section, in: section, at: 0, under: lease) }),
      (
        "outline.misplaced",
        {
          _ = try outline.add(OutlineDraft(.part, NodePlan(title: "P")), in: part, under: lease)
        }
      ),
      (
        "outline.doubled",
        {
          let draft = OutlineDraft(id: chapter, .chapter, NodePlan(title: "x"))
          _ = try outline.set([draft, draft], under: lease)
        }
      ),
      (
        "outline.other-kind",
        {
          _ = try outline.set(
            [OutlineDraft(id: chapter, .part, NodePlan(title: "x"))], under: lease)
        }
      ),
      (
        "outline.target-words",
        {
          _ = try outline.change(chapter, under: lease) { $0.targetWords = -1 }
        }
      ),
      ("store.no-such-outline node", { _ = try outline.drop(NodeID("n0"), under: lease) }),
    ]
    for (code, verb) in verbs { #expect(failure(verb)?.code == code) }
    #expect(try outline.tree(test.project) == tree)
  }

  @Test("a misspelt name gives a hint")
  func hintsAtNames() throws {
    let test = try TestStore()
    try test.outline()
    let id = try test.chapters()[0]
    let misspelt = NodeID(String(id.text.dropLast()) + "#")
    let error = failure { _ = try test.store.outline.drop(misspelt, under: test.lease) }
    #expect(error?.diagnostics.first?.hints == ["did you mean \(id.text)?"])
    let other = ProjectID(test.project.text + "x")
    let unknown = failure { _ = try test.store.projects.find(other) }
    #expect(unknown?.kind == .missingInput)
    #expect(unknown?.diagnostics.first?.hints == ["did you mean \(test.project.text)?"])
  }

  @Test("a chapter can be renamed and added, and its text does not care")
  func renamesAndAdds() throws {
    let test = try TestStore()
    let tree = try test.outline()
    let chapters = try test.chapters()
    try test.write(chapters[0], "Text of one.")
    _ = try test.store.outline.rename(chapters[0], to: "Uno", under: test.lease)
    let added = try test.store.outline.add(
      OutlineDraft(.chapter, NodePlan(title: "New")), in: tree[0].id, at: 0, under: test.lease)
    #expect(added.flatMap(\.chapters).map(\.plan.title) == ["New", "Uno", "Two", "Three"])
    #expect(try test.store.chapters.text(chapters[0])?.content == "Text of one.")
    #expect(try test.store.chapters.find(chapters[0]).status == .written)
  }

  @Test("a dropped chapter keeps its text, and comes back with it")
  func dropsAndRestores() throws {
    let test = try TestStore()
    let tree = try test.outline()
    let chapters = try test.chapters()
    try test.write(chapters[0], "Text of one.")
    let without = try test.store.outline.drop(chapters[0], under: test.lease)
    #expect(without.flatMap(\.chapters).map(\.plan.title) == ["Two", "Three"])
    #expect(try test.store.chapters.text(chapters[0])?.content == "Text of one.")
    #expect(try test.store.outline.archive(test.project).contains { $0.id == chapters[0] })
    test.clock.advance(seconds: 5)
    _ = try test.store.outline.drop(tree[0].id, under: test.lease)
    let back = try test.store.outline.restore(chapters[0], under: test.lease)
    #expect(back.flatMap(\.chapters).map(\.plan.title) == ["Three", "One"])
    #expect(back[1].children.count == 2)
    let whole = try test.store.outline.restore(tree[0].id, under: test.lease)
    #expect(whole.flatMap(\.chapters).map(\.plan.title) == ["Three", "One", "Two"])
    #expect(try test.store.check() == [])
  }

  @Test("a whole new outline keeps what it names, adds the new, and archives the rest")
  func replacesAll() throws {
    let test = try TestStore()
    let tree = try test.outline()
    let chapters = try test.chapters()
    try test.write(chapters[1], "Text of two.")
    let section = tree[0].children[1].children[0].id
    let drafts = [
      OutlineDraft(
        .part, NodePlan(title: "New Part"),
        children: [
          OutlineDraft(
            id: chapters[1], .chapter, NodePlan(title: "Two again"),
            children: [OutlineDraft(id: section, .section, NodePlan(title: "kept"))]),
          OutlineDraft(.chapter, NodePlan(title: "Four")),
        ])
    ]
    let new = try test.store.outline.set(drafts, under: test.lease)
    #expect(Self.dump(new) == ["New Part", " Two again", "  kept", " Four"])
    #expect(new[0].children[0].id == chapters[1])
    #expect(try test.store.chapters.text(chapters[1])?.content == "Text of two.")
    #expect(try test.store.outline.archive(test.project).count == 8)
    #expect(try test.store.check() == [])
  }

  @Test("findings of a new check take the place of the old ones, which stay on record")
  func findings() throws {
    let test = try TestStore()
    try test.outline()
    let chapter = try test.chapters()[0]
    let first = FindingDraft(.outline, .warning, "outline.gap", "A gap", node: chapter)
    let other = FindingDraft(.continuity, .error, "continuity.eyes", "Eyes changed")
    try test.store.findings.replace(.outline, with: [first], under: test.lease)
    try test.store.findings.replace(.continuity, with: [other], under: test.lease)
    let second = FindingDraft(.outline, .note, "outline.slow", "Slow", evidence: "[1]")
    try test.store.findings.replace(.outline, with: [second], under: test.lease)
    let open = try test.store.findings.list(test.project)
    #expect(open.map(\.draft) == [other, second])
    #expect(
      try test.store.findings.list(test.project, kind: .outline, includingResolved: true).count == 2
    )
    try test.store.findings.resolve(open[0].id, under: test.lease)
    #expect(try test.store.findings.list(test.project).map(\.draft) == [second])
  }
}
