import OctavoGeneration
import OctavoJSON
import OctavoTestSupport
import Testing

/// Placeholder text that needs neither key nor network.
@Suite("Rehearsal")
struct RehearsalTests {
  private static func request(
    _ text: String, step: Step = .chapter, schema: String? = nil
  ) -> ModelRequest {
    ModelRequest(
      step: step, system: "You write a book.", messages: [ModelRequest.Message(.user, text)],
      format: schema.map { ModelRequest.Format(name: "shape", schema: $0) })
  }

  private static func words(_ text: String) -> Int {
    text.split(whereSeparator: \.isWhitespace).count
  }

  @Test("the same request gives the same text, another another")
  func deterministic() throws {
    let one = try RehearsalModel.text(for: Self.request("Chapter 1. Target words: 300"))
    #expect(try RehearsalModel.text(for: Self.request("Chapter 1. Target words: 300")) == one)
    #expect(try RehearsalModel.text(for: Self.request("Chapter 2. Target words: 300")) != one)
    #expect(
      one.hasPrefix(
        try RehearsalModel.text(for: Self.request("Chapter 1. Target words: 300")).prefix(50)))
  }

  @Test(
    "about as many words come as are asked for",
    arguments: [
      ("Target words: 60", 60), ("- **Target words:** 1,200\nGo.", 1200),
      ("target words = 900", 900),
      ("Target words: about 750.", 750), ("Write about 500 words on it.", 500),
      ("TARGET WORDS: 1500\r\n", 1500), ("Target words: 20.", 20),
      ("Target words: 300 to 400", 300),
      ("Say something.", 400),
    ])
  func lengths(prompt: String, count: Int) throws {
    let text = try RehearsalModel.text(for: Self.request(prompt))
    #expect(abs(Self.words(text) - count) <= 30, "\(Self.words(text)) words")
  }

  @Test("it streams like a model, and says who it is")
  func streams() async throws {
    let request = Self.request("Target words: 200")
    let (events, error) = await RehearsalModel().events(request)
    #expect(error == nil)
    #expect(events.models == ["rehearsal/placeholder"])
    #expect(events.count > 20)
    #expect(events.text == (try RehearsalModel.text(for: request)))
    #expect(events.finish?.usage.isEstimate == true)
  }

  @Test("a limit of tokens is kept")
  func tokenLimit() throws {
    let text = try RehearsalModel.text(for: Self.request("Target words: 3000"), maxTokens: 600)
    #expect(TokenEstimate.tokens(text) <= 600)
  }

  @Test("a book's worth of text does not repeat itself")
  func repetition() throws {
    var words: [Substring] = []
    var text = ""
    for chapter in 1...12 {
      for section in 1...4 {
        text +=
          try RehearsalModel.text(
            for: Self.request("Chapter \(chapter), section \(section)\nTarget words: 1000")) + "\n"
      }
    }
    words = text.split { !$0.isLetter && $0 != "'" }
    #expect(words.count > 46_000)
    func repeated(_ length: Int) -> Int {
      var seen: Set<ArraySlice<Substring>> = []
      var count = 0
      for start in 0..<(words.count - length) {
        if !seen.insert(words[start..<start + length]).inserted { count += 1 }
      }
      return count
    }
    #expect(repeated(4) * 100 < words.count * 8, "4 words: \(repeated(4)) of \(words.count)")
    #expect(repeated(8) == 0)
    var lines: Set<Substring> = []
    for sentence in text.split(whereSeparator: { ".?\n".contains($0) }) where sentence.count > 30 {
      #expect(lines.insert(sentence).inserted, "twice: \(sentence)")
    }
  }

  @Test("pages look like a book's: paragraphs, talk, emphasis, now and then a list")
  func variety() throws {
    let text = try RehearsalModel.text(for: Self.request("Target words: 9000"))
    let paragraphs = text.split(separator: "\n\n")
    #expect(paragraphs.count > 80)
    #expect(paragraphs.contains { $0.hasPrefix("“") })
    #expect(paragraphs.contains { $0.hasPrefix("- ") || $0.hasPrefix("1. ") })
    #expect(paragraphs.contains { $0.hasPrefix("> ") })
    #expect(text.contains(/[ ]\*[a-z]+\*/))
    #expect(!text.contains(/\ba [aeio]/))
    #expect(!text.contains("{") && !text.contains("\u{1}") && !text.contains("_"))
    #expect(!text.contains("  ") && !text.contains(" ,"))
    for paragraph in paragraphs {
      let first = paragraph.first { $0.isLetter }
      #expect(first?.isUppercase == true, "\(paragraph)")
    }
  }

  @Test("values are valid against their schemas, titles distinct")
  func values() throws {
    let schema = """
      {"type": "object", "additionalProperties": false, "required": ["parts", "findings", "ok"],
       "properties": {
        "parts": {"type": "array", "minItems": 2, "maxItems": 5, "items": {
          "type": "object", "required": ["title", "chapters"], "properties": {
            "title": {"type": "string", "minLength": 3, "maxLength": 80},
            "chapters": {"type": "array", "minItems": 1, "items": {
              "type": "object", "required": ["title", "purpose", "target_words", "order"],
              "properties": {
                "title": {"type": "string"}, "purpose": {"type": "string", "minLength": 40},
                "tone": {"type": "string", "maxLength": 30},
                "target_words": {"type": "integer", "minimum": 500, "maximum": 1200},
                "order": {"type": "integer", "minimum": 1}, "share": {"type": "number"}}}}}}},
        "findings": {"type": "array", "items": {"type": "string"}},
        "ok": {"type": "boolean"}, "kind": {"enum": ["arc", "argument"]}}}
      """
    let request = Self.request("Plan it.\nTarget chapters: 13", step: .outline, schema: schema)
    let value = try JSONParser.parse(try RehearsalModel.text(for: request))
    #expect(try JSONSchema(text: schema).violations(of: value) == [])
    let chapters = (value["parts"]?.array ?? []).flatMap { $0["chapters"]?.array ?? [] }
    #expect(chapters.count == 13)
    #expect(Set(chapters.map { $0["title"] }).count == 13)
    #expect(value["findings"] == [])
    #expect(value["ok"] == true)
    let bare = try RehearsalModel.text(
      for: Self.request("Plan it.", step: .outline, schema: schema))
    let usual = (try JSONParser.parse(bare)["parts"]?.array ?? []).flatMap {
      $0["chapters"]?.array ?? []
    }
    #expect(usual.count >= 10)
  }

  @Test("evidence is quoted from the prompt as it stands there")
  func evidence() throws {
    let schema = """
      {"type": "object", "required": ["facts"], "properties": {"facts": {"type": "array",
       "minItems": 3, "items": {"type": "object", "required": ["evidence"], "properties": {
       "evidence": {"type": "string"}, "paragraph": {"type": "integer"}}}}}}
      """
    let prompt = """
      The chapter:

      The mill stood by the brook for two hundred years. Nobody remembered who had built it there.
      """
    let text = try RehearsalModel.text(for: Self.request(prompt, step: .summary, schema: schema))
    for fact in try JSONParser.parse(text)["facts"]?.array ?? [] {
      #expect(prompt.contains(try #require(fact["evidence"]?.string)))
    }
  }

  @Test("any schema of the subset gets a valid value or a reason, never a crash")
  func anySchema() throws {
    let schemas = [
      #"{"type": "array", "items": {"type": "string", "maxLength": 0}}"#,
      #"{"type": "string", "minLength": 500, "maxLength": 600}"#,
      #"{"type": "integer", "minimum": 1e300}"#,
      #"{"type": "integer", "minimum": -1e300, "maximum": -5}"#,
      #"{}"#, #"{"type": "null"}"#, #"{"type": ["number", "null"], "maximum": 0.5}"#,
      #"{"type": "object", "required": ["x"]}"#, #"{"type": "array", "minItems": 300}"#,
      #"{"type": "object", "required": ["x"], "additionalProperties": false}"#,
      #"{"type": "array", "uniqueItems": true, "minItems": 4, "items": {"enum": [1, 2]}}"#,
      #"{"type": "any"}"#, "no schema",
    ]
    for schema in schemas {
      do {
        let text = try RehearsalModel.text(for: Self.request("Go.", schema: schema))
        let value = try JSONParser.parse(text)
        #expect(try JSONSchema(text: schema).violations(of: value) == [], "\(schema)")
      } catch let error as ModelError {
        #expect(error.remedy == .stop)
      }
    }
  }
}
