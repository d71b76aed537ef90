import GRDB
import OctavoBase

/// One project's live nodes during one transaction: the edits' working copy and their way back.
struct OutlineRows {
  let project: ProjectID
  let db: Database
  /// Nil where nothing will be written.
  private let store: Store?
  private(set) var nodes: [NodeID: OutlineNode] = [:]
  /// Names in order, by parent.
  private var order: [NodeID?: [NodeID]] = [:]

  init(_ project: ProjectID, _ db: Database, _ store: Store? = nil) throws {
    self.project = project
    self.db = db
    self.store = store
    try load()
  }

  private mutating func load() throws {
    (nodes, order) = ([:], [:])
    let live = try db.rows(
      """
      SELECT * FROM outline_nodes WHERE project_id = ? AND archived_at IS NULL
      ORDER BY position, id
      """, [project.text]
    ) { try OutlineNode($0) }
    for node in live {
      nodes[node.id] = node
      order[node.parent, default: []].append(node.id)
    }
  }

  /// The nodes below `parent` with all below them.
  func tree(below parent: NodeID? = nil) -> [OutlineNode] {
    children(of: parent).compactMap { id in
      guard var node = nodes[id] else { return nil }
      node.children = tree(below: id)
      return node
    }
  }

  func children(of parent: NodeID?) -> [NodeID] { order[parent] ?? [] }

  /// A node of this project that is in the book.
  func live(_ id: NodeID) throws -> OutlineNode {
    guard let node = nodes[id] else {
      throw StoreFault.missing("outline node", id.text, among: nodes.keys.map(\.text).sorted())
    }
    return node
  }

  // MARK: Edits

  mutating func set(_ drafts: [OutlineDraft]) throws {
    var kept: Set<NodeID> = []
    try collect(drafts, into: &kept)
    let gone = tree().flatMap(\.withDescendants).filter { !kept.contains($0.id) }
    try place(drafts, in: nil, kind: nil)
    // What is left below an archived node goes with it; what was moved away no longer is.
    try load()
    for node in gone where nodes[node.id] != nil { try archive(node.id, mergedInto: nil) }
    try renumber()
  }

  mutating func add(_ draft: OutlineDraft, in parent: NodeID?, at position: Int) throws {
    let kind = try parent.map { try live($0).kind }
    guard draft.id == nil else {
      throw Self.refused("outline.named-draft", "a node that is added gets its name from the store")
    }
    let id = try place(draft, in: parent, kind: kind, at: Int(Int32.max))
    try load()
    try reorder(id, in: parent, at: position)
  }

  mutating func move(_ id: NodeID, in parent: NodeID?, at position: Int) throws {
    let node = try live(id)
    let kind = try parent.map { try live($0).kind }
    guard node.kind.mayStand(in: kind) else { throw Self.misplaced(node.kind, in: kind) }
    var above = parent
    while let next = above {
      guard next != id else {
        throw Self.refused("outline.circular", "a \(node.kind.rawValue) cannot stand in itself")
      }
      above = nodes[next]?.parent
    }
    try db.run(
      "UPDATE outline_nodes SET parent_id = ? WHERE id = ?", [parent?.text, id.text])
    try load()
    try reorder(id, in: parent, at: position)
  }

  mutating func archive(_ id: NodeID, mergedInto other: NodeID?) throws {
    guard let store else { return }
    let all = ([try live(id)] + tree(below: id)).flatMap(\.withDescendants)
    for node in all {
      try db.run(
        "UPDATE outline_nodes SET archived_at = ?, merged_into = ? WHERE id = ?",
        [store.now.milliseconds, node.id == id ? other?.text : nil, node.id.text])
    }
    try load()
    try renumber()
  }

  mutating func restore(_ id: NodeID) throws {
    let found = try db.first(
      "SELECT * FROM outline_nodes WHERE id = ? AND project_id = ?", [id.text, project.text]
    ) { try OutlineNode($0) }
    guard let node = found else { throw StoreFault.missing("outline node", id.text) }
    guard let archived = node.archived else { return }
    let parent = node.parent.flatMap { nodes[$0] == nil ? nil : $0 }
    guard node.kind.mayStand(in: parent.flatMap { nodes[$0]?.kind }) else {
      throw Self.refused(
        "outline.no-place", "the chapter this section stood in is not in the book",
        hints: ["restore the chapter"])
    }
    // What was archived by the same edit comes back with it.
    try db.run(
      """
      WITH RECURSIVE below (id) AS (
        VALUES (?1) UNION
        SELECT n.id FROM outline_nodes n JOIN below b ON n.parent_id = b.id
          WHERE n.archived_at = ?2)
      UPDATE outline_nodes SET archived_at = NULL, merged_into = NULL
        WHERE id IN (SELECT id FROM below)
      """, [id.text, archived.milliseconds])
    try db.run("UPDATE outline_nodes SET parent_id = ? WHERE id = ?", [parent?.text, id.text])
    try load()
    try reorder(id, in: parent, at: .max)
  }

