import OctavoBase

/// One change of an outline by a person. Ids stay, so that written text stays with its chapter.
package enum OutlineEdit: Sendable, Equatable, Codable {
  case rename(NodeID, title: String)
  /// Moves a part among parts, a chapter to a place in a part, a section to a place in a chapter.
  /// Places are 0-based and counted without the moved one; too large a place means the end.
  case move(NodeID, to: NodeID?, at: Int)
  case addPart(id: NodeID, title: String, at: Int)
  case addChapter(Outline.Chapter, to: NodeID, at: Int)
  case addSection(Outline.Section, to: NodeID, at: Int)
  /// Replaces what is planned for a chapter; its id and sections stay.
  case plan(NodeID, purpose: String, points: [String], targetWords: Int)
  /// Says what a chapter is for.
  case purpose(NodeID, String)
  /// Replaces the beats or arguments of a chapter or section.
  case points(NodeID, [String])
  /// Says how many words a chapter or section is to have; a chapter's sections share the change.
  case target(NodeID, words: Int)
  /// Takes a part, chapter or section out. Its text stays stored.
  case drop(NodeID)
  /// Puts the second chapter, or section, at the end of the first.
  case merge(NodeID, with: NodeID)
}

/// An outline after edits, and what became of the chapters that are no longer in it.
package struct OutlineChange: Sendable, Equatable {
  package var outline: Outline
  /// Chapters taken out; their texts are kept, outside the book.
  package var dropped: [NodeID] = []
  /// Chapters whose text now belongs at the end of another's.
  package var merged: [Merge] = []

  /// Sections whose texts become one, in order: the second ends the first.
  package var joined: [SectionJoin] = []

  package struct SectionJoin: Sendable, Equatable {
    package let from: NodeID
    package let into: NodeID
  }

  /// Two chapters as they were before they became one. Each has at least one section.
  package struct Merge: Sendable, Equatable {
    package let from: Outline.Chapter
    package let into: Outline.Chapter
  }

  package init(_ outline: Outline) { self.outline = outline }
}

extension Outline {
  /// The outline with the edits made in order; throws at the first that cannot be made, naming it.
  package func applying(_ edits: [OutlineEdit]) throws(GenerationFailure) -> OutlineChange {
    var change = OutlineChange(self)
    for edit in edits { try change.apply(edit) }
    try change.outline.check()
    return change
  }
}

extension OutlineChange {
  mutating func apply(_ edit: OutlineEdit) throws(GenerationFailure) {
    switch edit {
    case .rename(let id, let title): try rename(id, title.trimmingBlanks())
    case .move(let id, let owner, let place): try move(id, to: owner, at: place)
    case .addPart(let id, let title, let place):
      try checkNew(id)
      outline.parts.insert(
        Outline.Part(id: id, title: title, chapters: []),
        at: Self.within(place, outline.parts.count))
    case .addChapter(let chapter, let part, let place):
      for id in [chapter.id] + chapter.sections.map(\.id) { try checkNew(id) }
      let index = try find(part: part)
      outline.parts[index].chapters.insert(
        chapter, at: Self.within(place, outline.parts[index].chapters.count))
    case .addSection(let section, let chapter, let place):
      try checkNew(section.id)
      let (p, c) = try find(chapter: chapter)
      // What the chapter was to tell without sections is not lost with its first.
      if !outline.parts[p].chapters[c].points.isEmpty {
        outline.parts[p].chapters[c] = outline.parts[p].chapters[c].inSections
      }
      outline.parts[p].chapters[c].sections.insert(
        section, at: Self.within(place, outline.parts[p].chapters[c].sections.count))
    case .plan(let id, let purpose, let points, let words):
      let (p, c) = try find(chapter: id)
      outline.parts[p].chapters[c].purpose = purpose
      outline.parts[p].chapters[c].points = points
      outline.parts[p].chapters[c].targetWords = words
    case .purpose(let id, let text):
      let (p, c) = try find(chapter: id)
      outline.parts[p].chapters[c].purpose = text.trimmingBlanks()
    case .points(let id, let points): try setPoints(points, of: id)
    case .target(let id, let words): try setTarget(words, of: id)
    case .drop(let id): try drop(id)
    case .merge(let first, let second): try merge(first, with: second)
    }
  }

  private static func within(_ place: Int, _ count: Int) -> Int { min(max(0, place), count) }

  private mutating func rename(_ id: NodeID, _ title: String) throws(GenerationFailure) {
    guard !title.isEmpty else {
      throw GenerationFailure("outline.untitled", "A title cannot be empty.")
    }
    switch try find(id) {
    case .part(let p): outline.parts[p].title = title
    case .chapter(let p, let c): outline.parts[p].chapters[c].title = title
    case .section(let p, let c, let s): outline.parts[p].chapters[c].sections[s].title = title
    }
  }

