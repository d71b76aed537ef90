package import OctavoBase

extension FontLibrary {
  /// The face of a family that comes nearest to a weight and a slope; nil where the family is not
  /// in the library (names are compared without case).
  ///
  /// A face of the right slope is preferred to one of the right weight. Of two weights as near, the
  /// lighter is taken for wishes below 500, else the bolder; of two faces alike, the later folder's.
  public func select(family: String, weight: Int, italic: Bool) -> FontID? {
    let name = family.lowercased()
    var best: (rank: Int, id: FontID)?
    for face in faces where face.family.lowercased() == name {
      let away = face.weight - weight
      let isFarSide = weight < 500 ? away > 0 : away < 0
      let rank =
        (face.isItalic == italic ? 0 : 1 << 20) + abs(away) * 2 + (isFarSide ? 1 : 0)
      if rank <= best?.rank ?? .max { best = (rank, face.id) }
    }
    return best?.id
  }

  /// The faces a request's characters are looked for in, best first: its own families, then the
  /// library's fallbacks. Never empty.
  func stack(for request: FontRequest) -> [FontID] {
    var stack: [FontID] = []
    for family in request.families + fallbacks {
      if let id = select(family: family, weight: request.weight, italic: request.isItalic),
        !stack.contains(id)
      {
        stack.append(id)
      }
    }
    return stack.isEmpty ? [faces[0].id] : stack
  }

  /// An error for each family the library lacks, in order.
  package func diagnostics(forFamilies families: [String]) -> [Diagnostic] {
    let known = self.families
    let lowercased = Set(known.map { $0.lowercased() })
    return families.filter { !lowercased.contains($0.lowercased()) }.map { family in
      let near = NearestName.of(family, in: known)
      return Diagnostic(
        .error, "font.unknown-family",
        "the font family '\(family)' is not installed; there are \(known.joined(separator: ", "))",
        hints: near.map { ["write '\($0)'"] } ?? [])
    }
  }
}
