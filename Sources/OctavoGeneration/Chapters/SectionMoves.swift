/// What becomes of the texts of chapters in work when a person changes their sections.
///
/// A written text goes with its section, also into another chapter; of sections that become one the
/// texts become one; a text that came half is gone on from where its section is. Of whole chapters
/// nothing is changed: their texts stay until they are written anew.
package struct SectionMoves: Sendable {
  /// In the order in which they are to be saved, after the outline.
  package private(set) var records: [GenerationRecord] = []

  /// The book before, but for chapters that were merged.
  private let project: BookProject
  private let former: FormerSections

  /// - Parameters:
  ///   - change: the outline as it will be, and what became one.
  ///   - project: the book with the records of merged chapters and the outline that it had.
  ///
  /// Throws where a text would have no place.
  package init(_ change: OutlineChange, in project: BookProject) throws(GenerationFailure) {
    self.project = project
    former = FormerSections(change, project.outline)
    for chapter in change.outline.chapters { try place(chapter) }
  }

  /// The version of a chapter that is in work.
  private func work(on id: NodeID) -> ChapterVersion? {
    project.latest(of: id).flatMap { $0.status.isWhole ? nil : $0 }
  }

  private func pieces(of version: ChapterVersion) -> [ChapterPiece] {
    project.pieces.filter { $0.chapter == version.chapter && $0.version == version.version }
  }

  private mutating func place(_ chapter: Outline.Chapter) throws(GenerationFailure) {
    var texts = ChapterTexts(chapter)
    for section in chapter.inSections.sections { try gather(section, into: &texts) }
    if let own = work(on: chapter.id) {
      texts.leftOver = leftOver(of: own, in: texts)
      return save(texts, as: own)
    }
    let isWhole = project.latest(of: chapter.id) != nil
    if isWhole, texts.isGiven { throw Self.noPlace(in: chapter) }
    guard !isWhole, texts.isGiven || !texts.callNames.isEmpty else { return }
    save(texts, as: ChapterVersion(chapter: chapter.id, version: 1, status: .partial))
  }

  private mutating func save(_ texts: ChapterTexts, as old: ChapterVersion) {
    let pieces = texts.pieces.map { $0.moved(to: old.chapter, version: old.version) }
    var version = ChapterVersion(
      chapter: old.chapter, version: old.version, status: old.status,
      content: ChapterAssembly.content(
        units: texts.units, pieces: pieces + [texts.leftOver].compactMap(\.self),
        kind: project.brief.kind),
      findings: pieces.flatMap(\.findings), failedRounds: old.failedRounds, origin: old.origin)
    version.callNames = old.callNames.merging(texts.callNames) { $1 }
    version.instructions = old.instructions
    let new = pieces.filter { !project.pieces.contains($0) }
    guard !new.isEmpty || version.content != old.content || version.callNames != old.callNames
    else { return }
    records += new.map { .piece($0) } + [.chapter(version)]
  }
}

// MARK: - A section's texts

extension SectionMoves {
  /// Adds what is written of a section, wherever that was.
  private func gather(
    _ section: Outline.Section, into texts: inout ChapterTexts
  ) throws(GenerationFailure) {
    let parts = former.parts(of: section.id)
    let held = parts.map { part in (part: part, pieces: pieces(of: part)) }
    let found = held.flatMap(\.pieces).reduce(into: [ChapterPiece]()) { all, piece in
      if !all.contains(piece) { all.append(piece) }
    }
    let new = texts.units(of: section).map(\.id)
    defer { if let part = parts.first, parts.count == 1 { name(part, new, in: &texts) } }
    guard !found.isEmpty else { return }
    let isWhole = held.allSatisfy { part, pieces in
      part.units.allSatisfy { unit in pieces.contains { $0.holds(unit) } }
    }
    guard parts.count == 1 || isWhole else { throw Self.half(section) }
    let others = try neighbours(of: parts.map(\.section), in: found, texts.chapter)
    if parts.count == 1, !others.isEmpty || parts[0].units == new {
      return texts.add(found)
    }
    // What is left of a section whose plan grew or shrank is its end.
    let count = isWhole ? new.count : max(1, min(found.count, new.count - 1))
    texts.join(found, as: others + new.prefix(count))
  }