  private mutating func setPoints(
    _ points: [String], of id: NodeID
  ) throws(GenerationFailure) {
    switch try find(id) {
    case .part: throw GenerationFailure("outline.not-a-chapter", "“\(id)” is a part.")
    case .chapter(let p, let c): outline.parts[p].chapters[c].points = points
    case .section(let p, let c, let s): outline.parts[p].chapters[c].sections[s].points = points
    }
  }

  private mutating func setTarget(_ words: Int, of id: NodeID) throws(GenerationFailure) {
    try Outline.check(words: words, of: id.text)
    switch try find(id) {
    case .part: throw GenerationFailure("outline.not-a-chapter", "“\(id)” is a part.")
    case .chapter(let p, let c): outline.parts[p].chapters[c].retarget(words)
    case .section(let p, let c, let s):
      outline.parts[p].chapters[c].sections[s].targetWords = words
    }
  }

  private mutating func move(
    _ id: NodeID, to owner: NodeID?, at place: Int
  ) throws(GenerationFailure) {
    switch try find(id) {
    case .part(let p):
      let part = outline.parts.remove(at: p)
      outline.parts.insert(part, at: Self.within(place, outline.parts.count))
    case .chapter(let p, let c):
      let target = try owner.map { (id) throws(GenerationFailure) in try find(part: id) } ?? p
      let chapter = outline.parts[p].chapters.remove(at: c)
      outline.parts[target].chapters.insert(
        chapter, at: Self.within(place, outline.parts[target].chapters.count))
    case .section(let p, let c, let s):
      var target = (p, c)
      if let owner { target = try find(chapter: owner) }
      let section = outline.parts[p].chapters[c].sections.remove(at: s)
      let count = outline.parts[target.0].chapters[target.1].sections.count
      outline.parts[target.0].chapters[target.1].sections.insert(
        section, at: Self.within(place, count))
    }
  }

  private mutating func drop(_ id: NodeID) throws(GenerationFailure) {
    switch try find(id) {
    case .part(let p):
      dropped += outline.parts[p].chapters.map(\.id)
      outline.parts.remove(at: p)
    case .chapter(let p, let c):
      dropped.append(id)
      outline.parts[p].chapters.remove(at: c)
    case .section(let p, let c, let s): outline.parts[p].chapters[c].sections.remove(at: s)
    }
  }

  private mutating func merge(
    _ first: NodeID, with second: NodeID
  ) throws(GenerationFailure) {
    guard first != second else {
      throw GenerationFailure("outline.merge-with-itself", "“\(first)” cannot join itself.")
    }
    switch (try find(first), try find(second)) {
    case (.chapter(let p, let c), .chapter(let q, let d)):
      let other = outline.parts[q].chapters[d].inSections
      let own = outline.parts[p].chapters[c].inSections
      outline.parts[p].chapters[c] = own.absorbing(other)
      outline.parts[q].chapters.remove(at: d)
      merged.append(Merge(from: other, into: own))
    case (.section(let p, let c, let s), .section(let q, let d, let t)):
      let other = outline.parts[q].chapters[d].sections[t]
      outline.parts[p].chapters[c].sections[s].points += other.points
      outline.parts[p].chapters[c].sections[s].targetWords += other.targetWords
      outline.parts[q].chapters[d].sections.remove(at: t)
      joined.append(SectionJoin(from: second, into: first))
    default:
      throw GenerationFailure(
        "outline.unlike-nodes", "“\(first)” and “\(second)” are not both chapters or both sections."
      )
    }
  }
}

extension Outline.Chapter {
  /// Gives the chapter and, in proportion, its sections other targets.
  fileprivate mutating func retarget(_ words: Int) {
    let sum = sections.reduce(0) { $0 + $1.targetWords }
    for index in sections.indices {
      let share = sum > 0 ? sections[index].targetWords * words / sum : words / sections.count
      sections[index].targetWords = max(1, share)
    }
    targetWords = words
  }

  /// With another chapter at its end; what one gave the other is no need any more.
  fileprivate func absorbing(_ other: Outline.Chapter) -> Outline.Chapter {
    var both = self
    both.sections += other.sections
    if !other.purpose.isEmpty { both.purpose += (purpose.isEmpty ? "" : " ") + other.purpose }
    both.points += other.points
    both.targetWords += other.targetWords
    let given = Set(gives.map(OutlineCheck.label))
    both.needs += other.needs.filter {
      !given.contains(OutlineCheck.label($0)) && !needs.contains($0)
    }
    both.gives += other.gives.filter { !gives.contains($0) }
    return both
  }

  /// A chapter without sections as one of a single section, so that the order of what is told, and
  /// which of it is written, outlast a merge.
  var inSections: Outline.Chapter {
    guard sections.isEmpty else { return self }
    var chapter = self
    chapter.sections = [
      Outline.Section(id: onlySection, title: title, points: points, targetWords: targetWords)
    ]
    return chapter
  }

  /// The name of the section that a chapter without any becomes.
  var onlySection: NodeID { NodeID(StableID.make("s-", [id.text, "all"])) }
}
