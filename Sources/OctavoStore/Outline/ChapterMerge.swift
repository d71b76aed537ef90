import GRDB
import OctavoBase

/// Makes one chapter of two without losing a word of either.
struct ChapterMerge {
  private let first: NodeID
  private let second: NodeID
  private var rows: OutlineRows
  private let store: Store
  private var db: Database { rows.db }

  init(_ first: NodeID, _ second: NodeID, _ rows: OutlineRows, _ store: Store) {
    self.first = first
    self.second = second
    self.rows = rows
    self.store = store
  }

  mutating func perform() throws {
    let (a, b) = (try rows.live(first), try rows.live(second))
    guard a.kind == .chapter, b.kind == .chapter, first != second else {
      throw OutlineRows.refused("outline.not-chapters", "only two chapters can be merged")
    }
    let texts = try [first, second].map { try ChapterText.latest(of: $0, store, db) }
    try rows.write(Self.plan(a.plan, b.plan), of: first)
    try moveSections()
    if texts.contains(where: { $0 != nil }) { try writeVersion(texts) }
    try rows.archive(second, mergedInto: first)
  }

  private static func plan(_ a: NodePlan, _ b: NodePlan) -> NodePlan {
    func joined(_ first: String, _ second: String) -> String {
      [first, second].filter { !$0.isEmpty }.joined(separator: " ")
    }
    func union(_ first: [String], _ second: [String]) -> [String] {
      first + second.filter { !first.contains($0) }
    }
    var plan = a
    plan.purpose = joined(a.purpose, b.purpose)
    plan.beats = a.beats + b.beats
    plan.targetWords = a.targetWords + b.targetWords
    plan.needs = union(a.needs, b.needs.filter { !a.handsOver.contains($0) })
    plan.handsOver = union(a.handsOver, b.handsOver)
    return plan
  }

  private mutating func moveSections() throws {
    for section in rows.children(of: second) {
      try rows.move(section, in: first, at: .max)
    }
  }

  /// The new version is whole only where both were; else it stands until it is written anew.
  private func writeVersion(_ texts: [ChapterText?]) throws {
    let isWhole = texts.allSatisfy { $0?.isWhole == true }
    let present = texts.compactMap(\.self)
    let content = present.map(\.content).joined(separator: "\n\n")
    let version = NewVersion(
      content: content, wordCount: present.map(\.wordCount).reduce(0, +), origin: .merged)
    try store.addVersion(version, to: first, db)
    try db.run(
      "UPDATE chapters SET status = ?, reason = ?, attempt = attempt + 1 WHERE node_id = ?",
      [
        isWhole ? "written" : "stale", isWhole ? nil : "merged while one of the two was unfinished",
        first.text,
      ])
  }
}
