/// An accepted piece of a chapter: what a finished chapter is put together from.
package struct ChapterPiece: Sendable, Equatable, Codable {
  package let chapter: NodeID
  package let version: Int
  /// The writing unit's id: a section's, or a section's part's.
  package let unit: String
  /// Further units whose text it holds, where it was whole before it came here.
  package let others: [String]
  /// Safe Markdown; without the section's heading unless `isHeaded`.
  package let text: String
  /// Whether the sections' headings, or the breaks between them, stand in the text.
  package let isHeaded: Bool
  package let findings: [ChapterFinding]

  package init(
    chapter: NodeID, version: Int, unit: String, others: [String] = [], text: String,
    isHeaded: Bool = false, findings: [ChapterFinding] = []
  ) {
    self.chapter = chapter
    self.version = version
    self.unit = unit
    self.others = others
    self.text = text
    self.isHeaded = isHeaded
    self.findings = findings
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    chapter = try values.decode(NodeID.self, forKey: .chapter)
    version = try values.decode(Int.self, forKey: .version)
    unit = try values.decode(String.self, forKey: .unit)
    others = try values.decodeIfPresent([String].self, forKey: .others) ?? []
    text = try values.decode(String.self, forKey: .text)
    isHeaded = try values.decodeIfPresent(Bool.self, forKey: .isHeaded) ?? false
    findings = try values.decode([ChapterFinding].self, forKey: .findings)
  }

  /// Whether a unit's text is in it.
  package func holds(_ id: String) -> Bool { unit == id || others.contains(id) }

  /// The same text as a piece of another chapter or version.
  package func moved(to chapter: NodeID, version: Int) -> ChapterPiece {
    ChapterPiece(
      chapter: chapter, version: version, unit: unit, others: others, text: text,
      isHeaded: isHeaded, findings: findings)
  }
}