  func write(_ plan: NodePlan, of id: NodeID) throws {
    guard (0...Int(Int32.max)).contains(plan.targetWords) else {
      throw Self.refused(
        "outline.target-words", "a target of \(plan.targetWords) words cannot be kept")
    }
    try db.run(
      """
      UPDATE outline_nodes SET title = ?, purpose = ?, beats = ?, target_words = ?, needs = ?,
        hands_over = ?, extra = ? WHERE id = ?
      """, plan.arguments + [id.text])
  }

  /// Puts a node at a place among its siblings and numbers them all anew.
  mutating func reorder(_ id: NodeID, in parent: NodeID?, at position: Int) throws {
    var siblings = children(of: parent).filter { $0 != id }
    siblings.insert(id, at: min(max(position, 0), siblings.count))
    order[parent] = siblings
    try renumber()
  }
}

// MARK: Writing drafts

extension OutlineRows {
  /// The names in `drafts`; each must be a live node of the project, of the same kind, and once.
  private func collect(_ drafts: [OutlineDraft], into kept: inout Set<NodeID>) throws {
    for draft in drafts {
      if let id = draft.id {
        let node = try live(id)
        guard node.kind == draft.kind else {
          throw Self.refused(
            "outline.other-kind",
            "\(id.text) is a \(node.kind.rawValue), not a \(draft.kind.rawValue)")
        }
        guard kept.insert(id).inserted else {
          throw Self.refused("outline.doubled", "\(id.text) stands in the outline twice")
        }
      }
      try collect(draft.children, into: &kept)
    }
  }

  private func place(
    _ drafts: [OutlineDraft], in parent: NodeID?, kind: OutlineNode.Kind?
  ) throws {
    for (position, draft) in drafts.enumerated() {
      try place(draft, in: parent, kind: kind, at: position)
    }
  }

  @discardableResult
  private func place(
    _ draft: OutlineDraft, in parent: NodeID?, kind: OutlineNode.Kind?, at position: Int
  ) throws -> NodeID {
    guard draft.kind.mayStand(in: kind) else { throw Self.misplaced(draft.kind, in: kind) }
    let id = try draft.id ?? insert(draft.kind)
    try write(draft.plan, of: id)
    try db.run(
      "UPDATE outline_nodes SET parent_id = ?, position = ? WHERE id = ?",
      [parent?.text, position, id.text])
    try place(draft.children, in: id, kind: draft.kind)
    return id
  }

  /// A node without contents or place.
  private func insert(_ kind: OutlineNode.Kind) throws -> NodeID {
    guard let store else { throw StoreFault.defect("an outline was changed while it was read") }
    let (id, time): (NodeID, Int64) = (store.newID("n"), store.now.milliseconds)
    try db.run(
      """
      INSERT INTO outline_nodes (id, project_id, kind, position, title, purpose, beats,
        target_words, needs, hands_over, extra, created_at)
      VALUES (?, ?, ?, 0, '', '', '[]', 0, '[]', '[]', '{}', ?)
      """, [id.text, project.text, kind.rawValue, time])
    if kind == .chapter {
      try db.run(
        "INSERT INTO chapters (node_id, status, updated_at) VALUES (?, 'draft', ?)",
        [id.text, time])
    }
    return id
  }

  private func renumber() throws {
    for (id, node) in nodes {
      guard let position = children(of: node.parent).firstIndex(of: id) else { continue }
      guard position != node.position else { continue }
      try db.run("UPDATE outline_nodes SET position = ? WHERE id = ?", [position, id.text])
    }
  }

  static func misplaced(_ kind: OutlineNode.Kind, in parent: OutlineNode.Kind?) -> OctavoError {
    let place = parent.map { "in a \($0.rawValue)" } ?? "at the top of the outline"
    return refused(
      "outline.misplaced", "a \(kind.rawValue) cannot stand \(place)",
      hints: ["parts hold chapters, chapters hold sections, and sections hold sections"])
  }

  static func refused(_ code: String, _ words: String, hints: [String] = []) -> OctavoError {
    OctavoError(.badInput, code, words, hints: hints)
  }
}

extension NodePlan {
  /// In the order of the columns from `title` to `extra`.
  fileprivate var arguments: StatementArguments {
    [
      StoredText.of(title), StoredText.of(purpose), TextList.json(beats), targetWords,
      TextList.json(needs), TextList.json(handsOver), extra,
    ]
  }
}

extension OutlineNode {
  /// The node and all below it, parents first.
  var withDescendants: [OutlineNode] { [self] + children.flatMap(\.withDescendants) }
}
