/// What becomes of two chapters' texts when the second is put at the end of the first.
///
/// What is written of either stays as pieces of its sections; what is missing of either is still to
/// be written, going on from what came of it. The whole is summed up and checked again.
package struct ChapterJoin: Sendable {
  /// In the order in which they are to be saved.
  package let records: [GenerationRecord]

  /// - Parameters:
  ///   - merge: the chapters as they were.
  ///   - project: the book before the merge, with the texts of both.
  package init(_ merge: OutlineChange.Merge, in project: BookProject) {
    let texts = [merge.into, merge.from].map { JoinedText($0, in: project) }
    guard texts.contains(where: { !$0.pieces.isEmpty }) || !texts[1].callNames.isEmpty else {
      records = []
      return
    }
    let latest = project.latest(of: merge.into.id)
    // A first version in work stays the same one: its calls are named by it, and what they brought
    // is found under their names.
    let isInWork =
      latest?.status.isWhole == false && latest == project.standing(of: merge.into.id)
    let number = (latest?.version ?? 0) + (isInWork ? 0 : 1)
    let pieces = texts.flatMap(\.pieces).map { $0.moved(to: merge.into.id, version: number) }
    let units = [merge.into, merge.from].flatMap(WritingUnit.units)
    var version = ChapterVersion(
      chapter: merge.into.id, version: number,
      status: texts.allSatisfy(\.isWhole) ? .written : .partial,
      content: ChapterAssembly.content(units: units, pieces: pieces, kind: project.brief.kind),
      findings: pieces.flatMap(\.findings), failedRounds: isInWork ? latest?.failedRounds ?? 0 : 0,
      origin: .merged)
    for text in texts where text.failedRounds == version.failedRounds {
      version.callNames.merge(text.callNames) { $1 }
    }
    records = pieces.map { .piece($0) } + [.chapter(version)]
  }
}

/// One chapter's text on its way into another.
private struct JoinedText {
  let pieces: [ChapterPiece]
  /// Whether nothing of it is missing.
  let isWhole: Bool
  /// What the calls of units without a piece are named, where some may have been made.
  private(set) var callNames: [String: String] = [:]
  /// How often the version had failed: its calls' names tell.
  let failedRounds: Int

  init(_ chapter: Outline.Chapter, in project: BookProject) {
    guard let version = Self.best(of: chapter.id, in: project) else {
      (pieces, isWhole, failedRounds) = ([], false, 0)
      return
    }
    let units = WritingUnit.units(of: chapter)
    isWhole = version.status.isWhole && version.words > 0
    failedRounds = version.failedRounds
    if isWhole {
      pieces = [
        ChapterPiece(
          chapter: chapter.id, version: version.version, unit: units[0].id,
          others: units.dropFirst().map(\.id), text: version.content,
          isHeaded: units.count(where: \.isFirst) > 1, findings: version.findings)
      ]
    } else {
      let found = project.pieces.filter {
        $0.chapter == chapter.id && $0.version == version.version
      }.map { Self.renamed($0, in: chapter) }
      pieces = found
      let first = CallID.chapter(chapter.id, version: version.version, of: project.id)
      let isPlain = project.outline.chapter(chapter.id)?.sections.isEmpty == true
      for unit in units where !found.contains(where: { $0.holds(unit.id) }) {
        let name = isPlain ? chapter.id.text + unit.id.dropFirst(units[0].id.count) : unit.id
        callNames[unit.id] = version.callNames[name] ?? first.appending(name).text
      }
    }
  }

  /// The text that is whole, the latest; else what there is.
  private static func best(of id: NodeID, in project: BookProject) -> ChapterVersion? {
    guard let latest = project.latest(of: id), latest.status.isWhole else {
      return project.standing(of: id)
    }
    return latest
  }

  /// A chapter without sections was written as a unit of its own name; now it has a section.
  private static func renamed(
    _ piece: ChapterPiece, in chapter: Outline.Chapter
  ) -> ChapterPiece {
    guard let section = chapter.sections.first, piece.unit.hasPrefix(chapter.id.text) else {
      return piece
    }
    return ChapterPiece(
      chapter: piece.chapter, version: piece.version,
      unit: section.id.text + piece.unit.dropFirst(chapter.id.text.count), others: piece.others,
      text: piece.text, isHeaded: piece.isHeaded, findings: piece.findings)
  }
}

extension ChapterStatus {
  /// Whether no text is missing.
  package var isWhole: Bool { self == .written || self == .done }
}
