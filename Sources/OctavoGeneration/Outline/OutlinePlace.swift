import OctavoBase

/// Where a node stands, by indices.
enum OutlinePlace {
  case part(Int)
  case chapter(Int, Int)
  case section(Int, Int, Int)
}

extension OutlineChange {
  func find(_ id: NodeID) throws(GenerationFailure) -> OutlinePlace {
    for (p, part) in outline.parts.enumerated() {
      if part.id == id { return .part(p) }
      for (c, chapter) in part.chapters.enumerated() {
        if chapter.id == id { return .chapter(p, c) }
        if let s = chapter.sections.firstIndex(where: { $0.id == id }) {
          return .section(p, c, s)
        }
      }
    }
    let near = NearestName.of(id.text, in: outline.allIDs.map(\.text))
    let hint = near.map { " Did you mean “\($0)”?" } ?? ""
    throw GenerationFailure("outline.unknown-id", "The outline has no “\(id)”.\(hint)")
  }

  func find(part id: NodeID) throws(GenerationFailure) -> Int {
    guard case .part(let index) = try find(id) else {
      throw GenerationFailure("outline.not-a-part", "“\(id)” is not a part.")
    }
    return index
  }

  func find(chapter id: NodeID) throws(GenerationFailure) -> (Int, Int) {
    guard case .chapter(let part, let index) = try find(id) else {
      throw GenerationFailure("outline.not-a-chapter", "“\(id)” is not a chapter.")
    }
    return (part, index)
  }

  func checkNew(_ id: NodeID) throws(GenerationFailure) {
    if outline.allIDs.contains(id) {
      throw GenerationFailure("outline.doubled-id", "The outline has “\(id)” already.")
    }
  }
}