  /// What a section's former self has of texts, each once.
  private func pieces(of part: FormerSections.Part) -> [ChapterPiece] {
    guard let version = work(on: part.chapter) else { return [] }
    let all = pieces(of: version)
    var found: [ChapterPiece] = []
    for unit in part.units {
      if let piece = all.first(where: { $0.holds(unit) }), !found.contains(piece) {
        found.append(piece)
      }
    }
    return found
  }

  /// Units of other sections whose texts are one with these; they cannot part.
  private func neighbours(
    of sections: [NodeID], in pieces: [ChapterPiece], _ chapter: Outline.Chapter
  ) throws(GenerationFailure) -> [String] {
    var units: [String] = []
    for unit in pieces.flatMap({ [$0.unit] + $0.others }) {
      guard let section = former.section(of: unit), !sections.contains(section),
        let home = former.home(of: section)
      else { continue }
      guard home == chapter.id else { throw Self.oneText(in: chapter) }
      units.append(unit)
    }
    return units
  }

  /// A text that has come half, of a section that is now elsewhere, is found by its old calls.
  private func name(_ part: FormerSections.Part, _ new: [String], in texts: inout ChapterTexts) {
    guard part.chapter != texts.chapter.id, let version = work(on: part.chapter),
      version.failedRounds == work(on: texts.chapter.id)?.failedRounds ?? 0,
      let unit = unitInWork(of: version), part.units.contains(unit), new.contains(unit)
    else { return }
    let first = CallID.chapter(part.chapter, version: version.version, of: project.id)
    texts.callNames[unit] = version.callNames[unit] ?? first.appending(unit).text
  }

  /// The unit that would be written next.
  private func unitInWork(of version: ChapterVersion) -> String? {
    let pieces = pieces(of: version)
    return project.outline.chapter(version.chapter).flatMap { chapter in
      WritingUnit.units(of: chapter).map(\.id).first { unit in !pieces.contains { $0.holds(unit) } }
    }
  }

  /// What stands of the unit in work behind the pieces, where its section has stayed.
  private func leftOver(of version: ChapterVersion, in texts: ChapterTexts) -> ChapterPiece? {
    guard let chapter = project.outline.chapter(version.chapter),
      let unit = unitInWork(of: version), texts.units.contains(where: { $0.id == unit })
    else { return nil }
    let known = ChapterAssembly.content(
      units: WritingUnit.units(of: chapter), pieces: pieces(of: version), kind: project.brief.kind)
    guard version.content != known, version.content.hasPrefix(known) else { return nil }
    var text = version.content.dropFirst(known.count).drop(while: \.isWhitespace)
    if text.hasPrefix("***\n") { text = text.dropFirst(3).drop(while: \.isWhitespace) }
    return ChapterPiece(
      chapter: version.chapter, version: version.version, unit: unit, text: String(text),
      isHeaded: true)
  }
}

// MARK: - Refusals

extension SectionMoves {
  private static func noPlace(in chapter: Outline.Chapter) -> GenerationFailure {
    GenerationFailure(
      "outline.no-place-for-text",
      "“\(chapter.title)” is written, and the text of a section that comes to it from a chapter in "
        + "work would have no place. Write that chapter first, or merge the chapters.")
  }

  private static func half(_ section: Outline.Section) -> GenerationFailure {
    GenerationFailure(
      "outline.half-written",
      "Of the sections that “\(section.title)” is to hold, some are written and some are not. "
        + "Write them all first.")
  }

  private static func oneText(in chapter: Outline.Chapter) -> GenerationFailure {
    GenerationFailure(
      "outline.text-is-one",
      "A section of “\(chapter.title)” has one text with others, from which it cannot part.")
  }
}
