/// A part, chapter or section of a book's plan, with what stands below it.
package struct OutlineNode: Sendable, Hashable, Identifiable {
  /// What a node is.
  package enum Kind: String, Sendable, CaseIterable {
    case part, chapter, section

    /// Whether a node of this kind may stand directly below one of `parent`, or below none.
    package func mayStand(in parent: Kind?) -> Bool {
      switch self {
      case .part: parent == nil
      case .chapter: parent == nil || parent == .part
      case .section: parent == .chapter || parent == .section
      }
    }
  }

  package let id: NodeID
  package let kind: Kind
  package let plan: NodePlan
  /// The node it stands in; nil at the top.
  package let parent: NodeID?
  /// Place among its siblings, from 0.
  package let position: Int
  /// When it was dropped; nil while it is in the book.
  package let archived: Moment?
  /// The chapter that took its text in; nil unless it was merged.
  package let mergedInto: NodeID?
  /// In order.
  package var children: [OutlineNode] = []

  init(_ row: Fields) throws {
    id = try row.id("id")
    kind = try row.word("kind")
    plan = NodePlan(
      title: try row.text("title"), purpose: try row.text("purpose"), beats: try row.list("beats"),
      targetWords: try row.integer("target_words"), needs: try row.list("needs"),
      handsOver: try row.list("hands_over"), extra: try row.text("extra"))
    parent = try row.idIfAny("parent_id")
    position = try row.integer("position")
    archived = try row.momentIfAny("archived_at")
    mergedInto = try row.idIfAny("merged_into")
  }

  /// The chapters in and below this node, in reading order.
  package var chapters: [OutlineNode] {
    kind == .chapter ? [self] : children.flatMap(\.chapters)
  }
}

/// What a part, chapter or section is to be.
package struct NodePlan: Sendable, Hashable {
  package var title: String
  /// What it does for the book.
  package var purpose: String
  /// Events or arguments, in order.
  package var beats: [String]
  /// Words it should have; 0 where nobody said.
  package var targetWords: Int
  /// What it takes from what came before.
  package var needs: [String]
  /// What later ones may build on.
  package var handsOver: [String]
  /// Whatever else the pipeline keeps, a JSON object.
  package var extra: String

  package init(
    title: String, purpose: String = "", beats: [String] = [], targetWords: Int = 0,
    needs: [String] = [], handsOver: [String] = [], extra: String = "{}"
  ) {
    self.title = title
    self.purpose = purpose
    self.beats = beats
    self.targetWords = targetWords
    self.needs = needs
    self.handsOver = handsOver
    self.extra = extra
  }
}

/// A node as someone wants it: new where it has no name yet.
package struct OutlineDraft: Sendable, Hashable {
  package var id: NodeID?
  package var kind: OutlineNode.Kind
  package var plan: NodePlan
  package var children: [OutlineDraft]

  package init(
    id: NodeID? = nil, _ kind: OutlineNode.Kind, _ plan: NodePlan, children: [OutlineDraft] = []
  ) {
    self.id = id
    self.kind = kind
    self.plan = plan
    self.children = children
  }
}
