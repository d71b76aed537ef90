import OctavoJSON
import OctavoService
import OctavoStore

/// The service's published shapes: what may be in a body, and what an answer holds.
enum Shapes {
  /// A name of a stored thing.
  static func id(_ summary: String) -> JSONSchema { .text(1...64, summary) }

  /// A text that somebody writes: no controls but tabs and ends of lines, and not blank where it must
  /// be there.
  static func words(
    _ length: ClosedRange<Int>, _ summary: String = "", example: JSONValue? = nil
  ) -> JSONSchema {
    let plain = #"[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F]*"#
    let pattern =
      length.lowerBound > 0 ? #"^\#(plain)[^\s\x00-\x1F\x7F]\#(plain)$"# : "^\(plain)$"
    return JSONSchema.text(length, summary, example: example).matching(pattern)
  }

  /// A name of a template, a plan or a feature.
  private static let slug = "^[a-z0-9]+(-[a-z0-9]+)*$"

  // MARK: What is handed in

  static let initiate = JSONSchema.object(
    "InitiateRequest", "A book that is to be begun",
    [
      "keyword": words(1...300, "What the book is about", example: "bees"),
      "genre": words(1...300, "Such as popular science", example: "popular science"),
      "audience_level": words(1...300, "Who it is for", example: "beginner"),
      "intent": words(0...8000, "What the author wants of it").orNull,
      "language": words(2...35, "A BCP 47 tag; en-US where it is left out", example: "en-US")
        .matching("^[A-Za-z]{2,3}(-[A-Za-z]{2})?$").orNull,
    ], optional: ["intent", "language"])

  static let outlineOrder = JSONSchema.object(
    "OutlineRequest", "An outline that is to be made from a concept",
    [
      "concept_id": words(1...64, "One of the project's concepts"),
      "chapters": JSONSchema.count(
        1...200, "Chapters of the whole book; the policy's number where it is left out"
      ).orNull,
      "words": JSONSchema.count(
        300...1_000_000, "Words of the whole book; the policy's number where it is left out"
      ).orNull,
    ], optional: ["chapters", "words"])

  static let chapterOrder = JSONSchema.object(
    "ChapterRequest", "A chapter that is to be written, or written anew",
    ["instructions": words(0...20_000, "What the author wants of this version").orNull],
    optional: ["instructions"])

  static let chapterEdit = JSONSchema.object(
    "ChapterEdit", "What a person makes of a chapter; what is left out stays",
    [
      "title": words(1...300, "The chapter's title").orNull,
      "content": words(0...2_000_000, "Markdown without the chapter's own heading").orNull,
    ], optional: ["title", "content"])

  static let exportOrder = JSONSchema.object(
    "ExportRequest", "Files that are to be made of a project",
    [
      "formats": .list(of: .word(["pdf", "epub", "docx"]), 1...3, unique: true, "Each once"),
      "template": words(1...64, "A template's name", example: "standard").matching(slug),
      "profile": JSONSchema.word(["screen"], "What the PDF is for; screen where it is left out")
        .orNull,
      "authors": JSONSchema.list(
        of: words(1...300), 0...BookService.mostAuthors,
        "Names on the title page and in the files' metadata; none where it is left out"
      ).orNull,
    ], optional: ["profile", "authors"])

  static let feedback = JSONSchema.object(
    "Feedback", "What somebody thinks of a concept or a chapter",
    [
      "rating": .count(1...5, "From 1, poor, to 5, excellent"),
      "note": words(0...20_000, "In words").orNull,
    ], optional: ["note"])

  static let userOrder = JSONSchema.object(
    "UserRequest", "A user that is to be made",
    [
      "name": words(1...200, "Unique, for people"),
      "role": JSONSchema.word(User.Role.allCases.map(\.rawValue), "user where it is left out")
        .orNull,
      "plan": words(1...60, "A plan of the policy").orNull,
    ], optional: ["role", "plan"])

  static let grantOrder = JSONSchema.object(
    "CreditGrant", "Credits that are given to a user, or taken where they are negative",
    [
      "amount": .count(-1_000_000_000...1_000_000_000, "How many"),
      "note": words(0...500, "Why").orNull,
    ], optional: ["note"])

  static let tokenOrder = JSONSchema.object(
    "TokenRequest", "A token that is to be made",
    [
      "user": words(1...64, "Whose it is; the caller's own where it is left out").orNull,
      "label": words(1...200, "What it is for"),
      "scopes": .list(
        of: .word(Scope.allCases.map(\.rawValue)), 1...Scope.allCases.count, unique: true,
        "What it allows"),
      "days": JSONSchema.count(1...3650, "Days it is good for; no end where it is left out").orNull,
    ], optional: ["user", "days"])

  static let webhookOrder = JSONSchema.object(
    "WebhookRequest", "A place that is told of events",
    [
      "url": words(1...2000, "To a host that the policy names"),
      "events": JSONSchema.list(
        of: .word(EventTypes.all), 1...EventTypes.all.count, unique: true,
        "Event types; all where it is left out"
      ).orNull,
    ], optional: ["events"])

  static let flagOrder = JSONSchema.object(
    "FlagChange", "A switch for a feature",
    ["on": JSONSchema.flag("Null goes back to the policy file").orNull])
}
