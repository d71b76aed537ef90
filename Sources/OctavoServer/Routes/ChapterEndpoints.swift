import HTTPTypes
import OctavoService
import OctavoStore

extension Endpoint {
  /// Chapters and their texts.
  static let chapters: [Endpoint] = [
    Endpoint(
      method: .post, path: PathTemplate("/api/v1/chapters/{chapter}/generate"),
      name: "writeChapter", summary: "Have a chapter written, or written anew", group: .chapters,
      body: Shapes.chapterOrder, replies: Reply.submitted, traits: [.submits, .conflicts],
      work: .bearer(.projectWrite) { visit, caller in
        try await visit.answer(
          try await visit.core.service.submitChapter(
            try visit.chapter, ChapterRequestBody(visit.body), key: try visit.headers.workKey(),
            by: caller), by: caller)
      }),
    Endpoint(
      method: .get, path: PathTemplate("/api/v1/chapters/{chapter}"), name: "getChapter",
      summary: "A chapter with its text", group: .chapters,
      replies: [.chapter],
      work: .bearer(.projectRead) { visit, caller in
        let chapter = try await visit.core.service.chapter(try visit.chapter, by: caller)
        let tag = chapter.tag.quoted
        if visit.headers[.ifNoneMatch] == tag { return Answer(.notModified).with(.eTag, tag) }
        return .json(chapter.json).with(.eTag, tag)
      }),
    Endpoint(
      method: .put, path: PathTemplate("/api/v1/chapters/{chapter}"), name: "replaceChapter",
      summary: "Change a chapter's title or text", group: .chapters, body: Shapes.chapterEdit,
      replies: [.chapter], traits: [.versioned, .conflicts],
      work: .bearer(.projectWrite) { visit, caller in
        let chapter = try await visit.core.service.replaceChapter(
          try visit.chapter, with: ChapterEdit(visit.body),
          ifVersion: try visit.headers.expectedState(), by: caller)
        return .json(chapter.json).with(.eTag, chapter.tag.quoted)
      }),
    Endpoint(
      method: .post, path: PathTemplate("/api/v1/chapters/{chapter}/feedback"),
      name: "rateChapter", summary: "Say what you think of a chapter", group: .chapters,
      body: Shapes.feedback, replies: [.done],
      work: .bearer(.projectWrite) { visit, caller in
        try await visit.core.service.rate(
          chapter: try visit.chapter, FeedbackRequest(visit.body), by: caller)
        return .nothing
      }),
  ]
}

extension Visit {
  /// The chapter in the path.
  var chapter: NodeID { get throws(Problem) { try name("chapter", .chapter) } }
}

extension StateTag {
  /// As an entity tag.
  var quoted: String { "\"\(text)\"" }
}

extension Reply {
  fileprivate static let chapter = Reply(
    status: .ok, summary: "The chapter", content: .json(Shapes.chapter),
    headers: [(.eTag, "The state, for If-Match")])
}
