/// What a model gathers from a chapter.
struct FactsDraft: Decodable, Sendable {
  struct Item: Decodable, Sendable {
    let entity: String
    let attribute: String
    let value: String
    let paragraph: Int
    let evidence: String
  }

  let facts: [Item]

  /// The facts whose evidence stands in the text, and how many had none.
  func facts(chapter: NodeID, version: Int, evidence: Evidence) -> (kept: [Fact], dropped: Int) {
    var kept: [Fact] = []
    for item in facts {
      let fields = [item.entity, item.attribute, item.value].map { $0.oneLine }
      guard !fields.contains(""),
        let paragraph = evidence.paragraph(holding: item.evidence, claimed: item.paragraph)
      else { continue }
      let fact = Fact(
        chapter: chapter, version: version, entity: fields[0], attribute: fields[1],
        value: fields[2], paragraph: paragraph, evidence: item.evidence.trimmingBlanks())
      if !kept.contains(where: { $0.id == fact.id }) { kept.append(fact) }
    }
    return (kept, facts.count - kept.count)
  }
}

/// What a model finds to contradict earlier chapters.
struct ContinuityDraft: Decodable, Sendable {
  struct Item: Decodable, Sendable {
    /// The id of the earlier fact, as the prompt gave it.
    let fact: String
    let paragraph: Int
    let evidence: String
    let problem: String
  }

  let contradictions: [Item]

  /// Those that name a known fact and quote the text.
  func findings(known: [Fact], evidence: Evidence) -> [ContinuityFinding] {
    contradictions.compactMap { item in
      let id = item.fact.filter { $0 != "[" && $0 != "]" }.trimmingBlanks()
      guard known.contains(where: { $0.id == id }),
        let paragraph = evidence.paragraph(holding: item.evidence, claimed: item.paragraph)
      else { return nil }
      return ContinuityFinding(
        fact: id, paragraph: paragraph, evidence: item.evidence.trimmingBlanks(),
        message: item.problem.oneLine, isLocal: false)
    }
  }
}
