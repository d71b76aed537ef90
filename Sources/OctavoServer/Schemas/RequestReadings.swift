import OctavoJSON
import OctavoService

/// Requests from bodies that were checked against their shapes.
extension InitiateRequest {
  init(_ body: JSONValue) {
    self.init(
      keyword: body.text("keyword"), genre: body.text("genre"),
      audienceLevel: body.text("audience_level"), intent: body["intent"]?.string,
      language: body["language"]?.string)
  }
}

extension OutlineRequest {
  init(_ body: JSONValue) {
    self.init(
      conceptID: body.text("concept_id"), chapters: body["chapters"]?.integer,
      words: body["words"]?.integer)
  }
}

extension ChapterRequestBody {
  init(_ body: JSONValue) { self.init(instructions: body["instructions"]?.string) }
}

extension ChapterEdit {
  init(_ body: JSONValue) {
    self.init(title: body["title"]?.string, content: body["content"]?.string)
  }
}

extension ExportRequest {
  init(_ body: JSONValue) {
    self.init(
      formats: body.texts("formats") ?? [], template: body.text("template"),
      profile: body["profile"]?.string, authors: body.texts("authors"))
  }
}

extension FeedbackRequest {
  init(_ body: JSONValue) {
    self.init(rating: body["rating"]?.integer ?? 0, note: body["note"]?.string)
  }
}

extension UserRequest {
  init(_ body: JSONValue) {
    self.init(
      name: body.text("name"), role: body["role"]?.string, plan: body["plan"]?.string)
  }
}

extension TokenRequest {
  init(_ body: JSONValue) {
    self.init(
      user: body["user"]?.string, label: body.text("label"),
      scopes: body.texts("scopes") ?? [], days: body["days"]?.integer)
  }
}

extension WebhookRequest {
  init(_ body: JSONValue) { self.init(url: body.text("url"), events: body.texts("events")) }
}

extension OutlineDocument {
  init(_ body: JSONValue) {
    self.init(
      parts: body.list("parts").map { part in
        Part(
          id: part["id"]?.string, title: part.text("title"),
          chapters: part.list("chapters").map(Chapter.init))
      })
  }
}

extension OutlineDocument.Chapter {
  init(_ body: JSONValue) {
    self.init(id: body["id"]?.string, title: body.text("title"))
    purpose = body["purpose"]?.string
    points = body.texts("points")
    targetWords = body["target_words"]?.integer
    sections = body["sections"]?.array?.map { item in
      var section = OutlineDocument.Section(id: item["id"]?.string, title: item.text("title"))
      section.points = item.texts("points")
      section.targetWords = item["target_words"]?.integer
      return section
    }
  }
}

extension JSONValue {
  fileprivate func text(_ name: String) -> String { self[name]?.string ?? "" }
  fileprivate func texts(_ name: String) -> [String]? {
    self[name]?.array?.compactMap(\.string)
  }
  fileprivate func list(_ name: String) -> [JSONValue] { self[name]?.array ?? [] }
}
