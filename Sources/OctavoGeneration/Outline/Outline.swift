/// The stable name of a part, chapter or section: it stays when titles and places change.
package struct NodeID: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package var description: String { text }
  package static func < (a: NodeID, b: NodeID) -> Bool { a.text < b.text }
}

/// The plan of a book: parts, their chapters, their sections.
package struct Outline: Sendable, Equatable, Codable {
  package var parts: [Part]

  package init(parts: [Part]) { self.parts = parts }

  /// A part. A book without parts has one, whose title is empty.
  package struct Part: Sendable, Equatable, Codable {
    package let id: NodeID
    package var title: String
    package var chapters: [Chapter]

    package init(id: NodeID, title: String, chapters: [Chapter]) {
      self.id = id
      self.title = title
      self.chapters = chapters
    }
  }

  package struct Chapter: Sendable, Equatable, Codable {
    package let id: NodeID
    package var title: String
    /// What the chapter is for.
    package var purpose: String
    /// Beats of a story, or steps of an argument, in order.
    package var points: [String]
    package var targetWords: Int
    /// What it takes from earlier chapters, by the words of their `gives`.
    package var needs: [String]
    /// What it hands to later chapters.
    package var gives: [String]
    package var sections: [Section]

    package init(
      id: NodeID, title: String, purpose: String = "", points: [String] = [], targetWords: Int,
      needs: [String] = [], gives: [String] = [], sections: [Section] = []
    ) {
      self.id = id
      self.title = title
      self.purpose = purpose
      self.points = points
      self.targetWords = targetWords
      self.needs = needs
      self.gives = gives
      self.sections = sections
    }
  }

  package struct Section: Sendable, Equatable, Codable {
    package let id: NodeID
    package var title: String
    package var points: [String]
    package var targetWords: Int

    package init(id: NodeID, title: String, points: [String] = [], targetWords: Int) {
      self.id = id
      self.title = title
      self.points = points
      self.targetWords = targetWords
    }
  }

  /// All chapters in reading order.
  package var chapters: [Chapter] { parts.flatMap(\.chapters) }

  package func chapter(_ id: NodeID) -> Chapter? { chapters.first { $0.id == id } }

  /// Gives a chapter another title.
  package mutating func rename(_ id: NodeID, _ title: String) {
    for part in parts.indices {
      for place in parts[part].chapters.indices where parts[part].chapters[place].id == id {
        parts[part].chapters[place].title = title
      }
    }
  }

  /// 0-based place of a chapter in the whole book.
  package func index(of id: NodeID) -> Int? { chapters.firstIndex { $0.id == id } }

  /// Words all chapters together are planned to have.
  package var targetWords: Int { chapters.reduce(0) { $0 + $1.targetWords } }

  /// The plan as numbered lines for a prompt, to the chapter.
  package var lines: String {
    var lines: [String] = []
    var number = 0
    for part in parts {
      if !part.title.isEmpty { lines.append("Part: \(part.title)") }
      for chapter in part.chapters {
        number += 1
        var line = "\(number). \(chapter.title)"
        if !chapter.purpose.isEmpty { line += " — \(chapter.purpose)" }
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n")
  }
}
