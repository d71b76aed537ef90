import OctavoBase
import OctavoGeneration
import OctavoService
import OctavoStore

/// What a command asks of a book, beside what its project has already: what would be bought again,
/// or could not be had, is refused with what to do instead.
struct DraftChoices {
  /// A concept's number or id; nil for the one that was chosen, or the first.
  var concept: String?
  var chapters: Int?
  var words: Int?

  /// Throws where the project has something else than is asked for.
  func check(_ stored: StoredBook) throws {
    if let concept, stored.concepts.isEmpty, Int(concept) == nil {
      throw OctavoError(
        .missingInput, "generation.no-such-concept",
        "there is no concept “\(concept)”: the project has none yet",
        hints: ["--concept takes a number before the concepts are there"])
    }
    guard let chosen = stored.concept, stored.book != nil else { return }
    if let concept {
      let wanted = try OutlineCommand.choose(concept, of: stored)
      guard wanted == chosen.id else { throw otherConcept(concept, chosen, stored) }
    }
    try Self.checkSize(chapters, words, stored.plan, of: stored)
  }

  /// Throws where an outline that is there is of another size than is asked for.
  static func checkSize(
    _ chapters: Int?, _ words: Int?, _ plan: OutlinePlan?, of stored: StoredBook
  ) throws {
    guard let plan else { return }
    let asked = [
      chapters.flatMap { $0 == plan.chapters ? nil : "--chapters \($0)" },
      words.flatMap { $0 == plan.words ? nil : "--words \($0)" },
    ].compactMap(\.self)
    guard !asked.isEmpty else { return }
    let options = asked.joined(separator: " ")
    throw OctavoError(
      .badInput, "generation.other-size",
      "\(options) changes nothing: the outline is there, made for \(plan.chapters) chapters and "
        + "\(Figures.grouped(plan.words)) words",
      hints: [
        "leave it out to go on; `octavo outline \(stored.project.id.text) --again \(options)` makes "
          + "another outline"
      ])
  }

  private func otherConcept(
    _ wanted: String, _ chosen: OctavoGeneration.Concept, _ stored: StoredBook
  ) -> OctavoError {
    let number = (stored.concepts.firstIndex { $0.id == chosen.id } ?? 0) + 1
    return OctavoError(
      .badInput, "generation.other-concept",
      "the book is made from concept \(number), “\(chosen.title)”, not \(wanted)",
      hints: [
        "leave --concept out to go on with it",
        "`octavo outline \(stored.project.id.text) --concept \(wanted)` chooses the other",
        "--new begins another book",
      ])
  }

  /// The concept to make the outline from.
  func choice(of stored: StoredBook) throws -> String {
    try OutlineCommand.choose(concept ?? stored.chosen ?? "1", of: stored)
  }
}
