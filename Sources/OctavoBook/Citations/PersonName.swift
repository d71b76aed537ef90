/// The name of an author or editor, in the parts that styles put in different orders.
package struct PersonName: Sendable, Hashable {
  /// The family's name, or the whole name of a body such as `World Bank`.
  package var family: String
  package var given = ""
  /// Small words before the family's name, such as `van der`.
  package var particle = ""
  /// Whether the family's name alone keeps the particle: `van Gogh`, but `Humboldt`.
  package var keepsParticle = true
  /// `Jr.`, `III` …
  package var suffix = ""

  package init(family: String) { self.family = family }

  /// The name as the text calls a person: `van Gogh`.
  var short: String {
    keepsParticle && !particle.isEmpty ? Self.joined(particle, family) : family
  }

  /// The name in its own order: `Vincent van Gogh`.
  var straight: String {
    let last = particle.isEmpty ? family : Self.joined(particle, family)
    let name = given.isEmpty ? last : given + " " + last
    return suffix.isEmpty ? name : name + suffixSeparator + suffix
  }

  /// The name as lists sort it: `Gogh, Vincent van`.
  var inverted: String {
    let first = [given, particle].filter { !$0.isEmpty }.joined(separator: " ")
    return [family, first, suffix].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// `V. W.`; `J.-P.` for `Jean-Paul`.
  var initials: String {
    given.split(separator: " ").map { word in
      word.split(separator: "-").compactMap { part in
        part.first.map { part.last == "." && part.count == 2 ? String(part) : "\($0)." }
      }.joined(separator: "-")
    }.joined(separator: " ")
  }

  private var suffixSeparator: String { suffix.allSatisfy { "IVX".contains($0) } ? " " : ", " }

  /// `d’Alembert` has no space, `van Gogh` has.
  private static func joined(_ particle: String, _ family: String) -> String {
    particle.last == "’" || particle.last == "'" ? particle + family : particle + " " + family
  }

  /// German particles of nobility, which the family's name alone goes without.
  private static let dropped: Set<String> = [
    "von", "vom", "von der", "von dem", "zu", "zur", "zum", "von und zu",
  ]

  /// Sets the particle and whether the family's name keeps it, which languages tell by the word.
  mutating func setParticle(_ words: String) {
    particle = words
    keepsParticle = !Self.dropped.contains(words.lowercased())
  }
}
