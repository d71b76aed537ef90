/// The sections of an outline as they were before a change, found from where they are now.
struct FormerSections: Sendable {
  /// A section as it was.
  struct Part: Sendable {
    let section: NodeID
    /// Where its text is.
    let chapter: NodeID
    /// What it was written in.
    let units: [String]
  }

  private var parts: [NodeID: [Part]] = [:]
  private var sections: [String: NodeID] = [:]
  private var homes: [NodeID: NodeID] = [:]

  init(_ change: OutlineChange, _ old: Outline) {
    for chapter in old.chapters { add(chapter, change) }
    for join in change.joined {
      parts[join.into, default: []] += parts.removeValue(forKey: join.from) ?? []
    }
    for chapter in change.outline.chapters {
      for section in chapter.inSections.sections { homes[section.id] = chapter.id }
      adoptPlain(chapter)
    }
    // A section that became another's end is where that is.
    for (section, all) in parts {
      for part in all where homes[part.section] == nil { homes[part.section] = homes[section] }
    }
  }

  private mutating func add(_ chapter: Outline.Chapter, _ change: OutlineChange) {
    let merges = change.merged.filter { $0.from.id == chapter.id || $0.into.id == chapter.id }
    var home = chapter.id
    for merge in change.merged where merge.from.id == home { home = merge.into.id }
    if chapter.sections.isEmpty, merges.isEmpty {
      return add(chapter.onlySection, home, WritingUnit.units(of: chapter))
    }
    for section in chapter.inSections.sections {
      add(section.id, home, WritingUnit.units(of: section))
    }
  }

  private mutating func add(_ section: NodeID, _ chapter: NodeID, _ units: [WritingUnit]) {
    let units = units.map(\.id)
    parts[section] = [Part(section: section, chapter: chapter, units: units)]
    for unit in units { sections[unit] = section }
  }

  /// A chapter that had no sections gives its text to the first that it is given.
  private mutating func adoptPlain(_ chapter: Outline.Chapter) {
    guard let first = chapter.sections.first, homes[chapter.onlySection] == nil,
      let plain = parts.removeValue(forKey: chapter.onlySection)
    else { return }
    parts[first.id] = plain + (parts[first.id] ?? [])
  }

  /// What a section was made of, in order; empty for a new one.
  func parts(of section: NodeID) -> [Part] { parts[section] ?? [] }

  /// The section that a unit was of.
  func section(of unit: String) -> NodeID? { sections[unit] }

  /// The chapter that a section's text is in now; nil where it was taken out.
  func home(of section: NodeID) -> NodeID? { homes[section] }
}

/// The texts of a chapter as its sections are gathered.
struct ChapterTexts: Sendable {
  let chapter: Outline.Chapter
  let units: [WritingUnit]
  private(set) var pieces: [ChapterPiece] = []
  /// What has come of a unit that is not whole; shown, but written on from its call.
  var leftOver: ChapterPiece?
  var callNames: [String: String] = [:]

  init(_ chapter: Outline.Chapter) {
    self.chapter = chapter
    units = WritingUnit.units(of: chapter)
  }

  /// Whether a text came from another chapter.
  var isGiven: Bool { pieces.contains { $0.chapter != chapter.id } }

  func units(of section: Outline.Section) -> [WritingUnit] {
    chapter.sections.isEmpty ? units : WritingUnit.units(of: section)
  }

  mutating func add(_ found: [ChapterPiece]) {
    for piece in found where !pieces.contains(where: { $0.holds(piece.unit) }) {
      pieces.append(piece)
    }
  }

  /// Adds texts as one, which holds the units named.
  mutating func join(_ found: [ChapterPiece], as units: [String]) {
    guard let first = found.first, let unit = units.first else { return }
    pieces.removeAll { found.contains($0) }
    let texts = found.enumerated().map { index, piece in
      found.count > 1 ? ChapterAssembly.uniqueNotes(piece.text, prefix: "\(index + 1)") : piece.text
    }
    pieces.append(
      ChapterPiece(
        chapter: found.first { $0.chapter != chapter.id }?.chapter ?? chapter.id,
        version: first.version, unit: unit, others: Array(units.dropFirst()),
        text: texts.filter { !$0.isEmpty }.joined(separator: "\n\n"),
        isHeaded: found.contains(where: \.isHeaded), findings: found.flatMap(\.findings)))
  }
}
