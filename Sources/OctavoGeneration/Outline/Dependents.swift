/// Which chapters lean on another.
package enum Dependents {
  /// The chapters after `id` that may no longer fit once it is written anew: those that need what
  /// it gives and, in a story, the next one, which goes on where it ends.
  ///
  /// Only direct ones: theirs follow when they are written anew in turn.
  package static func of(_ id: NodeID, in outline: Outline, kind: BookKind) -> [NodeID] {
    let chapters = outline.chapters
    guard let index = chapters.firstIndex(where: { $0.id == id }) else { return [] }
    let given = Set(chapters[index].gives.map(OutlineCheck.label))
    return chapters.indices.dropFirst(index + 1).filter { later in
      let isNext = later == index + 1 && kind == .narrative
      return isNext || chapters[later].needs.contains { given.contains(OutlineCheck.label($0)) }
    }.map { chapters[$0].id }
  }
}
