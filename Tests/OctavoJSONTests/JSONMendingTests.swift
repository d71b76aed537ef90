import OctavoJSON
import OctavoTestSupport
import Testing

/// JSON as models write it.
@Suite("Mended JSON")
struct JSONMendingTests {
  struct Case: Sendable {
    let text: String
    let value: String
    let repairs: [JSONMending.Repair]

    init(_ text: String, _ value: String, _ repairs: [JSONMending.Repair]) {
      self.text = text
      self.value = value
      self.repairs = repairs
    }
  }

  @Test("each mistake is mended and named", arguments: Self.cases)
  func mistakes(mistake: Case) throws {
    let mended = try JSONMending.parse(mistake.text)
    #expect(mended.value == (try JSONParser.parse(mistake.value)), "\(mended.value.text())")
    #expect(mended.repairs == mistake.repairs)
  }

  static let cases: [Case] = [
    Case(#"{"a": [1, 2]}"#, #"{"a":[1,2]}"#, []),
    Case("Sure! Here it is:\n```json\n{\"a\": 1}\n```\nEnjoy.", #"{"a":1}"#, [.surroundingText]),
    Case("As in [1], the answer is {\"a\": {\"b\": 2}}.", #"{"a":{"b":2}}"#, [.surroundingText]),
    Case("Use {braces} so:\n{\"a\": 1,}", #"{"a":1}"#, [.surroundingText, .trailingComma]),
    Case(#"{"a": [1, 2,], "b": {"c": 3,},}"#, #"{"a":[1,2],"b":{"c":3}}"#, [.trailingComma]),
    Case(
      "{\"a\": 1\n \"b\": \"x\"\n \"c\": [1 2]}", #"{"a":1,"b":"x","c":[1,2]}"#, [.missingComma]),
    Case("{'a': 'it\\'s', 'b': 'x'}", #"{"a":"it's","b":"x"}"#, [.singleQuotes]),
    Case(
      "{'a': 'it's here', 'b': 1}", #"{"a":"it's here","b":1}"#, [.singleQuotes, .unescapedQuote]),
    Case("{“a”: “b c”}", #"{"a":"b c"}"#, [.curlyQuotes]),
    Case(
      "{a: 1, b_c: True, d: None}", #"{"a":1,"b_c":true,"d":null}"#, [.unquotedName, .foreignWord]),
    Case(
      #"{"t": "The "Big" One", "u": "he said "yes", then left"}"#,
      #"{"t":"The \"Big\" One","u":"he said \"yes\", then left"}"#, [.unescapedQuote]),
    Case("{\"a\": \"one\ntwo\"}", #"{"a":"one\ntwo"}"#, [.unescapedLineEnd]),
    Case(#"{"a": "C:\path \é"}"#, #"{"a":"C:\\path \\é"}"#, [.brokenEscape]),
    Case("{\"a\": 1, // one\n /* two */ \"b\": 2}", #"{"a":1,"b":2}"#, [.comment]),
    Case(#"{"a": "http://x", "b": "/*no*/"}"#, #"{"a":"http://x","b":"/*no*/"}"#, []),
    Case(#"{"a": [{"b": "one"}, {"b": "tw"#, #"{"a":[{"b":"one"},{"b":"tw"}]}"#, [.truncated]),
    Case(#"{"a": 1, "b": tr"#, #"{"a":1}"#, [.truncated]),
    Case(#"{"a": 1, "b"#, #"{"a":1}"#, [.truncated]),
    Case(#"{"a": 1, "b":"#, #"{"a":1}"#, [.truncated]),
    Case(#"{"a": "x\u00"#, #"{"a":"x"}"#, [.truncated]),
    Case("```json\n{\"a\": [1, 2\n```", #"{"a":[1,2]}"#, [.surroundingText, .truncated]),
    Case(#"{"a": [1, {"b": 2}]"#, #"{"a":[1,{"b":2}]}"#, [.truncated]),
  ]

  @Test("a text without a value says what is missing")
  func noValue() throws {
    let empty = #expect(throws: JSONProblem.self) { try JSONMending.parse(" \n") }
    #expect(empty?.reason == "the answer is empty")
    let prose = #expect(throws: JSONProblem.self) { try JSONMending.parse("I cannot do that.") }
    #expect(prose?.reason == "the answer holds no '{' or '['")
    let broken = #expect(throws: JSONProblem.self) { try JSONMending.parse("so:\n{\"a\": }") }
    #expect(broken?.line == 2)
    #expect(broken?.column == 7)
  }

  @Test("every cut of an answer gives what came before it")
  func everyCut() throws {
    let whole = #"{"parts": [{"title": "One", "words": 120, "ok": true}, {"title": "Tw\"o é"}]}"#
    let letters = Array(whole)
    for end in 1..<letters.count {
      let mended = try JSONMending.parse(String(letters[..<end]))
      #expect(mended.isTruncated, "\(String(letters[..<end]))")
      if end > 30 { #expect(mended.value["parts"]?[0]?["title"] == "One") }
    }
  }

  @Test("noise never harms, and proper JSON is never changed")
  func noise() throws {
    var random = SeededGenerator(seed: 3)
    let alphabet = Array(#"{}[]":,'\ntrue1.5 `/“”é"# + "\n\\")
    for _ in 0..<2000 {
      let text = String(
        (0..<Int(random.next() % 40)).map { _ in alphabet.randomElement(using: &random)! })
      let mended = try? JSONMending.parse(text)
      if let proper = try? JSONParser.parse(text) { #expect(mended?.value == proper) }
    }
  }
}
