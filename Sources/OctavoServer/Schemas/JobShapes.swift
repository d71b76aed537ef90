import OctavoJSON
import OctavoService
import OctavoStore

extension Shapes {
  static let chapter = JSONSchema.object(
    "Chapter", "A chapter with its text", open: true,
    [
      "id": id("The chapter's name"), "project_id": id("The project it belongs to"),
      "title": .text(), "status": .text(),
      "reason": JSONSchema.text(0...Int.max, "Why it failed or is stale").orNull,
      "content": .text(0...Int.max, "Markdown without the chapter's own heading"),
      "summary": JSONSchema.text().orNull, "word_count": .count(), "target_words": .count(),
      "version": .count(0...Int(Int32.max), "For If-Match; 0 before there is a text"),
      "updated_at": .moment("When it last changed"),
    ])

  static let job = JSONSchema.object("Job", "A piece of work", open: true, jobMembers)

  static let waitedJob = JSONSchema.object(
    "WaitedJob", "A piece of work after a wait", open: true,
    jobMembers, more: ["job_id": id("The same as `id`")])

  static let jobs = pageShape("JobPage", job)

  private static let jobMembers: KeyValuePairs<String, JSONSchema> = [
    "id": id("The job's name"), "kind": .text(),
    "state": .word(Job.State.allCases.map(\.rawValue)),
    "project_id": JSONSchema.text().orNull, "chapter_id": JSONSchema.text().orNull,
    "progress": .object(
      "Progress", "How far it is", open: true,
      ["stage": .text(), "done": .count(), "total": .count()]),
    "attempts": .count(0...1000, "How often it was begun"),
    "result": .any("What came of it; null until it succeeded. An export's holds `artifacts`"),
    "error": .any("Why the last attempt failed; null where none did"),
    "depends_on": JSONSchema.list(of: .text()).noted("Jobs it waits for"),
    "dead_letter": .flag("Whether it gave up after its last attempt"),
    "credits": JSONSchema.object(
      "JobCredits", "What it holds or cost", open: true,
      ["reserved": .count(), "charged": .count()]
    ).orNull,
    "created_at": .moment("When it was handed in"), "updated_at": .moment("When it last changed"),
  ]

  /// A job as the answer to the work that was handed in.
  static func waited(_ job: JSONValue, _ id: JobID) -> JSONValue {
    guard case .object(var object) = job else { return job }
    object["job_id"] = .string(id.text)
    return .object(object)
  }
}

extension ChapterAnswer {
  var json: JSONValue {
    [
      "id": .string(id.text), "project_id": .string(projectId.text), "title": .string(title),
      "status": .string(status), "reason": .text(reason), "content": .string(content),
      "summary": .text(summary), "word_count": .integer(wordCount),
      "target_words": .integer(targetWords), "version": .integer(version),
      "updated_at": .string(updatedAt.text),
    ]
  }
}

extension JobAnswer {
  /// - Parameter result: what came of it, with links to its files.
  func json(result: JSONValue) -> JSONValue {
    [
      "id": .string(id.text), "kind": .string(kind), "state": .string(state),
      "project_id": .text(projectId?.text), "chapter_id": .text(chapterId?.text),
      "progress": [
        "stage": .string(progress.stage), "done": .integer(progress.done),
        "total": .integer(progress.total),
      ],
      "attempts": .integer(attempts), "result": result, "error": RawJSON.value(error),
      "depends_on": .array(dependsOn.map { .string($0.text) }), "dead_letter": .bool(isDeadLetter),
      "credits": credits.map {
        ["reserved": .integer($0.reserved), "charged": .integer($0.charged)]
      } ?? .null,
      "created_at": .string(createdAt.text), "updated_at": .string(updatedAt.text),
    ]
  }
}

extension RawJSON {
  /// What the text says; null for nothing, or for what cannot be read.
  static func value(_ raw: RawJSON?) -> JSONValue {
    guard let raw else { return .null }
    return (try? JSONParser.parse(raw.text)) ?? .null
  }
}
