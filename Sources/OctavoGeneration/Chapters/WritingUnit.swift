/// What is written in one go: a section, or a part of a long one.
package struct WritingUnit: Sendable, Equatable {
  /// The section's id, with `.2` and so on for its further parts.
  package let id: String
  /// The section's title; empty where the chapter has no sections.
  package let title: String
  package let points: [String]
  package let targetWords: Int
  /// Whether a section begins with it.
  package let isFirst: Bool
  /// Such as `part 2 of 3`; empty for a section in one piece.
  package let part: String

  /// The units of a chapter, none above the words one call may be asked for.
  package static func units(of chapter: Outline.Chapter) -> [WritingUnit] {
    var sections = chapter.sections
    if sections.isEmpty {
      sections = [
        Outline.Section(
          id: chapter.id, title: "", points: chapter.points, targetWords: chapter.targetWords)
      ]
    }
    return sections.flatMap(units)
  }

  static func units(of section: Outline.Section) -> [WritingUnit] {
    let limit = OutlineLimits.pieceWords
    let target = max(80, section.targetWords)
    let count = (target + limit - 1) / limit
    return (0..<count).map { index in
      let first = index * section.points.count / count
      let last = (index + 1) * section.points.count / count
      return WritingUnit(
        id: index == 0 ? section.id.text : "\(section.id.text).\(index + 1)",
        title: section.title, points: Array(section.points[first..<last]),
        targetWords: (target + count - 1) / count, isFirst: index == 0,
        part: count == 1 ? "" : "part \(index + 1) of \(count)")
    }
  }
}
