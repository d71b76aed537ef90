import OctavoJSON

import Foundation

/// The outline as JSON, both ways: the names of the service's `toc` call.
extension Outline {
  /// The outline as JSON text; the same outline always gives the same bytes.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Reads JSON text; throws a `GenerationFailure` that says what is missing where.
  package init(json: String) throws {
    // What is no JSON is told of by the decoder, with its place.
    if let value = try? JSONParser.parse(json) { try OutlineKeys.check(value) }
    do {
      self = try JSONDecoder().decode(Outline.self, from: Data(json.utf8))
    } catch {
      throw GenerationFailure("outline.invalid-json", DecodingWords.sentence(for: error))
    }
    try check()
  }

  /// The ids of all parts, chapters and sections, in reading order.
  package var allIDs: [NodeID] {
    parts.flatMap { part in
      [part.id] + part.chapters.flatMap { [$0.id] + $0.sections.map(\.id) }
    }
  }
}

extension Outline.Chapter {
  private enum CodingKeys: String, CodingKey {
    case id, title, purpose, points, needs, gives, sections
    case targetWords = "target_words"
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(NodeID.self, forKey: .id)
    title = try values.decode(String.self, forKey: .title)
    purpose = try values.decodeIfPresent(String.self, forKey: .purpose) ?? ""
    points = try values.decodeIfPresent([String].self, forKey: .points) ?? []
    targetWords = try values.decodeIfPresent(Int.self, forKey: .targetWords) ?? OutlineLimits.usual
    needs = try values.decodeIfPresent([String].self, forKey: .needs) ?? []
    gives = try values.decodeIfPresent([String].self, forKey: .gives) ?? []
    sections = try values.decodeIfPresent([Outline.Section].self, forKey: .sections) ?? []
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(title, forKey: .title)
    try values.encode(purpose, forKey: .purpose)
    try values.encode(points, forKey: .points)
    try values.encode(targetWords, forKey: .targetWords)
    try values.encode(needs, forKey: .needs)
    try values.encode(gives, forKey: .gives)
    try values.encode(sections, forKey: .sections)
  }
}

extension Outline.Section {
  private enum CodingKeys: String, CodingKey {
    case id, title, points
    case targetWords = "target_words"
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(NodeID.self, forKey: .id)
    title = try values.decode(String.self, forKey: .title)
    points = try values.decodeIfPresent([String].self, forKey: .points) ?? []
    targetWords =
      try values.decodeIfPresent(Int.self, forKey: .targetWords) ?? OutlineLimits.usual / 3
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(title, forKey: .title)
    try values.encode(points, forKey: .points)
    try values.encode(targetWords, forKey: .targetWords)
  }
}

/// What sizes an outline may have.
package enum OutlineLimits {
  /// Words of a chapter.
  package static let chapterWords = 300...15_000
  /// Words of a chapter or section that are stored at all.
  package static let storedWords = 1...200_000
  /// Words of a chapter nothing is said of.
  package static let usual = 2_400
  /// Words asked for in one call at most.
  package static let pieceWords = 1_500
}
