extension FontLibrary {
  /// The letters that no face of some families has, or of the library's own fallbacks.
  package func missing(
    _ letters: [Unicode.Scalar], in families: Set<String>
  ) -> [Unicode.Scalar] {
    let known = families.union(fallbacks)
    let stack = faces.filter { known.contains($0.family) }.map(\.id)
    return letters.filter { letter in !stack.contains { covers($0, letter) } }
  }
}
