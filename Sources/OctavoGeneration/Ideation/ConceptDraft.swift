/// Concepts as a model proposes them, before they are judged.
struct ConceptDrafts: Decodable, Sendable {
  let concepts: [ConceptDraft]
}

struct ConceptDraft: Decodable, Sendable {
  let title: String
  let tagline: String
  let audience: String
  let thesis: String
  let difference: String

  /// Why the draft cannot stand; nil for a good one.
  var fault: String? {
    let fields = [
      ("title", title, 1, 160), ("tagline", tagline, 1, 300), ("audience", audience, 1, 600),
      ("thesis", thesis, 20, 4_000), ("difference", difference, 1, 2_000),
    ]
    for (name, value, least, most) in fields {
      let length = value.trimmingBlanks().count
      if length < least { return "The concept “\(title)” has no proper \(name)." }
      if length > most { return "The \(name) of “\(title)” is longer than \(most) characters." }
    }
    return nil
  }

  /// The concept, with its id.
  func concept(project: String, round: Int) -> Concept {
    let title = Self.clean(title)
    return Concept(
      id: StableID.make("k-", [project, String(round), title]), title: title,
      tagline: Self.clean(tagline), audience: Self.clean(audience), thesis: Self.clean(thesis),
      difference: Self.clean(difference))
  }

  private static func clean(_ text: String) -> String {
    CharacterRepair.apply(text).trimmingBlanks()
  }
}
