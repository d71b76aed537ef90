/// All that the book has established so far.
package struct FactLedger: Sendable, Equatable {
  package private(set) var facts: [Fact]

  package init(_ facts: [Fact] = []) { self.facts = facts }

  /// Puts a chapter's facts in the place of those it had.
  package mutating func replace(chapter: NodeID, with new: [Fact]) {
    facts.removeAll { $0.chapter == chapter }
    facts += new
  }

  /// The facts of other chapters about things a text names, the latest first, at most `limit`.
  package func facts(about text: String, except chapter: NodeID, limit: Int) -> [Fact] {
    let names = NamesInText(text)
    var known: [String: Bool] = [:]
    var fitting: [Fact] = []
    for fact in facts.reversed() where fact.chapter != chapter {
      guard fitting.count < limit else { break }
      let isNamed = known[fact.entity] ?? names.mentions(fact.entity)
      known[fact.entity] = isNamed
      if isNamed { fitting.append(fact) }
    }
    return fitting
  }

  /// New facts that give a thing another value than the ledger has.
  package func conflicts(with new: [Fact]) -> [ContinuityFinding] {
    new.compactMap { fact in
      let earlier = facts.last {
        $0.chapter != fact.chapter && Self.key($0) == Self.key(fact)
          && OutlineCheck.label($0.value) != OutlineCheck.label(fact.value)
      }
      return earlier.map { earlier in
        ContinuityFinding(
          fact: earlier.id, paragraph: fact.paragraph, evidence: fact.evidence,
          message:
            "\(fact.entity), \(fact.attribute): “\(earlier.value)” before, “\(fact.value)” here.",
          isLocal: true)
      }
    }
  }

  private static func key(_ fact: Fact) -> [String] {
    [OutlineCheck.label(fact.entity), OutlineCheck.label(fact.attribute)]
  }
}
