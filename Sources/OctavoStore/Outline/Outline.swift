import GRDB
package import OctavoBase

extension Store {
  /// The plans of books.
  package var outline: Outline { Outline(store: self) }
}

/// Verbs about parts, chapters and sections.
///
/// Nothing here deletes text: what leaves the plan is archived with all its versions, and can be
/// restored.
package struct Outline: Sendable {
  let store: Store

  /// A project's plan as a tree, in reading order.
  package func tree(_ project: ProjectID) throws(OctavoError) -> [OutlineNode] {
    try store.read { db in
      try store.requireProject(project, db)
      return try OutlineRows(project, db).tree()
    }
  }

  /// A project's chapters in reading order.
  package func chapters(_ project: ProjectID) throws(OctavoError) -> [OutlineNode] {
    try tree(project).flatMap(\.chapters)
  }

  /// What was dropped or merged away, the latest first, without its children.
  package func archive(_ project: ProjectID) throws(OctavoError) -> [OutlineNode] {
    try store.read { db in
      try store.requireProject(project, db)
      return try db.rows(
        """
        SELECT * FROM outline_nodes WHERE project_id = ? AND archived_at IS NOT NULL
        ORDER BY archived_at DESC, position, id
        """, [project.text]
      ) { try OutlineNode($0) }
    }
  }

  /// One node of any project, archived or not, without its children.
  package func node(_ id: NodeID) throws(OctavoError) -> OutlineNode {
    try store.read { db in
      let found = try db.first("SELECT * FROM outline_nodes WHERE id = ?", [id.text]) { row in
        try OutlineNode(row)
      }
      guard let found else { throw StoreFault.missing("outline node", id.text) }
      return found
    }
  }

  /// The project a node belongs to.
  package func project(of id: NodeID) throws(OctavoError) -> ProjectID {
    try store.read { db in
      let found: ProjectID? = try db.first(
        "SELECT project_id FROM outline_nodes WHERE id = ?", [id.text]
      ) { try $0.id("project_id") }
      guard let found else { throw StoreFault.missing("outline node", id.text) }
      return found
    }
  }

  /// Makes the plan be `drafts`: nodes with a name are kept and changed, those without are new, and
  /// those not mentioned are archived.
  package func set(
    _ drafts: [OutlineDraft], announcing event: NewEvent? = nil, under lease: ProjectLease
  ) throws(OctavoError) -> [OutlineNode] {
    try edit(lease) { rows in
      try rows.set(drafts)
      try store.announce(event, lease.project, rows.db)
    }
  }

  /// Adds a node, with what stands below it, at a place among its siblings.
  package func add(
    _ draft: OutlineDraft, in parent: NodeID? = nil, at position: Int = .max,
    under lease: ProjectLease
  ) throws(OctavoError) -> [OutlineNode] {
    try edit(lease) { rows in try rows.add(draft, in: parent, at: position) }
  }

  /// Changes what a node is to be, its title among it.
  package func change(
    _ id: NodeID, under lease: ProjectLease, _ change: (inout NodePlan) -> Void
  ) throws(OctavoError) -> [OutlineNode] {
    try edit(lease) { rows in
      var plan = try rows.live(id).plan
      change(&plan)
      try rows.write(plan, of: id)
    }
  }

  /// Gives a node another title.
  package func rename(
    _ id: NodeID, to title: String, under lease: ProjectLease
  ) throws(OctavoError) -> [OutlineNode] {
    try change(id, under: lease) { $0.title = title }
  }

  /// Puts a node, with what stands below it, at another place, in the same parent or another.
  package func move(
    _ id: NodeID, in parent: NodeID?, at position: Int, under lease: ProjectLease
  ) throws(OctavoError) -> [OutlineNode] {
    try edit(lease) { rows in try rows.move(id, in: parent, at: position) }
  }

  /// Takes a node, with what stands below it, out of the book and keeps it in the archive.
  package func drop(_ id: NodeID, under lease: ProjectLease) throws(OctavoError) -> [OutlineNode] {
    try edit(lease) { rows in try rows.archive(id, mergedInto: nil) }
  }

  /// Puts an archived node back, at the end of its old parent or, where that is gone, of the book.
  package func restore(
    _ id: NodeID, under lease: ProjectLease
  ) throws(OctavoError) -> [OutlineNode] {
    try edit(lease) { rows in try rows.restore(id) }
  }

  private func edit(
    _ lease: ProjectLease, _ body: (inout OutlineRows) throws -> Void
  ) throws(OctavoError) -> [OutlineNode] {
    try store.writeDurably { db in
      try store.require(lease, db)
      var rows = try OutlineRows(lease.project, db, store)
      try body(&rows)
      try store.touch(lease.project, db)
      return try OutlineRows(lease.project, db).tree()
    }
  }
}
