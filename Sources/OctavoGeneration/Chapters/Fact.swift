/// Something the book has established, with the words that establish it.
package struct Fact: Sendable, Equatable, Codable {
  /// Stable: made from chapter, version, entity and attribute.
  package let id: String
  package let chapter: NodeID
  package let version: Int
  /// Whom or what it is about.
  package let entity: String
  /// What of it, such as `age` or `date of founding`.
  package let attribute: String
  package let value: String
  /// 1-based paragraph of the chapter's content.
  package let paragraph: Int
  /// Words of that paragraph, as they stand there.
  package let evidence: String

  package init(
    chapter: NodeID, version: Int, entity: String, attribute: String, value: String,
    paragraph: Int, evidence: String
  ) {
    id = StableID.make("f-", [chapter.text, String(version), entity, attribute, value])
    self.chapter = chapter
    self.version = version
    self.entity = entity
    self.attribute = attribute
    self.value = value
    self.paragraph = paragraph
    self.evidence = evidence
  }

  /// The same fact in another version of its chapter.
  package func moved(to version: Int, paragraph: Int) -> Fact {
    Fact(
      chapter: chapter, version: version, entity: entity, attribute: attribute, value: value,
      paragraph: paragraph, evidence: evidence)
  }

  /// The fact as a line for a prompt.
  package var line: String { "[\(id)] \(entity) — \(attribute): \(value)" }
}

/// A place that contradicts what was established before.
package struct ContinuityFinding: Sendable, Equatable, Codable {
  /// The id of the earlier fact.
  package let fact: String
  /// 1-based paragraph of the new chapter's content, and words that stand in it.
  package let paragraph: Int
  package let evidence: String
  /// One sentence.
  package let message: String
  /// Found by comparing values; else by the model.
  package let isLocal: Bool

  package init(fact: String, paragraph: Int, evidence: String, message: String, isLocal: Bool) {
    self.fact = fact
    self.paragraph = paragraph
    self.evidence = evidence
    self.message = message
    self.isLocal = isLocal
  }
}

/// Holds a model's claims about a text to the text.
package struct Evidence: Sendable {
  private let paragraphs: [String]

  package init(_ content: String) { paragraphs = Paragraphs.split(content).map(Self.plain) }

  /// Fewest letters a quotation proves anything with.
  private static let fewest = 4

  /// The 1-based paragraph the words stand in: the one claimed if they do, else the first that
  /// holds them; nil where none does.
  package func paragraph(holding quotation: String, claimed: Int) -> Int? {
    let words = Self.plain(quotation)
    guard words.count(where: { $0.isLetter || $0.isNumber }) >= Self.fewest else { return nil }
    if paragraphs.indices.contains(claimed - 1), paragraphs[claimed - 1].contains(words) {
      return claimed
    }
    return paragraphs.firstIndex { $0.contains(words) }.map { $0 + 1 }
  }

  /// As it is read: blanks single, quotation marks and dashes alike, no marks of emphasis, no
  /// escapes.
  private static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "*", "_", "\\", "`": break
      case "“", "”", "„", "«", "»": result.append("\"")
      case "’", "‘", "‚": result.append("'")
      case "–", "—": result.append("-")
      case _ where character.isWhitespace: if result.last != " " { result.append(" ") }
      default: result.append(character)
      }
    }
    return result.trimmingBlanks()
  }
}
