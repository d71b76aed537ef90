import OctavoJSON
import OctavoService
import OctavoStore

/// The service's published shapes: what may be in a body, and what an answer holds.
enum Shapes {
  /// Characters of a line, and of a page, that people write.
  static let line = 1...200
  static let page = 0...20_000

  /// A name of a stored thing.
  static func id(_ summary: String) -> JSONSchema { .text(1...64, summary) }

  static let language = JSONSchema.text(
    2...35, "A BCP 47 tag; en-US where it is left out", example: "en-US")

  // MARK: What is handed in

  static let initiate = JSONSchema.object(
    "InitiateRequest", "A book that is to be begun",
    [
      "keyword": .text(line, "What the book is about", example: "bees"),
      "genre": .text(1...60, "Such as popular science or fantasy", example: "popular science"),
      "audience_level": .text(1...60, "Who it is for, such as beginner", example: "beginner"),
      "intent": JSONSchema.text(0...4000, "What the author wants of it").orNull,
      "language": language.orNull,
    ], optional: ["intent", "language"])

  static let outlineOrder = JSONSchema.object(
    "OutlineRequest", "An outline that is to be made from a concept",
    [
      "concept_id": id("One of the project's concepts"),
      "chapters": JSONSchema.count(
        1...200, "Chapters of the whole book; the policy's number where it is left out"
      ).orNull,
      "words": JSONSchema.count(
        100...2_000_000, "Words of the whole book; the policy's number where it is left out"
      ).orNull,
    ], optional: ["chapters", "words"])

  static let chapterOrder = JSONSchema.object(
    "ChapterRequest", "A chapter that is to be written, or written anew",
    ["instructions": JSONSchema.text(0...4000, "What the author wants of this version").orNull],
    optional: ["instructions"])

  static let chapterEdit = JSONSchema.object(
    "ChapterEdit", "What a person makes of a chapter; what is left out stays",
    [
      "title": JSONSchema.text(1...300, "The chapter's title").orNull,
      "content": JSONSchema.text(
        0...2_000_000, "Markdown without the chapter's own heading"
      ).orNull,
    ], optional: ["title", "content"])

  static let formats = ["pdf", "epub", "docx"]

  static let exportOrder = JSONSchema.object(
    "ExportRequest", "Files that are to be made of a project",
    [
      "formats": .list(of: .word(formats), 1...3, unique: true, "Each once"),
      "template": .text(1...60, "A template's name", example: "standard"),
      "profile": JSONSchema.text(1...60, "What the PDF is for; screen where it is left out").orNull,
    ], optional: ["profile"])

  static let feedback = JSONSchema.object(
    "Feedback", "What somebody thinks of a concept or a chapter",
    [
      "rating": .count(1...5, "From 1, poor, to 5, excellent"),
      "note": JSONSchema.text(0...4000, "In words").orNull,
    ], optional: ["note"])

  static let userOrder = JSONSchema.object(
    "UserRequest", "A user that is to be made",
    [
      "name": .text(1...100, "Unique, for people"),
      "role": JSONSchema.word(User.Role.allCases.map(\.rawValue), "user where it is left out")
        .orNull,
      "plan": JSONSchema.text(1...60, "A plan of the policy").orNull,
    ], optional: ["role", "plan"])

  static let grantOrder = JSONSchema.object(
    "CreditGrant", "Credits that are given to a user",
    [
      "amount": .count(1...1_000_000_000, "How many"),
      "note": JSONSchema.text(0...4000, "Why").orNull,
    ], optional: ["note"])

  static let tokenOrder = JSONSchema.object(
    "TokenRequest", "A token that is to be made",
    [
      "user": JSONSchema.text(1...64, "Whose it is; the caller's own where it is left out").orNull,
      "label": .text(1...100, "What it is for"),
      "scopes": .list(
        of: .word(Scope.allCases.map(\.rawValue)), 1...Scope.allCases.count, unique: true,
        "What it allows"),
      "days": JSONSchema.count(1...3650, "Days it is good for; no end where it is left out").orNull,
    ], optional: ["user", "days"])

  static let webhookOrder = JSONSchema.object(
    "WebhookRequest", "A place that is told of events",
    [
      "url": .text(1...2000, "To a host that the policy names"),
      "events": JSONSchema.list(
        of: .text(1...64), 1...32, unique: true, "Event types; all where it is left out"
      ).orNull,
    ], optional: ["events"])

  static let flagOrder = JSONSchema.object(
    "FlagChange", "A switch for a feature",
    ["on": JSONSchema.flag("Null goes back to the policy file").orNull])
}
