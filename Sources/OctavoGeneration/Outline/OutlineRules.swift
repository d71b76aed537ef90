import OctavoBase
import OctavoJSON

/// What an outline must keep to before it is stored; what is merely unwise is a finding.
extension Outline {
  /// Throws at the first thing that no book can be written from.
  package func check() throws(GenerationFailure) {
    guard !chapters.isEmpty else {
      throw GenerationFailure("outline.empty", "An outline needs at least one chapter.")
    }
    var seen: Set<NodeID> = []
    for id in allIDs {
      guard seen.insert(id).inserted else {
        throw GenerationFailure("outline.doubled-id", "The id “\(id)” stands for two things.")
      }
      guard (1...64).contains(id.text.utf8.count) else {
        throw GenerationFailure(
          "outline.bad-id", "The id “\(id)” has \(id.text.utf8.count) bytes; 1 to 64 are allowed.")
      }
    }
    for chapter in chapters {
      guard !chapter.title.trimmingBlanks().isEmpty else {
        throw GenerationFailure("outline.untitled", "The chapter “\(chapter.id)” has no title.")
      }
      try Self.check(words: chapter.targetWords, of: chapter.id.text)
      for section in chapter.sections {
        try Self.check(words: section.targetWords, of: section.id.text)
      }
    }
  }

  /// Throws where a target could not be written or would cost a fortune.
  static func check(words: Int, of name: String) throws(GenerationFailure) {
    let range = OutlineLimits.storedWords
    guard range.contains(words) else {
      throw GenerationFailure(
        "outline.words-out-of-range",
        "“\(name)” is to have \(words) words; \(range.lowerBound) to \(range.upperBound) are allowed."
      )
    }
  }
}

/// Finds keys of an outline's JSON that mean nothing.
enum OutlineKeys {
  private static let root = ["parts"]
  private static let part = ["id", "title", "chapters"]
  private static let chapter = [
    "id", "title", "purpose", "points", "target_words", "needs", "gives", "sections",
  ]
  private static let section = ["id", "title", "points", "target_words"]

  /// Throws at the first unknown key, with its place and the nearest right one.
  static func check(_ json: JSONValue) throws(GenerationFailure) {
    try check(json, root, "the outline")
    for (p, part) in (json["parts"]?.array ?? []).enumerated() {
      try check(part, Self.part, "parts[\(p)]")
      for (c, chapter) in (part["chapters"]?.array ?? []).enumerated() {
        let place = "parts[\(p)].chapters[\(c)]"
        try check(chapter, Self.chapter, place)
        for (s, section) in (chapter["sections"]?.array ?? []).enumerated() {
          try check(section, Self.section, "\(place).sections[\(s)]")
        }
      }
    }
  }

  private static func check(
    _ value: JSONValue, _ allowed: [String], _ place: String
  ) throws(GenerationFailure) {
    for member in value.object?.members ?? [] where !allowed.contains(member.key) {
      let near = NearestName.of(member.key, in: allowed).map { " Did you mean “\($0)”?" } ?? ""
      throw GenerationFailure(
        "outline.unknown-key",
        "There is no key “\(member.key)” in \(place).\(near) Keys are \(allowed.joined(separator: ", "))."
      )
    }
  }
}
