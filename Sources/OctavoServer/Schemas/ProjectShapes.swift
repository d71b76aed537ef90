import OctavoJSON
import OctavoService
import OctavoStore

extension Shapes {
  static let submission = JSONSchema.object(
    "Submission", "Work that was taken on; after a wait, with all that is known of the job",
    open: true,
    ["project_id": id("The project"), "job_id": id("The job that does it")])

  static let project = JSONSchema.object(
    "Project", "A book in the making", open: true,
    [
      "id": id("The project's name"), "keyword": .text(), "genre": .text(),
      "audience_level": .text(), "language": .text(), "intent": .text(), "state": .text(),
      "failure": JSONSchema.text(0...Int.max, "Why it failed").orNull,
      "concept_id": JSONSchema.text(0...Int.max, "The concept that was chosen").orNull,
      "title": JSONSchema.text(0...Int.max, "The chosen concept's title").orNull,
      "words": .count(), "chapters": .count(), "chapters_written": .count(),
      "cost": .number("US dollars that providers were paid"),
      "created_at": .moment("When it began"), "updated_at": .moment("When it last changed"),
    ])

  static let projects = pageShape("ProjectPage", project)

  static let concepts = JSONSchema.object(
    "Concepts", "Ways in which the keyword could become a book", open: true,
    [
      "concepts": .list(
        of: .object(
          "Concept", "", open: true,
          [
            "id": id("The concept's name"), "title": .text(), "tagline": .text(),
            "audience": .text(), "thesis": .text(),
            "difference": .text(0...Int.max, "Why it differs from the others"),
          ]))
    ])

  static let outline = JSONSchema.object(
    "Outline", "A book's plan", open: true, ["parts": .list(of: part(isHandedIn: false))])

  static let outlineEdit = JSONSchema.object(
    "OutlineEdit", "A book's plan as a person wants it; chapters keep their texts by their ids",
    ["parts": .list(of: part(isHandedIn: true), 1...100)])

  private static func part(isHandedIn: Bool) -> JSONSchema {
    .object(
      isHandedIn ? "PartEdit" : "Part", "The only part of a book without parts has an empty title",
      open: !isHandedIn,
      [
        "id": newID, "title": words(0...300),
        "chapters": .list(of: chapter(isHandedIn), isHandedIn ? 0...500 : 0...Int.max),
      ], optional: ["id"])
  }

  private static func chapter(_ isHandedIn: Bool) -> JSONSchema {
    .object(
      isHandedIn ? "ChapterPlanEdit" : "ChapterPlan", "", open: !isHandedIn,
      [
        "id": newID, "title": isHandedIn ? words(1...300) : .text(),
        "purpose": words(0...4000, "What the chapter is for").orNull,
        "points": JSONSchema.list(of: words(1...2000), 0...100, "Beats or steps, in order").orNull,
        "order_index": JSONSchema.count(
          0...Int(Int32.max), "Place in the whole book, from 0; ignored where it is handed in"
        ).orNull,
        "target_words": JSONSchema.count(isHandedIn ? 100...50_000 : 0...1_000_000, "Words")
          .orNull,
        "status": JSONSchema.text(0...60, "Ignored where it is handed in").orNull,
        "sections": JSONSchema.list(of: section(isHandedIn), 0...200).orNull,
      ],
      optional: [
        "id", "purpose", "points", "order_index", "target_words", "status", "sections",
      ])
  }

  private static func section(_ isHandedIn: Bool) -> JSONSchema {
    .object(
      isHandedIn ? "SectionPlanEdit" : "SectionPlan", "", open: !isHandedIn,
      [
        "id": newID, "title": isHandedIn ? words(1...300) : .text(),
        "points": JSONSchema.list(of: words(1...2000), 0...100).orNull,
        "target_words": JSONSchema.count(isHandedIn ? 50...50_000 : 0...1_000_000).orNull,
      ], optional: ["id", "points", "target_words"])
  }

  private static let newID = JSONSchema.text(1...64, "Left out for what is new").orNull

  /// A part of a list.
  static func pageShape(_ title: String, _ item: JSONSchema) -> JSONSchema {
    .object(
      title, "A part of a list", open: true,
      [
        "items": .list(of: item),
        "next": JSONSchema.text(0...Int.max, "Pass it as `after`; null on the last page").orNull,
      ])
  }
}

extension Submission {
  var json: JSONValue {
    ["project_id": .string(project.text), "job_id": .string(job.text)]
  }
}

extension ProjectAnswer {
  var json: JSONValue {
    [
      "id": .string(id.text), "keyword": .string(keyword), "genre": .string(genre),
      "audience_level": .string(audienceLevel), "language": .string(language),
      "intent": .string(intent), "state": .string(state), "failure": .text(failure),
      "concept_id": .text(conceptId?.text), "title": .text(title), "words": .integer(words),
      "chapters": .integer(chapters), "chapters_written": .integer(chaptersWritten),
      "cost": .number(Double(cost) ?? 0), "created_at": .string(createdAt.text),
      "updated_at": .string(updatedAt.text),
    ]
  }
}

extension ConceptAnswer {
  var json: JSONValue {
    [
      "id": .string(id.text), "title": .string(title), "tagline": .string(tagline),
      "audience": .string(audience), "thesis": .string(thesis), "difference": .string(difference),
    ]
  }
}

extension OutlineDocument {
  var json: JSONValue {
    [
      "parts": .array(
        parts.map { part in
          [
            "id": .text(part.id), "title": .string(part.title),
            "chapters": .array(part.chapters.map(\.json)),
          ]
        })
    ]
  }
}

extension OutlineDocument.Chapter {
  fileprivate var json: JSONValue {
    [
      "id": .text(id), "title": .string(title), "order_index": .whole(orderIndex),
      "target_words": .whole(targetWords), "status": .text(status), "purpose": .text(purpose),
      "points": .array((points ?? []).map { .string($0) }),
      "sections": .array(
        (sections ?? []).map { section in
          [
            "id": .text(section.id), "title": .string(section.title),
            "points": .array((section.points ?? []).map { .string($0) }),
            "target_words": .whole(section.targetWords),
          ]
        }),
    ]
  }
}

extension Page {
  /// The page as JSON.
  func json(_ item: (Item) -> JSONValue) -> JSONValue {
    ["items": .array(items.map(item)), "next": .text(next)]
  }
}

extension JSONValue {
  /// A text, or null.
  static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  /// A whole number, or null.
  static func whole(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
}
